"""The chime that calls somebody: two soft notes that fall and fade, made here, so that nobody's sound is copied."""

from array import array
from functools import lru_cache
from math import exp, pi, sin
from typing import Final

from voices.pcm import Pcm

RATE: Final = 22_050
"""Hz."""
NOTES: Final = ((0.0, 659.26), (0.42, 523.25))
"""(second, Hz): a falling third, as of a doorbell: heard over voices, and no alarm."""
_ONCE_S, _NOTE_S = 1.4, 0.98
TIMES: Final = 2
_FADE: Final = 4.0
"""Of a note, a second: as a struck bar fades."""
_SOFT_S: Final = 0.012
"""Seconds in which a note begins and ends: without them it clicks."""
_PEAK: Final = 14_000
"""Of 32,767: about that of a clip of speech."""


@lru_cache(maxsize=1)
def chime() -> Pcm:
    """The sound, made once: some tens of milliseconds, so not for the UI thread."""
    samples = array("h", bytes(2 * round(_ONCE_S * RATE)))
    for begin, hertz in NOTES:
        first = round(begin * RATE)
        for number in range(round(_NOTE_S * RATE)):
            samples[first + number] += int(_PEAK * _note(number / RATE, hertz))
    return Pcm(samples.tobytes() * TIMES, RATE)


def _note(second: float, hertz: float) -> float:
    """A sine with a little of its double, -1 to 1."""
    swell = min(1.0, second / _SOFT_S, (_NOTE_S - second) / _SOFT_S)
    angle = 2 * pi * hertz * second
    return 0.8 * swell * exp(-_FADE * second) * (sin(angle) + 0.25 * sin(2 * angle))
