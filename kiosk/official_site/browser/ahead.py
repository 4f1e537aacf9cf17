"""The next visitor's browser, started before anybody asks for a page."""

import threading
from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser.process import Process
from kiosk.official_site.events import Trouble

UNUSED_S: Final = 600.0
"""Seconds after which a browser that nobody took is closed: it holds 170 MB."""


class Ahead:
    """Holds one browser at most. Any thread may call; none of it for the UI thread, where starting takes too long."""

    def __init__(self, start: Callable[[], Process | Trouble], unused: float = UNUSED_S) -> None:
        self._start, self._unused = start, unused
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._timer: threading.Timer | None = None
        self._closed = False

    def prepare(self) -> None:
        """Start one, unless one waits already; from now on it waits as long as a fresh one."""
        with self._lock:
            self._stop_timer()
            if self._closed:
                return
            if self._process is None or not _lives(self._process):
                self._drop()
                started = self._start()
                self._process = started if isinstance(started, Process) else None
            if self._process is not None:
                self._timer = threading.Timer(self._unused, self._expire, (self._process,))
                self._timer.daemon = True
                self._timer.start()

    def take(self) -> Process | Trouble:
        """Give the one that waits, or a new one; it is the caller's to end."""
        with self._lock:
            self._stop_timer()
            process, self._process = self._process, None
        if process is not None and not _lives(process):
            process.end()
            process = None
        return self._start() if process is None else process

    def close(self) -> None:
        """End the one that waits, and start none any more."""
        with self._lock:
            self._closed = True
            self._stop_timer()
            self._drop()

    def _expire(self, process: Process) -> None:
        with self._lock:
            if self._process is process:
                self._drop()

    def _drop(self) -> None:
        if self._process is not None:
            self._process.end()
        self._process = None

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None


def _lives(process: Process) -> bool:
    """Tell whether a browser that waits has not died meanwhile."""
    return process.pipe.pump(0) is None
