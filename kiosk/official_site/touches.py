"""What the visitor does beside or on an official page, and the clock: a closed union of frozen data."""

from dataclasses import dataclass, field
from enum import Enum

from kiosk.official_site.words import Way


@dataclass(frozen=True, slots=True)
class Tapped:
    """A finger on the page, at a point of the viewport (CSS pixels)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Felt:
    """A finger that slides over the page and wants to hear what is there ("Sans voir")."""

    x: float
    y: float


class Button(Enum):
    """A button of the kiosk beside the page."""

    READ = "read"
    """*Lire la page*"""
    BEFORE = "before"
    """*Page d'avant*"""
    UP = "up"
    DOWN = "down"
    REPEAT = "repeat"
    """*Réécouter*"""
    PRESS = "press"
    """The second tap, anywhere, that presses what was felt or marked."""
    DROP = "drop"
    """Leave the field that is open, as it was."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """One of those buttons."""

    button: Button


@dataclass(frozen=True, slots=True)
class Typed:
    """What now stands in the field that was open. A day is given as 2026-11-24, an hour as 10:40."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picked:
    """The option of the list that was open, counted from 0."""

    option: int


@dataclass(frozen=True, slots=True)
class Went:
    """A way on from the calm page that is shown."""

    way: Way


@dataclass(frozen=True, slots=True)
class Left:
    """The visitor leaves the site: the end, another way, or the idle time has run out."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Some time has passed; `now` in monotonic seconds."""

    now: float


Touch = Tapped | Felt | Pushed | Typed | Picked | Went | Left | Tick
