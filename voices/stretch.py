"""Another pace at the same pitch, or another loudness, by libsonic: made for speech, on the machine as espeak-ng is."""

import ctypes
import sys
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from voices.faults import Fault
from voices.pcm import WIDTH, Pcm, numbers, pieces

LIBRARY: Final = "libsonic.so.0"
USUAL: Final = 100
"""Percent: nothing is done to the sound."""
_MOST: Final = 8192
"""Samples taken at a time."""
_UNIT: Final = 4096
_FULL: Final = 32_767


@lru_cache(maxsize=1)
def library() -> "ctypes.CDLL | Fault":
    """Return libsonic, loaded on first need, or why it cannot be."""
    try:
        sonic = ctypes.CDLL(LIBRARY)
    except OSError as error:
        return Fault(f"{LIBRARY} cannot be loaded: {error}")
    stream, number = ctypes.c_void_p, ctypes.c_int
    shapes: dict[str, tuple[object, list[type]]] = {
        "sonicCreateStream": (stream, [number, number]),
        "sonicDestroyStream": (None, [stream]),
        "sonicSetSpeed": (None, [stream, ctypes.c_float]),
        "sonicWriteShortToStream": (number, [stream, ctypes.c_char_p, number]),
        "sonicReadShortFromStream": (number, [stream, ctypes.c_char_p, number]),
        "sonicFlushStream": (number, [stream]),
        "sonicChangeShortSpeed": (number, [ctypes.c_void_p, number, *[ctypes.c_float] * 4, *[number] * 3]),
    }
    for name, (result, arguments) in shapes.items():
        function = getattr(sonic, name)
        function.restype, function.argtypes = result, arguments
    return sonic


def stretched(sound: Pcm, percent: int) -> Pcm | Fault:
    """Return the whole of `sound` at `percent` of its pace (50: twice as long), its pitch kept."""
    made = paced(sound, percent)
    return made if isinstance(made, Fault) else Pcm(b"".join(made), sound.rate)


def paced(sound: Pcm, percent: int) -> Iterator[bytes] | Fault:
    """Return the same piece by piece, each made when it is asked for, so that the first costs next to nothing."""
    if percent == USUAL:
        return pieces(sound)
    sonic = library()
    return sonic if isinstance(sonic, Fault) else _made(sonic, sound, percent / 100)


def _made(sonic: ctypes.CDLL, sound: Pcm, speed: float) -> Iterator[bytes]:
    """Yield what the library gives."""
    stream = sonic.sonicCreateStream(sound.rate, 1)
    if not stream:
        raise MemoryError(LIBRARY)
    try:
        sonic.sonicSetSpeed(stream, speed)
        for piece in pieces(sound):
            sonic.sonicWriteShortToStream(stream, piece, len(piece) // WIDTH)
            yield from _ready(sonic, stream)
        sonic.sonicFlushStream(stream)
        yield from _ready(sonic, stream)
    finally:
        sonic.sonicDestroyStream(stream)


def _ready(sonic: ctypes.CDLL, stream: int) -> Iterator[bytes]:
    taken = ctypes.create_string_buffer(_MOST * WIDTH)
    while count := sonic.sonicReadShortFromStream(stream, taken, _MOST):
        yield taken.raw[: count * WIDTH]


def amplified(sound: Pcm, gain: float) -> Pcm:
    """Return `sound`, every sample times `gain` (to the nearest 4,096th) and never over full scale.

    Without libsonic twenty times as slow: a live text waits for it.
    """
    values, sonic = numbers(sound.samples), library()
    if isinstance(sonic, Fault):
        factor = round(gain * _UNIT)
        values = array("h", (max(-_FULL, min(_FULL, value * factor // _UNIT)) for value in values))
    else:
        at, count = values.buffer_info()
        sonic.sonicChangeShortSpeed(at, count, 1.0, 1.0, 1.0, gain, 0, sound.rate, 1)  # in place
    if sys.byteorder == "big":
        values.byteswap()
    return Pcm(values.tobytes(), sound.rate)
