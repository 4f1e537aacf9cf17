"""Sound in memory: 16-bit mono samples, and the few things done to them."""

import sys
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path

WIDTH = 2
"""Bytes a sample."""
RATES = range(4_000, 192_001)
"""Samples a second that a sound may have: a damaged header would have a word last for hours."""
_QUIET = 200
"""Samples below this (of 32,767) are silence."""
_FRAME_S = 0.01
_FEW = 8
"""One sample of so many is looked at first."""
_EDGE_S = 0.02
"""Silence kept before the first and after the last sound, so that no consonant is cut."""
_PIECE = 2048
"""Samples a piece: about 0.1 s."""


@dataclass(frozen=True, slots=True)
class Pcm:
    """Little-endian signed 16-bit mono samples at `rate` Hz."""

    samples: bytes
    rate: int

    @property
    def frames(self) -> int:
        """How many samples."""
        return len(self.samples) // WIDTH

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.rate


def pieces(sound: Pcm) -> Iterator[bytes]:
    """Yield the samples in pieces, so that the first can be heard before the rest is looked at."""
    for start in range(0, len(sound.samples), _PIECE * WIDTH):
        yield sound.samples[start : start + _PIECE * WIDTH]


def numbers(samples: bytes) -> "array[int]":
    """Return the samples as an array of signed 16-bit integers."""
    values = array("h")
    values.frombytes(samples[: len(samples) // WIDTH * WIDTH])
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _loud(samples: bytes, rate: int) -> list[bool]:
    """Tell of each 10 ms frame whether anything is heard in it."""
    values = numbers(samples)
    step = max(1, int(rate * _FRAME_S))
    # Most frames are speech, and told by a few of their samples.
    return [
        max((cut := values[i : i + step])[::_FEW]) > _QUIET or max(cut) > _QUIET or min(cut) < -_QUIET
        for i in range(0, len(values), step)
    ]


def trimmed(sound: Pcm, *, longest_silence: float) -> Pcm:
    """Return `sound` without silence at its ends, and with no silence inside longer than `longest_silence` s."""
    loud = _loud(sound.samples, sound.rate)
    if True not in loud:
        return sound
    edge = round(_EDGE_S / _FRAME_S)
    first, last = loud.index(True), len(loud) - 1 - loud[::-1].index(True)
    most = int(longest_silence / _FRAME_S)
    kept: list[int] = []
    quiet = 0
    for frame in range(max(0, first - edge), min(len(loud), last + edge + 1)):
        quiet = 0 if loud[frame] else quiet + 1
        if quiet <= most:
            kept.append(frame)
    return Pcm(_cut(sound, kept), sound.rate)


def _cut(sound: Pcm, frames: list[int]) -> bytes:
    """Return the samples of the given 10 ms frames, joined."""
    step = max(1, int(sound.rate * _FRAME_S)) * WIDTH
    return b"".join(sound.samples[i * step : (i + 1) * step] for i in frames)


def longest_silence(sound: Pcm) -> float:
    """Return the longest silence inside `sound`, its ends not counted, in seconds."""
    quiet = "".join("x" if loud else "." for loud in _loud(sound.samples, sound.rate)).strip(".")
    return max(map(len, quiet.split("x")), default=0) * _FRAME_S


def write_wav(path: Path, sound: Pcm) -> None:
    """Write `sound` as a WAV file with its own sample rate."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(sound.rate)
        file.writeframes(sound.samples)


def read_wav(path: Path, longest: float = inf) -> Pcm | None:
    """Return the sound of a 16-bit mono WAV file; None when it is missing, damaged, empty or of another shape.

    What is longer than `longest` seconds is not read: None too.
    """
    try:
        with wave.open(str(path), "rb") as file:
            fits = file.getnchannels() == 1 and file.getsampwidth() == WIDTH
            declared, rate = file.getnframes(), file.getframerate()
            if declared > longest * rate:
                return None
            sound = Pcm(file.readframes(declared), rate)
    except (OSError, EOFError, wave.Error, RuntimeError):  # the last where a chunk ends beyond the file
        return None
    return sound if fits and rate in RATES and 0 < sound.frames == declared else None
