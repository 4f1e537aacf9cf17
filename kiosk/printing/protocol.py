"""The protocol of printers. Expected failures are values, without a word of what was to be printed."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from kiosk.printing.slip import Slip


@dataclass(frozen=True, slots=True)
class Printed:
    """All of it is on paper, or went to a printer that never answers. `low`: the roll is nearly at its end."""

    low: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """It can print. `low`: the roll is nearly at its end; `answers`: it tells how it is."""

    low: bool = False
    answers: bool = True


@dataclass(frozen=True, slots=True)
class NoPaper:
    """The roll is at its end."""


@dataclass(frozen=True, slots=True)
class Unplugged:
    """Nothing is there: no device, no connection, or it broke."""


@dataclass(frozen=True, slots=True)
class TimedOut:
    """It is there and does not go on."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It says that it cannot: its cover is open, its cutter is stuck."""


Trouble: TypeAlias = NoPaper | Unplugged | TimedOut | Refused
PrintEnd: TypeAlias = Printed | Trouble
State: TypeAlias = Ready | Trouble


class Printer(Protocol):
    """Blocks, for 30 s at most on a usual line: never called on the UI thread. Any number of threads may call."""

    def print(self, slip: Slip, /) -> PrintEnd:
        """Print it once."""
        ...

    def state(self) -> State:
        """How the printer is now; nothing is printed."""
        ...
