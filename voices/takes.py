"""One recording of a person, made into a clip: what is heard is found above the noise of the room, cut out, judged."""

import math
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import mul
from typing import Final

from voices.faults import Fault
from voices.pcm import Pcm, numbers

LONGEST_SILENCE: Final = 0.5
"""Seconds inside a sentence; a longer silence is cut down to this."""
SLOWEST, FASTEST = 60, 220
"""Words a minute beyond which it is hardly this sentence that was read."""
EDGE: Final = 0.08
"""Seconds kept before and after what is heard: soft consonants are in it."""
_FRAME_S: Final = 0.01
_FADE_S: Final = 0.01
_KNOCK_S, _APART_S = 0.06, 0.3
"""So short a sound, so far from the voice, at an end: a finger on the telephone."""
_FAINT: Final = 600
"""A peak (of 32,767) under which nobody spoke near the microphone."""
_FULL, _FLAT, _FLATS = 32_700, 3, 5
"""More than five tops of three samples at full scale: the sound was cut there."""
_NOISY, _HISSING = 12.0, 20.0
"""Decibels of the voice above the noise: refused under the first, told under the second."""
_ABOVE_NOISE: Final = 8.0
_DEPTH: Final = 45.0
"""Decibels under the voice at which nothing counts as heard, however quiet the room."""


@dataclass(frozen=True, slots=True)
class Take:
    """A recording that is good. `notes` tell what could be better, or what was cut."""

    sound: Pcm
    notes: tuple[str, ...] = ()


def take(sound: Pcm, words: int) -> Take | Fault:
    """Return the voice alone of a recording of `words` spoken words; the fault says what to do better."""
    values = numbers(sound.samples)
    highest, lowest = max(values), min(values)
    if max(highest, -lowest) < _FAINT:
        return Fault("hardly anything is heard: hold the telephone at 20 cm, and do not cover its microphone")
    flat = sum(1 for top, run in groupby(values, lambda v: abs(v) >= _FULL) if top and len(list(run)) >= _FLAT)
    if flat > _FLATS:
        return Fault("too loud, the sound is cut off: hold the telephone further away")
    levels = _levels(values, sound.rate)
    voice, noise = _voice_and_noise(levels)
    above = 20 * math.log10(voice / noise)
    if above < _NOISY:
        return Fault(f"only {above:.0f} dB above the noise: a quieter room, one second of silence before and after")
    stretches = _stretches(levels, voice, noise)
    fault = _pace_fault(words, stretches)
    if fault is not None:
        return fault
    notes = [f"{above:.0f} dB above the noise: a quieter room is better"] if above < _HISSING else []
    longest = max((after[0] - before[1] for before, after in pairwise(stretches)), default=0)
    if longest * _FRAME_S > LONGEST_SILENCE:
        notes.append(f"a silence of {longest * _FRAME_S:.1f} s inside was shortened to {LONGEST_SILENCE} s")
    return Take(_cut(values, sound.rate, _kept(stretches)), tuple(notes))


def _levels(values: "array[int]", rate: int) -> list[float]:
    """Return the level (root of the mean square) of each 10 ms frame."""
    step = max(1, int(rate * _FRAME_S))
    frames = (values[start : start + step] for start in range(0, len(values), step))
    return [math.sqrt(sum(map(mul, frame, frame)) / len(frame)) for frame in frames]


def _voice_and_noise(levels: list[float]) -> tuple[float, float]:
    """Return the level that the voice reaches for a tenth of a second, and that of the quietest tenth of the time."""
    ordered = sorted(levels)
    return max(1.0, ordered[-min(10, len(ordered))]), max(1.0, ordered[len(ordered) // 10])


def _stretches(levels: list[float], voice: float, noise: float) -> list[tuple[int, int]]:
    """Return (first, end) frames of what is heard; a shorter silence than 0.3 s belongs to a stretch."""
    room = 20 * math.log10(voice / noise)
    gate = max(noise * 10 ** (min(_ABOVE_NOISE, room / 2) / 20), voice / 10 ** (_DEPTH / 20))
    found: list[tuple[int, int]] = []
    for number in (number for number, level in enumerate(levels) if level > gate):
        if found and number - found[-1][1] <= _APART_S / _FRAME_S:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    while len(found) > 1 and _short(found[0]):
        del found[0]
    while len(found) > 1 and _short(found[-1]):
        del found[-1]
    return found


def _short(stretch: tuple[int, int]) -> bool:
    return (stretch[1] - stretch[0]) * _FRAME_S <= _KNOCK_S


def _pace_fault(words: int, stretches: list[tuple[int, int]]) -> Fault | None:
    """Say whether so many words can have been said in this time; one or two words have a second more."""
    seconds = (stretches[-1][1] - stretches[0][0]) * _FRAME_S
    fewest = words * 60 / FASTEST if words > 2 else 0.1  # noqa: PLR2004 - a letter takes a fifth of a second
    if fewest <= seconds <= words * 60 / SLOWEST + 1:
        return None
    return Fault(f"{words} words in {seconds:.1f} s: another sentence, or not the whole one; read it calmly, in one go")


def _kept(stretches: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Return (first, end) frames to keep: all, but of a long silence its beginning and its end only."""
    edge, half = round(EDGE / _FRAME_S), round(LONGEST_SILENCE / 2 / _FRAME_S)
    start = max(0, stretches[0][0] - edge)
    for before, after in pairwise(stretches):
        if after[0] - before[1] > 2 * half:
            yield start, before[1] + half
            start = after[0] - half
    yield start, stretches[-1][1] + edge


def _cut(values: "array[int]", rate: int, kept: Iterable[tuple[int, int]]) -> Pcm:
    """Return the kept frames, joined, faded in and out at the ends so that the noise of the room does not click."""
    step = max(1, int(rate * _FRAME_S))
    cut = array("h")
    for first, end in kept:
        cut += values[first * step : end * step]
    fade = min(int(rate * _FADE_S), len(cut) // 2)
    for place in range(fade):
        cut[place] = cut[place] * place // fade
        cut[-1 - place] = cut[-1 - place] * place // fade
    if sys.byteorder == "big":
        cut.byteswap()
    return Pcm(cut.tobytes(), rate)
