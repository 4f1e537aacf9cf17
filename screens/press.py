"""When a press counts. Pure: the clock is given, Kivy is unknown.

The rules: a press begins and ends on the same target; sliding off cancels it; a second press on the same target
within half a second is a tremor, not a wish; a press that begins in the first half second of a new page was meant
for the page before. Two different targets never filter one another, so that keys can be typed quickly.
"""

from collections.abc import Callable, Hashable
from typing import Final

QUIET_SECONDS: Final = 0.5
"""Both the silence after a new page and the time in which a second press on the same target is ignored."""


class PressRules:
    """Decides for one page. Build one a page, or call `page_shown` when a new page takes the place."""

    def __init__(self, now: Callable[[], float]) -> None:
        """`now` gives seconds that never run backwards; the page counts as shown at once."""
        self._now = now
        self._last: tuple[Hashable, float] | None = None
        self._shown_at = now()

    def page_shown(self) -> None:
        """A new page stands on the screen: what is pressed in its first half second is ignored."""
        self._shown_at = self._now()
        self._last = None

    def begins(self, target: Hashable) -> bool:
        """True when a touch going down on `target` now starts a press."""
        now = self._now()
        if now - self._shown_at < QUIET_SECONDS:
            return False
        return self._last is None or self._last[0] != target or now - self._last[1] >= QUIET_SECONDS

    def ends(self, target: Hashable, *, inside: bool) -> bool:
        """True when a press that began on `target` counts, now that the finger leaves; `inside`: still on it."""
        if inside:
            self._last = (target, self._now())
        return inside
