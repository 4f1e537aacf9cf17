"""Any ESC/POS printer, however it is reached: ask how it is, print, ask whether it is done."""

from contextlib import closing, suppress
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Protocol

from kiosk.printing import status
from kiosk.printing.compose import Paper, compose
from kiosk.printing.protocol import NoPaper, Printed, PrintEnd, Ready, Refused, State, TimedOut, Unplugged
from kiosk.printing.slip import Slip
from kiosk.printing.status import Question
from kiosk.printing.wire import Wire


class Link(Protocol):
    """How the printer is reached."""

    @property
    def speed(self) -> float:
        """Bytes a second; `inf` where no line slows them."""
        ...

    def open(self) -> Wire:
        """Raises OSError where there is nothing; returns within seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds."""

    answer: float = 1.0
    """In which a printer answers a question, if it ever does."""
    ticket: float = 15.0
    """For a ticket, beside what its bytes take on a slow line."""
    settled: float = 6.0
    """Without a fault, after which a printer that never answers in its turn is taken to have printed."""


class EscposPrinter:
    """One ticket at a time, however many ask."""

    def __init__(self, link: Link, paper: Paper, patience: Patience | None = None) -> None:
        self._link = link
        self._paper = paper
        self._patience = patience or Patience()
        self._turn = Lock()

    def print(self, slip: Slip) -> PrintEnd:
        data = compose(slip, self._paper)
        with self._turn:
            try:
                with closing(self._link.open()) as wire:
                    return self._printed(wire, data)
            except OSError:  # its words may name a file or an address; which of them is in the settings
                return Unplugged()

    def state(self) -> State:
        with self._turn:
            try:
                with closing(self._link.open()) as wire:
                    return self._state(wire)
            except OSError:
                return Unplugged()

    def _state(self, wire: Wire) -> State:
        """How it is; one that never answers may print all the same."""
        try:
            paper = self._ask(wire, Question.PAPER)
            if paper is None:
                return Ready(answers=False)
            if status.paper_is_out(paper):
                return NoPaper()
            printer = self._ask(wire, Question.PRINTER)
        except TimeoutError:
            return TimedOut()
        if printer is not None and status.is_offline(printer):
            return Refused()
        return Ready(low=status.paper_is_low(paper))

    def _ask(self, wire: Wire, question: Question) -> int | None:
        """The answer to a question; None: there is none in time."""
        until = monotonic() + self._patience.answer
        wire.write(status.asked(question), until)
        while monotonic() < until:
            answer = status.at_once(wire.read(until))
            if answer is not None:
                return answer
        return None

    def _printed(self, wire: Wire, data: bytes) -> PrintEnd:
        state = self._state(wire)
        if not isinstance(state, Ready):
            return state
        end = self._sent(wire, data, state)
        if not isinstance(end, Printed):
            with suppress(TimeoutError):  # the rest must not come out later, before somebody else
                wire.write(status.FORGET, monotonic() + self._patience.answer)
            if isinstance(end, TimedOut):  # it listens to nothing: not to that either, nor now to what went before
                wire.drop()
        return end

    def _sent(self, wire: Wire, data: bytes, state: Ready) -> PrintEnd:
        until = monotonic() + self._patience.ticket + len(data) / self._link.speed
        try:
            wire.write(data, until)
            if not state.answers:
                return Printed()
            wire.write(status.IN_TURN, until)
            return self._done(wire, until)
        except TimeoutError:
            why = self._state(wire)
            return why if isinstance(why, NoPaper | Refused) else TimedOut()

    def _done(self, wire: Wire, until: float) -> PrintEnd:
        """Wait until it is on paper, or until why not is known. May raise TimeoutError: it takes no more bytes."""
        settled = monotonic() + self._patience.settled
        while monotonic() < until:
            answers = wire.read(min(until, monotonic() + self._patience.answer))
            turn, paper = status.in_turn(answers), status.at_once(answers)
            if turn is not None:
                return NoPaper() if status.was_out(turn) else Printed(low=status.was_low(turn))
            if paper is not None and status.paper_is_out(paper):
                return NoPaper()
            if monotonic() >= settled:
                state = self._state(wire)
                if state != Ready(answers=False):
                    return Printed(low=state.low) if isinstance(state, Ready) else state
            if not answers:
                wire.write(status.asked(Question.PAPER), until)
        return TimedOut()
