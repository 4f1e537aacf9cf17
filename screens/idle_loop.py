"""Sleep until something happens: a touch, the next event of Kivy's clock, or a word from another thread.

Kivy's own loop wakes sixty times a second to look. Here the wait between two frames is SDL's wait for an event,
bounded by the next event of the clock; a thread that schedules wakes it with an event of our own.
"""

import ctypes
import logging
import threading
from math import ceil
from pathlib import Path
from typing import Any, Final

from kivy.base import EventLoop
from kivy.clock import Clock

from screens.runtime import MAX_FPS

LONGEST_WAIT: Final = 1.0
"""Seconds; so that a signal (SIGTERM) is seen although SDL waits in C."""
_USER_EVENT: Final = 0x8000
_EVENT_BYTES: Final = 128
"""More than any SDL_Event (56 bytes in SDL 2)."""

log = logging.getLogger(__name__)


def install_idle_loop() -> bool:
    """Replace the clock's wait. Call it once the window exists; False: no SDL 2 found, Kivy's own loop stays."""
    library = _loaded_sdl()
    if library is None:
        log.warning("SDL 2 is not among the loaded libraries: Kivy's own loop stays, which uses some CPU when idle")
        return False
    waiter = _Waiter(library)
    Clock.idle = waiter.idle
    Clock.on_schedule = waiter.on_schedule
    return True


def _loaded_sdl() -> Any:  # noqa: ANN401  # a ctypes library
    """The very SDL that Kivy's window uses: its wheel brings one under a name of its own."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        path = line.rpartition(" ")[2]
        if Path(path).name.startswith(("libSDL2-2", "libSDL2-2.0")):
            return ctypes.CDLL(path)
    return None


class _Waiter:
    """What stands in for the waiting methods of Kivy's clock; it reads and sets the clock's own figures."""

    def __init__(self, library: Any) -> None:  # noqa: ANN401
        self._wait = library.SDL_WaitEventTimeout
        self._wait.argtypes = (ctypes.c_void_p, ctypes.c_int)
        self._push = library.SDL_PushEvent
        self._event = ctypes.create_string_buffer(_EVENT_BYTES)
        ctypes.c_uint32.from_buffer(self._event).value = _USER_EVENT
        self._main = threading.get_ident()

    def on_schedule(self, _event: object) -> None:
        """Called by Kivy whenever something is scheduled, from whatever thread."""
        if threading.get_ident() != self._main:
            self._push(self._event)

    def idle(self) -> float:
        """Wait; then do what Kivy's own `idle` does: note when the frame began and return it."""
        seconds = self._seconds_to_wait()
        if seconds > 0:
            self._wait(None, ceil(seconds * 1000))
        now = float(Clock.time())
        Clock._dt = now - Clock._last_tick  # noqa: SLF001  # this method is the clock's own
        Clock._last_tick = now  # noqa: SLF001
        return now

    def _seconds_to_wait(self) -> float:
        now = float(Clock.time())
        frame = 1 / MAX_FPS - (now - float(Clock._last_tick))  # noqa: SLF001
        if any(getattr(provider, "waiting_event", None) for provider in EventLoop.input_providers):
            return 0.0
        if EventLoop.window is not None and EventLoop.window.canvas.needs_redraw:
            return frame
        return min(max(frame, float(Clock.get_min_timeout()) - now), LONGEST_WAIT)
