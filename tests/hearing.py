"""What the tests find out about a sound: its pitch, and where another sound is in it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from voices.pcm import Pcm

Wave = NDArray[np.float64]
_LOWEST, _HIGHEST = 70, 400
"""Hz between which a voice speaks."""
_FRAME_S = 0.04
_VOICED = 0.6


def wave(samples: Any) -> Wave:
    """Return 16-bit samples (bytes, or an array of integers) as numbers of -1 to 1."""
    raw = samples if isinstance(samples, bytes) else samples.tobytes()
    return np.frombuffer(raw, dtype="<i2").astype(np.float64) / 32_768


def strongest(part: Wave, rate: int) -> float:
    """Return the frequency, in Hz, of which there is most."""
    size = 1 << 17
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), size))
    return float(np.argmax(spectrum)) * rate / size


def median_pitch(sound: Pcm) -> float:
    """Return the median fundamental frequency, in Hz, of what is voiced."""
    all_of_it, step = wave(sound.samples), int(sound.rate * _FRAME_S)
    found = [_pitch(all_of_it[i : i + step], sound.rate) for i in range(0, len(all_of_it) - step, step // 2)]
    return float(np.median([pitch for pitch in found if pitch]))


def _pitch(frame: Wave, rate: int) -> float:
    """Return the fundamental frequency of a frame by its autocorrelation; 0 where nothing is voiced."""
    frame = frame - frame.mean()
    echo = np.correlate(frame, frame, "full")[len(frame) - 1 :]
    if echo[0] < len(frame) * 1e-4:
        return 0.0
    shortest, longest = rate // _HIGHEST, rate // _LOWEST
    lag = shortest + int(np.argmax(echo[shortest:longest]))
    return rate / lag if echo[lag] > _VOICED * echo[0] else 0.0


def likeness(part: Wave, whole: Wave) -> Wave:
    """Return how alike `part` and each stretch of `whole` of its length are, 0 to 1, whatever their loudness."""
    size = 1 << (len(whole) + len(part)).bit_length()
    product = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size)), size)
    product = product[: len(whole) - len(part) + 1]
    power = np.cumsum(np.concatenate([[0.0], whole**2]))
    around = np.sqrt(np.maximum(power[len(part) :] - power[: -len(part)], 0.0)) * np.sqrt(np.sum(part**2))
    alike: Wave = np.abs(product) / np.maximum(around, 1e-3)
    return alike


def find(part: Wave, whole: Wave) -> tuple[int, float]:
    """Return where `part` is most likely in `whole` (a number of samples), and how alike the two are there."""
    alike = likeness(part, whole)
    best = int(np.argmax(alike))
    return best, float(alike[best])
