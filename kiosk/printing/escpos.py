"""Any ESC/POS printer, however it is reached: ask how it is, print, ask whether it is done."""

from contextlib import closing, suppress
from threading import Lock
from time import monotonic
from typing import Protocol

from kiosk.printing import status
from kiosk.printing.compose import Paper, compose
from kiosk.printing.protocol import (
    NoPaper,
    Printed,
    PrintEnd,
    Ready,
    Refused,
    State,
    TimedOut,
    Unplugged,
)
from kiosk.printing.slip import Slip
from kiosk.printing.status import Question
from kiosk.printing.wire import Wire

ANSWER = 1.0
"""Seconds in which a printer answers a question, if it ever does."""
PATIENCE = 15.0
"""Seconds for a ticket, beside those that its bytes take on a slow line."""
SETTLED = 6.0
"""Seconds without a fault after which a printer that never answers in its turn is taken to have printed."""


class Link(Protocol):
    """How the printer is reached."""

    @property
    def speed(self) -> float:
        """Bytes a second; `inf` where no line slows them."""
        ...

    def open(self) -> Wire:
        """Raises OSError where there is nothing; returns within seconds."""
        ...


class EscposPrinter:
    """One ticket at a time, however many ask."""

    def __init__(self, link: Link, paper: Paper, *, patience: float = PATIENCE, settled: float = SETTLED) -> None:
        self._link = link
        self._paper = paper
        self._patience = patience
        self._settled = settled
        self._turn = Lock()

    def print(self, slip: Slip) -> PrintEnd:
        data = compose(slip, self._paper)
        with self._turn:
            try:
                with closing(self._link.open()) as wire:
                    state = _state(wire)
                    if not isinstance(state, Ready):
                        return state
                    end = self._printed(wire, data, state)
                    if isinstance(end, NoPaper | Refused | TimedOut):
                        _forget(wire)
                    return end
            except OSError:  # its words may name a file or an address; which of them is in the settings
                return Unplugged()

    def state(self) -> State:
        with self._turn:
            try:
                with closing(self._link.open()) as wire:
                    return _state(wire)
            except OSError:
                return Unplugged()

    def _printed(self, wire: Wire, data: bytes, state: Ready) -> PrintEnd:
        until = monotonic() + self._patience + len(data) / self._link.speed
        try:
            wire.write(data, until)
            if not state.answers:
                return Printed()
            wire.write(status.IN_TURN, until)
            return self._done(wire, until)
        except TimeoutError:
            return _stuck(wire)

    def _done(self, wire: Wire, until: float) -> PrintEnd:
        """Wait until it is on paper, or until why not is known."""
        settled = monotonic() + self._settled
        while monotonic() < until:
            answers = wire.read(min(until, monotonic() + ANSWER))
            turn, paper = status.in_turn(answers), status.at_once(answers)
            if turn is not None:
                return NoPaper() if status.was_out(turn) else Printed(low=status.was_low(turn))
            if paper is not None and status.paper_is_out(paper):
                return NoPaper()
            if monotonic() >= settled:
                state = _state(wire)
                if state != Ready(answers=False):
                    return Printed(low=state.low) if isinstance(state, Ready) else state
            if not answers:
                wire.write(status.asked(Question.PAPER), until)
        return TimedOut()


def _state(wire: Wire) -> State:
    """How it is; one that never answers may print all the same."""
    paper = _ask(wire, Question.PAPER)
    if paper is None:
        return Ready(answers=False)
    if status.paper_is_out(paper):
        return NoPaper()
    printer = _ask(wire, Question.PRINTER)
    if printer is not None and status.is_offline(printer):
        return Refused()
    return Ready(low=status.paper_is_low(paper))


def _ask(wire: Wire, question: Question) -> int | None:
    """The answer to a question; None: there is none in time."""
    until = monotonic() + ANSWER
    wire.write(status.asked(question), until)
    while monotonic() < until:
        answer = status.at_once(wire.read(until))
        if answer is not None:
            return answer
    return None


def _stuck(wire: Wire) -> NoPaper | Refused | TimedOut:
    """Why it takes no more bytes."""
    try:
        state = _state(wire)
    except TimeoutError:
        return TimedOut()
    return state if isinstance(state, NoPaper | Refused) else TimedOut()


def _forget(wire: Wire) -> None:
    """The rest of a ticket must not come out later, before somebody else."""
    with suppress(TimeoutError):
        wire.write(status.FORGET, monotonic() + ANSWER)
