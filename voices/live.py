"""Speech that cannot wait for a build: engines one behind the other, and none of them can keep the kiosk waiting.

An engine that hangs, crashes, floods or answers rubbish has been killed by its own file; here it is put aside for a
while, the next one says the same text, and the facilitator is told. Words of a text are never told or written.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from voices.engines.limits import LONGEST
from voices.engines.protocol import ALWAYS, Engine, Wanted
from voices.engines.table import open_engines
from voices.faults import Fault
from voices.lexicon import Lexicon
from voices.pcm import Pcm
from voices.protocol import Equipment
from voices.synthesis import TOO_LONG, make

HOME: Final = "fr"
"""The language that every engine named in the settings must speak."""
FIRST_S: Final = 5.0
"""Seconds that an engine is put aside for its first failure; twice as long for each that follows."""
MOST_S: Final = 320.0
"""Seconds at most: a visit later it is tried again. The last engine, which nobody replaces, waits `FIRST_S` only."""
PATIENCE_S: Final = 3.0
"""Seconds that visitors may wait for an engine in vain, touching before it speaks, until that counts as a failure."""


@dataclass(slots=True)
class _Seat:
    """An engine, and what is known of its health."""

    engine: Engine
    named: bool
    """The settings ask for it."""
    fault: str = ""
    failures: int = 0
    """In a row."""
    aside_until: float = 0.0
    waited: float = 0.0
    """Seconds, since it last spoke, after which visitors went on without it."""


class LiveSpeech:
    """Speaks texts by the first engine that can. For one thread at a time; `troubles` may be read from any."""

    def __init__(
        self, equipment: Equipment, lexicon: Callable[[], Lexicon], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Nothing is opened before the first text. `lexicon` is called then; `clock` counts seconds."""
        self._equipment = equipment
        self._read_lexicon = lexicon
        self._lexicon: Lexicon | None = None
        self._clock = clock
        self._seats: Sequence[_Seat] = ()
        self._closed = False
        self.troubles: tuple[str, ...] = ()
        """What the facilitator must know, as short French sentences; empty: all is well."""

    def sound(self, text: str, language: str, wanted: Wanted = ALWAYS) -> Pcm | None:
        """Return the sound of `text`; None when no engine makes one, or when it is wanted no longer."""
        if not any(map(str.isalnum, text)) or len(text) > LONGEST:
            return None
        self._open()
        for seat in self._seats:
            if seat.aside_until > self._clock() or not seat.engine.voice(language):
                continue
            sound = self._ask(seat, text, language, lambda: wanted() and not self._closed)
            if isinstance(sound, Pcm):
                self._tell(seat)
                return sound
            if sound is TOO_LONG:
                return None
            if self._closed or not wanted():
                return None
        self._tell(None)
        return None

    def _open(self) -> None:
        if not self._seats:
            self._lexicon = self._read_lexicon()
            named = self._equipment.engines
            self._seats = [_Seat(engine, engine.name in named) for engine in open_engines(self._equipment)]

    def _ask(self, seat: _Seat, text: str, language: str, wanted: Wanted) -> Pcm | Fault:
        """Return the sound; a fault of the engine has been dealt with."""
        start = self._clock()
        made = make(seat.engine, text, language, self._lexicon, wanted)
        if isinstance(made, Pcm):
            if seat.fault:
                _note(f"{seat.engine.name} speaks again")
            seat.fault, seat.failures, seat.waited = "", 0, 0.0
            return made
        if made is TOO_LONG:
            return made
        if not wanted():
            seat.waited += self._clock() - start
        if wanted() or seat.waited > PATIENCE_S:
            self._put_aside(seat, made)
        return made

    def _put_aside(self, seat: _Seat, fault: Fault) -> None:
        if not seat.fault:
            _note(fault.reason)
        last = seat is self._seats[-1]
        seat.fault, seat.waited = fault.reason, 0.0
        seat.aside_until = self._clock() + min(FIRST_S * 2**seat.failures, FIRST_S if last else MOST_S)
        seat.failures += 1

    def _tell(self, speaker: _Seat | None) -> None:
        """Say how it stands, now that `speaker`, or nobody, spoke."""
        behind = f" La voix « {speaker.engine.name} » parle à sa place." if speaker else ""
        told = [f"{what}{behind}" for what in map(_trouble, self._seats) if what]
        if speaker is None:
            told.append("La borne ne dit que les phrases préparées.")
        self.troubles = tuple(told)

    def close(self) -> None:
        """End the engines, for good."""
        self._closed = True
        for seat in self._seats:
            seat.engine.close()


def _trouble(seat: _Seat) -> str:
    if seat.named and not seat.engine.voice(HOME):
        return f"La voix « {seat.engine.name} » manque sur cette borne."
    return f"La voix « {seat.engine.name} » ne répond plus." if seat.fault else ""


def _note(what: str) -> None:
    """Leave a line for whoever reads the journal of the machine."""
    sys.stderr.write(f"voice: {what}\n")
