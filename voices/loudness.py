"""How loud a sound is, by the rules of EBU R 128, and one level for all: libebur128, loaded when first needed.

One channel is measured as one channel: a 1 kHz sine at -23 dBFS is -26 LUFS here, and -23 LUFS when both channels of
a stereo file hold it (the summing of ITU-R BS.1770). Clips have one channel, so all figures compare.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isfinite, log10
from typing import Final

from voices.faults import Fault
from voices.pcm import WIDTH, Pcm, numbers
from voices.stretch import amplified

TARGET: Final = -24.0
"""LUFS of every clip of `LONG` and more."""
TARGET_SHORT: Final = -21.0
"""The same for shorter ones, which are measured by their loudest moment: that of a whole sentence is on average 2.9 LU
above the sentence (2.9 with espeak, mb-fr1 and mb-fr4, 3.5 with pico), so that both sound equally loud one after the
other."""
PEAK: Final = -1.0
"""dBTP that no clip may pass: above it a converter or a codec may clip. The targets leave the room: over all sentences
the true peak stands at most 16.7 dB above the level of a short clip with espeak, 15.6 with mb-fr4, 19.0 with pico, 20.0
with mb-fr1; of a long one 19.8, 14.4, 14.1 and 20.7."""
LONG: Final = 3.0
"""Seconds from which a clip's level is the integrated one: below it the gates of R 128 have too little to judge."""
PADDING: Final = 0.4
"""Seconds of silence on each side of a short clip: one whole window, so that its first and last words count fully."""

_LIBRARY: Final = "libebur128.so.1"
_MOMENTARY, _INTEGRATED, _TRUE_PEAK = 1, 1 | 4, 1 | 16 | 32
_LOWEST_RATE, _HIGHEST_RATE = 4_000, 400_000
_STEP: Final = 0.05
"""Seconds between two momentary values; R 128 asks for 0.1 at most."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a clip is. -inf: nothing is heard."""

    duration: float
    """Seconds."""
    integrated: float
    """LUFS over the whole, gated."""
    momentary: float
    """The highest LUFS of any 0.4 s, silence added on both sides."""
    true_peak: float
    """dBTP."""

    @property
    def long(self) -> bool:
        """The class: long clips are measured as a whole, short ones by their loudest moment."""
        return self.duration >= LONG

    @property
    def level(self) -> float:
        """LUFS, by the measure of its class."""
        return self.integrated if self.long else self.momentary

    @property
    def target(self) -> float:
        """LUFS that the level of its class should be."""
        return TARGET if self.long else TARGET_SHORT


@lru_cache(maxsize=1)
def _library() -> "ctypes.CDLL | Fault":
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError as error:
        return Fault(f"{_LIBRARY} cannot be loaded, install Debian's libebur128-1: {error}")
    library.ebur128_init.argtypes = [ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
    library.ebur128_init.restype = ctypes.c_void_p
    library.ebur128_destroy.argtypes = [ctypes.POINTER(ctypes.c_void_p)]
    library.ebur128_destroy.restype = None
    library.ebur128_add_frames_short.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    for question in (library.ebur128_loudness_global, library.ebur128_loudness_momentary):
        question.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_double)]
    library.ebur128_true_peak.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.POINTER(ctypes.c_double)]
    return library


class _Meter:
    """One measurement of one channel."""

    def __init__(self, library: ctypes.CDLL, state: ctypes.c_void_p) -> None:
        self._library = library
        self._state = state
        self._out = ctypes.c_double()

    def hear(self, samples: bytes) -> None:
        self._done(self._library.ebur128_add_frames_short(self._state, samples, len(samples) // WIDTH))

    def integrated(self) -> float:
        self._done(self._library.ebur128_loudness_global(self._state, ctypes.byref(self._out)))
        return self._out.value

    def momentary(self) -> float:
        self._done(self._library.ebur128_loudness_momentary(self._state, ctypes.byref(self._out)))
        return self._out.value

    def true_peak(self) -> float:
        """As a share of full scale."""
        self._done(self._library.ebur128_true_peak(self._state, 0, ctypes.byref(self._out)))
        return self._out.value

    @staticmethod
    def _done(result: int) -> None:
        if result:
            raise MemoryError(f"libebur128 answers {result}")


@contextmanager
def _meter(library: ctypes.CDLL, rate: int, mode: int) -> Iterator[_Meter]:
    state = ctypes.c_void_p(library.ebur128_init(1, rate, mode))
    if state.value is None:
        raise MemoryError("libebur128 gives no state")
    try:
        yield _Meter(library, state)
    finally:
        library.ebur128_destroy(ctypes.byref(state))


def loudness(sound: Pcm, *, level_only: bool = False) -> Loudness | Fault:
    """Return how loud `sound` is; a fault when the library is not on this machine. About 1 ms a second of sound.

    With `level_only` the measure of the other class is left out (-inf).
    """
    library = _library()
    if isinstance(library, Fault):
        return library
    if not _LOWEST_RATE <= sound.rate <= _HIGHEST_RATE:
        return Fault(f"a sound of {sound.rate} samples a second cannot be measured")
    samples = numbers(sound.samples).tobytes()  # in the machine's own order
    long, short = (sound.duration >= LONG) or not level_only, (sound.duration < LONG) or not level_only
    with _meter(library, sound.rate, (_INTEGRATED if long else 0) | _TRUE_PEAK) as meter:
        meter.hear(samples)
        integrated, peak = meter.integrated() if long else -inf, meter.true_peak()
    momentary = _momentary(library, samples, sound.rate) if short else -inf
    return Loudness(sound.duration, integrated, momentary, _decibels(peak))


def _momentary(library: ctypes.CDLL, samples: bytes, rate: int) -> float:
    """Return the highest momentary loudness, with silence on both sides."""
    silence = bytes(round(PADDING * rate) * WIDTH)
    padded = silence + samples + silence
    step = round(_STEP * rate) * WIDTH
    with _meter(library, rate, _MOMENTARY) as meter:
        highest = -inf
        for start in range(0, len(padded), step):
            meter.hear(padded[start : start + step])
            highest = max(highest, meter.momentary())
    return highest


def _decibels(share: float) -> float:
    return 20 * log10(share) if share > 0 else -inf


def levelled(sound: Pcm) -> Pcm | Fault:
    """Return `sound` at the level of the house; silence stays as it is.

    One gain for the whole sound. Where it would bring the true peak over `PEAK` the sound stays quieter than the
    others: that is told by a measurement, and heard less than a limiter.
    """
    measured = loudness(sound, level_only=True)
    if isinstance(measured, Fault) or not isfinite(measured.level):
        return measured if isinstance(measured, Fault) else sound
    gain = 10 ** (min(measured.target - measured.level, PEAK - measured.true_peak) / 20)
    return amplified(sound, gain)
