"""Loudness against signals whose loudness is known, and the level of the house."""

import math
from array import array
from math import inf

import pytest

from tests.voices.conftest import tone
from voices import loudness as measuring
from voices.faults import Fault
from voices.loudness import PEAK, TARGET, TARGET_SHORT, Loudness, levelled, loudness
from voices.pcm import Pcm, numbers


def sine(decibels: float, seconds: float, hertz: float = 1000, rate: int = 48_000, phase: float = 0) -> Pcm:
    """A sine whose peak is at `decibels` below full scale."""
    peak = 32_767 * 10 ** (decibels / 20)
    turn = 2 * math.pi * hertz / rate
    values = (round(peak * math.sin(turn * i + phase)) for i in range(int(rate * seconds)))
    return Pcm(array("h", values).tobytes(), rate)


def softened(sound: Pcm) -> Pcm:
    """`sound` with a slow start and end: an abrupt one is a peak of its own."""
    values = numbers(sound.samples)
    ramp = sound.rate // 10
    shares = (min(1, i / ramp, (len(values) - 1 - i) / ramp) for i in range(len(values)))
    return Pcm(array("h", map(round, map(float.__mul__, map(float, values), map(float, shares)))).tobytes(), sound.rate)


def joined(*sounds: Pcm) -> Pcm:
    return Pcm(b"".join(sound.samples for sound in sounds), sounds[0].rate)


def measured(sound: Pcm) -> Loudness:
    found = loudness(sound)
    assert isinstance(found, Loudness)
    return found


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("decibels", [-23, -33])
def test_a_known_tone_has_its_known_loudness(rate: int, decibels: float) -> None:
    """Cases 1 and 2 of EBU Tech 3341 on one channel instead of two: 3.01 LU less."""
    found = measured(sine(decibels, 20, rate=rate))
    assert found.integrated == pytest.approx(decibels - 3.01, abs=0.1)
    assert found.momentary == pytest.approx(decibels - 3.01, abs=0.1)


def test_what_is_quiet_does_not_count_for_the_whole() -> None:
    """Case 3 of EBU Tech 3341."""
    found = measured(joined(sine(-36, 10), sine(-23, 60), sine(-36, 10)))
    assert found.integrated == pytest.approx(-26.01, abs=0.1)


@pytest.mark.parametrize(("parts", "degrees"), [(4, 0), (4, 45), (6, 60), (8, 67.5)])
def test_a_peak_between_two_samples_is_found(parts: int, degrees: float) -> None:
    """Cases 15 to 18 of EBU Tech 3341: -6 dBTP, of which the samples show up to 3 dB less; allowed: -0.4 to +0.2."""
    found = measured(softened(sine(20 * math.log10(0.5), 1, 48_000 / parts, phase=math.radians(degrees))))
    assert -6.4 <= found.true_peak <= -5.8


def test_the_class_is_told_by_three_seconds() -> None:
    short, long = measured(sine(-20, 2.99)), measured(joined(sine(-40, 2), sine(-20, 1)))
    assert (short.long, short.level, short.target) == (False, short.momentary, TARGET_SHORT)
    assert (long.long, long.level, long.target) == (True, long.integrated, TARGET)


def test_a_short_sound_is_heard_with_silence_around_it() -> None:
    """A fifth of a second is half of the window: 3 LU less than the tone alone, wherever it stands in the clip."""
    found = measured(sine(-20, 0.2))
    assert found.momentary == pytest.approx(-26.02, abs=0.2)
    assert found.integrated == -inf


def test_every_sound_comes_to_the_level_of_its_class() -> None:
    for decibels in (-40, -20, -3):
        for seconds, target in ((1.0, TARGET_SHORT), (4.0, TARGET)):
            found = levelled(sine(decibels, seconds, rate=22_050))
            assert isinstance(found, Pcm)
            assert measured(found).level == pytest.approx(target, abs=0.1)


def test_no_level_is_worth_a_clipped_peak() -> None:
    bumps = Pcm(array("h", [30_000 if i % 4000 == 0 else 3 for i in range(44_100)]).tobytes(), 22_050)
    found = levelled(bumps)
    assert isinstance(found, Pcm)
    assert measured(found).true_peak == pytest.approx(PEAK, abs=0.1)
    assert measured(found).level < TARGET_SHORT - 2
    full = levelled(Pcm(array("h", [-32_768, 32_767] * 20_000).tobytes(), 22_050))
    assert isinstance(full, Pcm)
    assert max(map(abs, numbers(full.samples))) < 32_767


@pytest.mark.parametrize("sound", [Pcm(bytes(44_100), 22_050), Pcm(b"", 22_050)])
def test_silence_stays_silence(sound: Pcm) -> None:
    assert measured(sound).level == -inf
    assert measured(sound).true_peak == -inf
    assert levelled(sound) == sound


def test_a_rate_that_no_speech_has_is_told() -> None:
    for rate in (1, 2_000_000):
        assert isinstance(loudness(Pcm(bytes(2000), rate)), Fault)


def test_without_the_library_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    measuring._library.cache_clear()
    monkeypatch.setattr(measuring, "_LIBRARY", "libnothere.so.1")
    try:
        for found in (loudness(tone(440, 0.1)), levelled(tone(440, 0.1))):
            assert isinstance(found, Fault)
            assert "libebur128-1" in found.reason
    finally:
        measuring._library.cache_clear()


@pytest.mark.parametrize("seconds", [1.0, 3.5])
def test_the_level_alone_is_the_same_level(seconds: float) -> None:
    whole, level = measured(sine(-20, seconds)), loudness(sine(-20, seconds), level_only=True)
    assert isinstance(level, Loudness)
    assert (level.level, level.target, level.true_peak) == (whole.level, whole.target, whole.true_peak)
