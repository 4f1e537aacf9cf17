"""One recording of a person, made into a clip: what is heard is found above the noise of the room, cut out, judged."""

import math
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import mul
from typing import Final

from voices.faults import Fault, Why
from voices.pcm import Pcm, numbers

LONGEST_SILENCE: Final = 0.5
"""Seconds inside a sentence; a longer silence is cut down to this."""
FASTEST, SLOWEST = 24, 4
"""Letters a second beyond which it is hardly this sentence that was read. Not words a minute: unhurried voices say
these sentences at 5 to 23 letters a second, and those of short words at up to 330 words a minute."""
_UNHEARD, _SPELLED = 0.2, 2.0
"""Seconds that the noise may hide of a short text, and that "U accent grave" takes for one letter."""
CALM: Final = (85, 160)
"""Words a minute of a sentence of six words or more, told when it is outside."""
_SENTENCE: Final = 6
EDGE: Final = 0.1
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
_ABOVE_NOISE: Final = 6.0
"""Decibels above the noise at which something is heard: an "f" at the start of a word is no louder."""
_DEPTH: Final = 45.0
"""Decibels under the voice at which nothing counts as heard, however quiet the room."""


@dataclass(frozen=True, slots=True)
class Take:
    """A recording that is good. `notes` tell what could be better, or what was cut."""

    sound: Pcm
    notes: tuple[str, ...] = ()


def take(sound: Pcm, text: str, spoken: str) -> Take | Fault:
    """Return the voice alone of a recording of `text`, read as `spoken`; the fault says what to do better."""
    values = numbers(sound.samples)
    highest, lowest = max(values), min(values)
    if max(highest, -lowest) < _FAINT:
        return Fault(
            "hardly anything is heard: hold the telephone at 20 cm, and do not cover its microphone", Why.QUIET
        )
    tops = groupby(values, lambda value: (value >= _FULL) - (value <= -_FULL))
    if sum(1 for top, run in tops if top and len(list(run)) >= _FLAT) > _FLATS:
        return Fault("too loud, the sound is cut off: hold the telephone further away", Why.LOUD)
    levels = _levels(values, sound.rate)
    voice, noise = _voice_and_noise(levels)
    above = 20 * math.log10(voice / noise)
    if above < _NOISY:
        return Fault(
            f"only {above:.0f} dB above the noise: a quieter room, one second of silence before and after", Why.NOISY
        )
    stretches = _stretches(levels, voice, noise)
    seconds = (stretches[-1][1] - stretches[0][0]) * _FRAME_S
    letters = sum(map(str.isalnum, spoken))
    if not letters / FASTEST - _UNHEARD <= seconds <= letters / SLOWEST + _SPELLED:
        return Fault(
            f"{seconds:.1f} s: another sentence, or not the whole one; read it calmly, in one go", Why.OTHER_SENTENCE
        )
    notes = [f"{above:.0f} dB above the noise: a quieter room is better"] if above < _HISSING else []
    notes += _pace(text, seconds)
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
    """Return the level that the voice reaches for 0.06 s (a short vowel), and of the quietest tenth of the time."""
    ordered = sorted(levels)
    return max(1.0, ordered[-min(6, len(ordered))]), max(1.0, ordered[len(ordered) // 10])


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


def _pace(text: str, seconds: float) -> list[str]:
    """Say whether a sentence was read too fast or too slowly, by the words that are displayed."""
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    pace = words * 60 / seconds
    if words < _SENTENCE or CALM[0] <= pace <= CALM[1]:
        return []
    return [f"{pace:.0f} words a minute: a little {'faster' if pace < CALM[0] else 'slower'} is better"]


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
