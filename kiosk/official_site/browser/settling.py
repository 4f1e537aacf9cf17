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
        self._news = False
        self._patience = _MOST_S
        self._read_at: float | None = None
        self.loading = False
        """Whether parts of the page are still awaited."""

    def changed(self, now: float) -> None:
        """Take note that something of the page is another than before."""
        self._news = True
        self.moved(now)

    def moved(self, now: float) -> None:
        """Take note of a new picture: it may be a page that slides into its place, or a caret that blinks."""
        self._first = now if self._first is None else self._first
        self._last = now

    def touched(self, now: float) -> None:
        """Take note that the visitor did something: what follows is news."""
        self._read_at, self._patience = None, _MOST_S
        self.changed(now)

    def due(self) -> float | None:
        """Return when the page is to be read; None: nothing has changed."""
        if self._first is None:
            return None
        quiet = _LOADING_QUIET_S if self.loading else _QUIET_S
        due = min(self._last + quiet, self._first + _MOST_S)
        if self._read_at is None:
            return due
        return max(due, self._read_at + (_MOST_S if self._news else self._patience))

    def read(self, now: float, *, same: bool) -> None:
        """Take note that it was read. What moves without saying anything new is read ever less often."""
        self._first, self._news = None, False
        self._patience = min(self._patience * 2, _LONGEST_S) if same else _MOST_S
        self._read_at = now if same else None
