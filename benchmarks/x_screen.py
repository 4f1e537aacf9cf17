"""An X server whose picture is a file: looking at it costs the measured program nothing, and no X traffic.

The pointer is moved and pressed through XTest, as a touch screen's driver would.
"""

import ctypes
import mmap
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

PIXEL_BYTES: Final = 4
POLL_S: Final = 0.0005
_LEFT_BUTTON: Final = 1
_COLOUR_BYTES: Final = 12
"""Of a colour in the file's header (XWD)."""


class Box(NamedTuple):
    """A part of the screen, in pixels from the top left; right and bottom are not part of it."""

    left: int
    top: int
    right: int
    bottom: int
    step: int = 8
    """Every how many rows one looks."""


@dataclass(frozen=True, slots=True)
class Change:
    """When a part of the screen began to change and when it was done, by `time.perf_counter`."""

    first: float
    last: float


class Screen:
    """The picture and the pointer of one X server."""

    def __init__(self, display: str, picture: mmap.mmap) -> None:
        """`picture` is the server's frame in the format of `xwd`."""
        self.display = display
        self._picture = picture
        header = struct.unpack(">25I", picture[:100])
        self._start = header[0] + header[19] * _COLOUR_BYTES
        self._row = header[12]
        self._x11, self._xtest = _libraries()
        self._connection = self._x11.XOpenDisplay(display.encode())
        assert self._connection, "the X server cannot be reached"

    def look(self, box: Box) -> bytes:
        """The rows of a part, one after the other."""
        left, right = box.left * PIXEL_BYTES, box.right * PIXEL_BYTES
        starts = range(self._start + box.top * self._row, self._start + box.bottom * self._row, box.step * self._row)
        return b"".join(self._picture[start + left : start + right] for start in starts)

    def move(self, x: int, y: int) -> None:
        """Put the pointer at a place in pixels."""
        self._xtest.XTestFakeMotionEvent(self._connection, -1, x, y, 0)
        self._x11.XSync(self._connection, 0)

    def press(self, *, down: bool) -> float:
        """Press or release; the moment by `time.perf_counter`, taken just before the server is told."""
        self._xtest.XTestFakeButtonEvent(self._connection, _LEFT_BUTTON, int(down), 0)
        sent = time.perf_counter()
        self._x11.XFlush(self._connection)
        return sent

    def wait_for_change(self, box: Box, before: bytes, still_s: float, timeout_s: float) -> Change:
        """Wait until a part differs from `before`, one colour alone not counted, and is then still for a while."""
        first = last = 0.0
        shown, deadline = before, time.perf_counter() + timeout_s
        while not first or time.perf_counter() - last < still_s:
            now = self.look(box)
            if now != shown:
                last = time.perf_counter()
                shown = now
                if not first and now != before and now.count(now[:PIXEL_BYTES]) * PIXEL_BYTES < len(now):
                    first = last
            assert time.perf_counter() < deadline, "the screen did not change, or did not come to rest, in time"
            time.sleep(POLL_S)
        return Change(first, last)

    def wait_for_rest(self, box: Box, still_s: float, timeout_s: float) -> None:
        """Wait until a part has been still for so long."""
        shown, since = self.look(box), time.perf_counter()
        deadline = since + timeout_s
        while time.perf_counter() - since < still_s:
            time.sleep(0.1)
            now = self.look(box)
            if now != shown:
                shown, since = now, time.perf_counter()
            assert time.perf_counter() < deadline, "the screen did not come to rest in time"

    def close(self) -> None:
        """Let go of the server."""
        self._x11.XCloseDisplay(self._connection)


@contextmanager
def x_screen(folder: Path, width: int, height: int) -> Iterator[tuple[Screen, int]]:
    """Start Xvfb with its picture in `folder`; the screen and the server's process id."""
    wanted = ["-nolisten", "tcp", "-ac", "-fbdir", str(folder), "-screen", "0", f"{width}x{height}x24"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", *wanted],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DISPLAY": ""},
    )
    assert server.stdout is not None
    number = server.stdout.readline().decode().strip()  # written once it listens
    try:
        with (folder / "Xvfb_screen0").open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as picture:
            screen = Screen(f":{number}", picture)
            yield screen, server.pid
            screen.close()
    finally:
        server.terminate()
        server.communicate()


def _libraries() -> tuple[Any, Any]:
    """Xlib and XTest, which xdotool brings on Debian."""
    x11, xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    for function in (x11.XSync, x11.XFlush, x11.XCloseDisplay):
        function.argtypes = (ctypes.c_void_p,) if function is not x11.XSync else (ctypes.c_void_p, ctypes.c_int)
    xtest.XTestFakeMotionEvent.argtypes = (ctypes.c_void_p, *[ctypes.c_int] * 3, ctypes.c_ulong)
    xtest.XTestFakeButtonEvent.argtypes = (ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong)
    return x11, xtest
