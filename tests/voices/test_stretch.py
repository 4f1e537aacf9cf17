"""Seven speeds, one pitch."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.hearing import median_pitch, strongest, wave
from tests.voices.conftest import tone
from voices import stretch
from voices.faults import Fault
from voices.pcm import Pcm, numbers, read_wav
from voices.protocol import SPEEDS
from voices.stretch import amplified, library, paced, stretched

RATE = 22_050


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Pcm:
    path = tmp_path_factory.mktemp("speech") / "a.wav"
    words = "Bonjour. Vous pouvez toucher une porte, ou demander de l’aide à une personne."
    subprocess.run(["espeak-ng", "-v", "fr-be", "-s", "110", "-w", str(path), words], check=True)
    sound = read_wav(path)
    assert sound is not None
    return sound


def at(percent: int, sound: Pcm) -> Pcm:
    made = stretched(sound, percent)
    assert isinstance(made, Pcm), made
    return made


@pytest.mark.parametrize("percent", SPEEDS)
def test_a_tone_keeps_its_pitch_and_takes_its_time(percent: int) -> None:
    made = at(percent, tone(220, 1.0))
    assert made.duration == pytest.approx(1.0 * 100 / percent, rel=0.02)
    assert strongest(wave(made.samples), RATE) == pytest.approx(220, rel=0.005)


@pytest.mark.parametrize("percent", SPEEDS)
def test_speech_keeps_its_pitch_and_takes_its_time(percent: int, speech: Pcm) -> None:
    made = at(percent, speech)
    assert made.rate == speech.rate
    assert made.duration == pytest.approx(speech.duration * 100 / percent, rel=0.02)
    assert median_pitch(made) == pytest.approx(median_pitch(speech), rel=0.03)


def test_a_sound_played_faster_without_the_library_would_be_found_out(speech: Pcm) -> None:
    sped = Pcm(speech.samples, round(speech.rate * 1.25))
    assert median_pitch(sped) != pytest.approx(median_pitch(speech), rel=0.03)


@pytest.mark.parametrize("percent", SPEEDS)
def test_neither_start_nor_end_is_cut(percent: int) -> None:
    sound = Pcm(b"".join(tone(hertz, seconds).samples for hertz, seconds in ((600, 0.1), (300, 1), (900, 0.1))), RATE)
    made = wave(at(percent, sound).samples)
    edge = int(0.05 * RATE * 100 / percent)
    assert strongest(made[:edge], RATE) == pytest.approx(600, rel=0.03)
    assert strongest(made[-edge:], RATE) == pytest.approx(900, rel=0.03)


def test_the_usual_speed_leaves_the_sound_as_it_is(speech: Pcm) -> None:
    assert stretched(speech, 100) == speech


@pytest.mark.parametrize("percent", SPEEDS)
def test_the_first_piece_needs_little_of_the_sound(percent: int) -> None:
    made = paced(tone(220, 60.0), percent)
    assert not isinstance(made, Fault)
    assert len(next(made)) / 2 / RATE < 1.0


def test_a_sound_shorter_than_a_period_is_not_lost() -> None:
    assert at(50, tone(220, 0.004)).frames == pytest.approx(0.008 * RATE, abs=2)


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(stretch, "LIBRARY", "libnothing.so.0")
    stretch.library.cache_clear()
    yield
    stretch.library.cache_clear()


@pytest.mark.usefixtures("no_library")
def test_without_the_library_only_the_usual_speed_is_made(speech: Pcm) -> None:
    assert isinstance(stretched(speech, 80), Fault)
    assert stretched(speech, 100) == speech


@pytest.mark.parametrize("name", [stretch.LIBRARY, "libnothere.so.0"])
@pytest.mark.parametrize("gain", [0.0, 0.3, 1.0, 2.5])
def test_a_sound_is_made_louder_or_softer_with_the_library_and_without(
    monkeypatch: pytest.MonkeyPatch, name: str, gain: float
) -> None:
    monkeypatch.setattr(stretch, "LIBRARY", name)
    library.cache_clear()
    sound = tone(440, 0.5)
    try:
        made = numbers(amplified(sound, gain).samples)
        assert amplified(Pcm(b"", 22_050), gain) == Pcm(b"", 22_050)
    finally:
        library.cache_clear()
    wanted = [max(-32_767, min(32_767, value * gain)) for value in numbers(sound.samples)]
    assert len(made) == len(wanted)
    assert max(abs(one - other) for one, other in zip(made, wanted, strict=True)) <= 6, "20,000 / 4,096, and rounding"
