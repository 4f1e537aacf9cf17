"""Fingers on an X display, by the XTEST extension: moves and presses go through one queue, so none overtakes another.

xdotool warps the pointer beside that queue: of quick presses some land where the next one belongs.
"""

import ctypes
import ctypes.util
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any


class Hand:
    """One connection to the display."""

    def __init__(self, x11: Any, xtst: Any, display: int) -> None:
        """`display` is what `XOpenDisplay` gave."""
        self._x11 = x11
        self._xtst = xtst
        self._display = display

    def touch(self, places: Iterable[tuple[int, int]]) -> None:
        """Press and let go at each place, in order and without a pause; pixels from the top left."""
        for x, y in places:
            self._xtst.XTestFakeMotionEvent(self._display, -1, x, y, 0)
            for down in (1, 0):
                self._xtst.XTestFakeButtonEvent(self._display, 1, down, 0)
        self._x11.XSync(self._display, 0)

    def key(self, name: str) -> None:
        """Press and let go a key of a keyboard, by X's name for it: "F12"."""
        code = self._x11.XKeysymToKeycode(self._display, self._x11.XStringToKeysym(name.encode()))
        for down in (1, 0):
            self._xtst.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x11.XSync(self._display, 0)


@contextmanager
def hand_on(name: str) -> Iterator[Hand]:
    """Connect to a display; raises OSError where there is none, or no XTEST here."""
    x11, xtst = (_library(word) for word in ("X11", "Xtst"))
    _declare(x11, xtst)
    display = x11.XOpenDisplay(name.encode())
    if not display:
        raise OSError(f"no display {name}")
    try:
        yield Hand(x11, xtst, display)
    finally:
        x11.XCloseDisplay(display)


def _library(name: str) -> Any:
    path = ctypes.util.find_library(name)
    if path is None:
        raise OSError(f"lib{name} is missing: it comes with xdotool")
    return ctypes.CDLL(path)


def _declare(x11: Any, xtst: Any) -> None:
    display, number, count, delay = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_ulong
    x11.XOpenDisplay.restype = display
    x11.XStringToKeysym.restype = ctypes.c_ulong
    x11.XKeysymToKeycode.argtypes = (display, ctypes.c_ulong)
    x11.XCloseDisplay.argtypes = (display,)
    x11.XSync.argtypes = (display, number)
    xtst.XTestFakeMotionEvent.argtypes = (display, number, number, number, delay)
    xtst.XTestFakeButtonEvent.argtypes = (display, count, number, delay)
    xtst.XTestFakeKeyEvent.argtypes = (display, count, number, delay)
