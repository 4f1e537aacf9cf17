"""Keeps where the last warnings and errors were logged: level, file and line, never the words. Light: a start pays."""

import logging
from collections import deque


class Noted(logging.Handler):
    """In memory, the last few dozen."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._found: deque[tuple[str, str, int]] = deque(maxlen=48)

    def emit(self, record: logging.LogRecord) -> None:
        """Called by `logging`, on any thread."""
        self._found.append((record.levelname, record.pathname, record.lineno))

    @property
    def found(self) -> tuple[tuple[str, str, int], ...]:
        """(level, path, line), the oldest first."""
        return tuple(self._found)


NOTED = Noted()
"""Of this process."""


def listen() -> None:
    """From now on; the words go to the standard error as before, where Python sends them only without any handler."""
    root = logging.getLogger()
    root.addHandler(NOTED)
    if logging.lastResort is not None:
        root.addHandler(logging.lastResort)
