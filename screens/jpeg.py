"""A JPEG picture to pixels, on any thread.

By libjpeg-turbo where it is installed: it takes a sixth of the time of Kivy's own reader and, called through ctypes,
leaves the interpreter to the other threads meanwhile.
"""

import ctypes
import logging
from typing import Any, Final, NamedTuple

_LIBRARY: Final = "libturbojpeg.so.0"
_RGBA: Final = 7
_FROM_BELOW: Final = 2

log = logging.getLogger(__name__)


class Pixels(NamedTuple):
    """RGBA, one byte each, the lowest row first, as OpenGL wants them."""

    width: int
    height: int
    data: bytearray


class JpegReader:
    """Reads one picture after another; for one thread."""

    def __init__(self) -> None:
        """Take libjpeg-turbo, or Kivy's own reader where there is none."""
        self._turbo = _turbo()
        self._handle = ctypes.c_void_p(self._turbo.tjInitDecompress()) if self._turbo else None

    @property
    def by_kivy(self) -> bool:
        """Whether Kivy's own, slower reader is used."""
        return self._turbo is None

    def read(self, jpeg: bytes) -> Pixels | None:
        """The pixels; None when this is no whole JPEG picture."""
        return _by_kivy(jpeg) if self._turbo is None else self._by_turbo(jpeg)

    def close(self) -> None:
        """Give back what the library holds; nothing is read afterwards."""
        if self._turbo and self._handle:
            self._turbo.tjDestroy(self._handle)
            self._handle = None

    def _by_turbo(self, jpeg: bytes) -> Pixels | None:
        turbo, length = self._turbo, ctypes.c_ulong(len(jpeg))
        width, height, samples, space = (ctypes.c_int() for _ in range(4))
        found = (ctypes.byref(width), ctypes.byref(height), ctypes.byref(samples), ctypes.byref(space))
        if turbo.tjDecompressHeader3(self._handle, jpeg, length, *found):
            return None
        data = bytearray(width.value * height.value * 4)
        into = (ctypes.c_ubyte * len(data)).from_buffer(data)
        if turbo.tjDecompress2(self._handle, jpeg, length, into, width, 0, height, _RGBA, _FROM_BELOW):
            return None
        return Pixels(width.value, height.value, data)


def _turbo() -> Any:  # noqa: ANN401  # a ctypes library
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        log.warning("libturbojpeg0 is not installed: official pages are drawn more slowly")
        return None
    library.tjInitDecompress.restype = ctypes.c_void_p
    return library


def _by_kivy(jpeg: bytes) -> Pixels | None:
    from kivy.core.image.img_sdl2 import _img_sdl2  # where the other is missing

    found = _img_sdl2.load_from_memory(jpeg)
    if not found:
        return None
    width, height, order, rows, stride = found
    data = bytearray(b"\xff" * (width * height * 4))
    step = len(order)
    for row in range(height):
        line = rows[(height - 1 - row) * stride : (height - 1 - row) * stride + width * step]
        start, end = row * width * 4, (row + 1) * width * 4
        for part in range(3):
            data[start + part : end : 4] = line[part::step]
    return Pixels(width, height, data)
