"""A contact bounces and a key that is held repeats itself: one press is one wish. Pure but for the clock given."""

from collections.abc import Callable
from typing import Final

HOLD_OFF: Final = 1.0
"""Seconds of quiet before another press counts."""


class HoldOff:
    """Tells which press counts: the first after a quiet second."""

    def __init__(self, now: Callable[[], float]) -> None:
        """`now` gives seconds that never run backwards."""
        self._now = now
        self._last: float | None = None

    def counts(self) -> bool:
        """A press has come: whether it is a wish of its own."""
        now, last = self._now(), self._last
        self._last = now
        return last is None or now - last >= HOLD_OFF
