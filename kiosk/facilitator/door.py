"""The facilitator's door: five touches within four seconds on the round sign at the top left. Pure."""

from math import hypot
from typing import Final

TOUCHES: Final = 5
SECONDS: Final = 4.0
REACH_MM: Final = 15.0
"""A page may change between two touches (the idle warning goes, a banner comes), and its sign is elsewhere then."""


class Door:
    """Counts touches that come down on the sign; one that comes down elsewhere begins the counting anew."""

    def __init__(self) -> None:
        """No touch yet."""
        self._times: tuple[float, ...] = ()
        self._first = (0.0, 0.0)

    def touch(self, x_mm: float, y_mm: float, now: float, *, on_sign: bool) -> bool:
        """A finger came down at this place of the screen; True when it was the fifth in time."""
        self._times = tuple(time for time in self._times if now - time <= SECONDS)
        near = bool(self._times) and hypot(x_mm - self._first[0], y_mm - self._first[1]) <= REACH_MM
        if not (on_sign or near):
            self._times = ()
            return False
        if not self._times:
            self._first = (x_mm, y_mm)
        self._times = (*self._times, now)
        if len(self._times) < TOUCHES:
            return False
        self._times = ()
        return True
