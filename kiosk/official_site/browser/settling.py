"""When a page that changes may be read: once it is quiet, or when it has changed for so long that waiting is worse."""

from typing import Final

_QUIET_S: Final = 0.15
_LOADING_QUIET_S: Final = 0.6
"""A page that is still being fetched pauses longer between its parts."""
_MOST_S: Final = 1.0
_LONGEST_S: Final = 8.0


class Settling:
    """Times are seconds of any clock that never goes back."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._last = 0.0
        self._most = _MOST_S
        self.loading = False
        """Whether parts of the page are still awaited."""

    def changed(self, now: float) -> None:
        """Take note of a change."""
        self._first = now if self._first is None else self._first
        self._last = now

    def due(self) -> float | None:
        """Return when the page is to be read; None: nothing has changed."""
        if self._first is None:
            return None
        quiet = _LOADING_QUIET_S if self.loading else _QUIET_S
        return min(self._last + quiet, self._first + self._most)

    def read(self, *, same: bool) -> None:
        """Take note that it was read. What moves without changing (a wheel that turns) is read ever less often."""
        self._first = None
        self._most = min(self._most * 2, _LONGEST_S) if same else _MOST_S

    def touched(self, now: float) -> None:
        """Take note that the visitor did something: what follows is news."""
        self._most = _MOST_S
        self.changed(now)
