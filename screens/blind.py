"""Sans voir: a finger that slides hears what lies under it, a second short tap anywhere activates it.

Here are only the decisions; time and places are given, Kivy is unknown. `screens.blind_layer` feeds them.
"""

from dataclasses import dataclass
from math import hypot
from typing import Final, Generic, TypeVar

Target = TypeVar("Target")

TAP_SECONDS: Final = 0.6
"""A touch that is shorter and stays in place is a tap."""
TAP_MM: Final = 10.0
"""How far a trembling finger may go during a tap."""
CORNER_MM: Final = 20.0
CORNER_TOUCHES: Final = 3
CORNER_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Say(Generic[Target]):
    """Tell what this is."""

    target: Target


@dataclass(frozen=True, slots=True)
class Activate(Generic[Target]):
    """Do what a press on this does."""

    target: Target


class Explorer(Generic[Target]):
    """What the fingers of one page ask for. `None` as a target is bare ground.

    A touch tells what it finds. Once something was told, a tap anywhere activates it, also a tap that lands on
    something else: that is how a thing is activated without aiming. A slow or sliding touch explores again.
    """

    def __init__(self, px_per_mm: float) -> None:
        """`px_per_mm` turns the trembling allowed into pixels."""
        self._slack = TAP_MM * px_per_mm
        self._told: Target | None = None
        self._armed: Target | None = None
        self._start: tuple[float, float, float] = (0.0, 0.0, 0.0)
        self._sliding = False

    @property
    def exploring(self) -> bool:
        """Whether what the finger comes to is told; False: this touch may become a second tap."""
        return self._armed is None

    def down(self, x: float, y: float, now: float, found: Target | None) -> Say[Target] | None:
        """A finger comes down; it speaks at once when nothing is waiting for a second tap."""
        self._start = (x, y, now)
        self._sliding = False
        self._armed = self._told
        return self._find(found) if self._armed is None else None

    def move(self, x: float, y: float, now: float, found: Target | None) -> Say[Target] | None:
        """The finger goes on; what it comes to is told, once."""
        if not self._sliding and not self._is_tap(x, y, now):
            self._sliding = True
            self._armed = None
            self._told = None
        return self._find(found) if self._armed is None else None

    def up(self, x: float, y: float, now: float, found: Target | None) -> Say[Target] | Activate[Target] | None:
        """The finger leaves: a tap activates what was told before it, a long touch tells what it is on."""
        armed, self._armed = self._armed, None
        if armed is None:
            return None
        if not self._sliding and self._is_tap(x, y, now):
            return Activate(armed)
        self._told = None
        return self._find(found)

    def _is_tap(self, x: float, y: float, now: float) -> bool:
        left, foot, begun = self._start
        return now - begun <= TAP_SECONDS and hypot(x - left, y - foot) <= self._slack

    def _find(self, found: Target | None) -> Say[Target] | None:
        if found is None or found == self._told:
            return None
        self._told = found
        return Say(found)


def in_corner(from_right_mm: float, from_top_mm: float) -> bool:
    """True in the 20 mm square at the top right, which is kept for knocking."""
    return max(from_right_mm, from_top_mm) <= CORNER_MM


class CornerKnock:
    """Three touches within two seconds in the top right corner switch "Sans voir" on or off, seen or unseen."""

    def __init__(self) -> None:
        """No touch yet."""
        self._times: tuple[float, ...] = ()

    def touch(self, from_right_mm: float, from_top_mm: float, now: float) -> bool:
        """A finger came down this far from the corner; True when it was the third in time."""
        if not in_corner(from_right_mm, from_top_mm):
            self._times = ()
            return False
        self._times = (*(time for time in self._times if now - time <= CORNER_SECONDS), now)
        if len(self._times) < CORNER_TOUCHES:
            return False
        self._times = ()
        return True
