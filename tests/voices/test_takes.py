"""Recordings as phones make them: a voice in the noise of a room, cut out whole and judged."""

import random
from array import array

import pytest

from tests.voices.conftest import tone
from voices.faults import Fault
from voices.pcm import Pcm, longest_silence, numbers
from voices.takes import CALM, EDGE, LONGEST_SILENCE, Take, take

RATE = 16_000
SENTENCE = "la commune vous attend lundi matin à neuf heures"
SECONDS = 4.0


def room(seconds: float, level: int = 20) -> "array[int]":
    """The noise of a room: its level is the root of the mean square."""
    chance = random.Random(7)
    return array("h", (int(chance.gauss(0, level)) for _ in range(int(seconds * RATE))))


def voice(seconds: float, loudness: float = 0.3) -> "array[int]":
    return array(
        "h", (max(-32_767, min(32_767, int(value * loudness))) for value in numbers(tone(200, seconds, RATE).samples))
    )


def recording(*parts: "array[int]", level: int = 20) -> Pcm:
    """Put the parts one after the other into a room."""
    whole = array("h")
    for part in parts:
        whole += part
    noise = room(len(whole) / RATE, level)
    values = (max(-32_768, min(32_767, a + b)) for a, b in zip(whole, noise, strict=False))
    return Pcm(array("h", values).tobytes(), RATE)


def silence(seconds: float) -> "array[int]":
    return array("h", [0]) * int(seconds * RATE)


def good(sound: Pcm, spoken: str = SENTENCE) -> Take:
    taken = take(sound, spoken, spoken)
    assert isinstance(taken, Take), taken
    return taken


def refused(sound: Pcm, spoken: str = SENTENCE) -> str:
    fault = take(sound, spoken, spoken)
    assert isinstance(fault, Fault), fault
    return fault.reason


@pytest.mark.parametrize("level", [0, 5, 50, 200])
def test_the_voice_is_cut_out_of_any_quiet_room(level: int) -> None:
    taken = good(recording(silence(1.0), voice(SECONDS), silence(1.3), level=level))
    assert taken.notes == ()
    assert taken.sound.duration == pytest.approx(SECONDS + 2 * EDGE, abs=0.05)
    values = numbers(taken.sound.samples)
    loud = [place for place, value in enumerate(values) if abs(value) > 3000]
    assert loud[0] / RATE == pytest.approx(EDGE, abs=0.03)
    assert (len(values) - loud[-1]) / RATE == pytest.approx(EDGE, abs=0.03)
    assert values[0] == values[-1] == 0  # no click


def test_a_soft_consonant_before_the_vowel_stays() -> None:
    soft = room(0.2, 60)  # 37 dB under the voice, 10 dB above the room
    taken = good(recording(silence(1.0), soft, voice(SECONDS), silence(1.0)))
    assert taken.sound.duration == pytest.approx(0.2 + SECONDS + 2 * EDGE, abs=0.05)


def test_the_finger_that_stops_the_recording_is_not_in_it() -> None:
    knock = voice(0.03, 1.0)
    taken = good(recording(knock, silence(1.0), voice(SECONDS), silence(0.8), knock, silence(0.1)))
    assert taken.sound.duration == pytest.approx(SECONDS + 2 * EDGE, abs=0.05)
    assert max(map(abs, numbers(taken.sound.samples))) < 9000


def test_a_long_silence_inside_is_shortened_and_told() -> None:
    sound = recording(silence(1.0), voice(2.0), silence(1.4), voice(2.0), silence(1.0))
    taken = good(sound)
    assert taken.notes == ("a silence of 1.4 s inside was shortened to 0.5 s",)
    assert taken.sound.duration == pytest.approx(4.0 + LONGEST_SILENCE + 2 * EDGE, abs=0.05)
    assert longest_silence(taken.sound) == pytest.approx(LONGEST_SILENCE, abs=0.03)


def test_a_breath_inside_stays() -> None:
    taken = good(recording(silence(1.0), voice(2.0), silence(0.4), voice(2.0), silence(1.0)))
    assert taken.notes == ()
    assert taken.sound.duration == pytest.approx(4.4 + 2 * EDGE, abs=0.05)


def test_what_is_cut_off_at_full_scale_is_refused() -> None:
    assert "too loud" in refused(recording(silence(1.0), voice(SECONDS, 2.0), silence(1.0)))
    edge = voice(SECONDS, 1.6)  # 32,000 of 32,767
    assert good(recording(silence(1.0), edge, silence(1.0), level=0)).notes == ()


def test_a_covered_microphone_is_refused() -> None:
    assert "hardly anything" in refused(recording(silence(1.0), voice(SECONDS, 0.02), silence(1.0), level=1))


def test_a_noisy_room_is_refused_and_a_humming_one_told() -> None:
    assert "above the noise" in refused(recording(silence(1.0), voice(SECONDS), silence(1.0), level=1500))
    taken = good(recording(silence(1.0), voice(SECONDS), silence(1.0), level=550))
    assert len(taken.notes) == 1
    assert "a quieter room is better" in taken.notes[0]


@pytest.mark.parametrize("sound", [recording(silence(3.0), level=900), Pcm(bytes(2000), RATE), Pcm(bytes(2), RATE)])
def test_a_room_without_anybody_is_refused(sound: Pcm) -> None:
    assert refused(sound)


@pytest.mark.parametrize("spoken", ["oui", SENTENCE * 4])
def test_another_sentence_is_refused(spoken: str) -> None:
    assert "another sentence" in refused(recording(silence(1.0), voice(SECONDS), silence(1.0)), spoken)


@pytest.mark.parametrize(("spoken", "seconds"), [("a", 0.15), ("u", 1.7), ("oui", 0.3), ("réécouter", 0.8)])
def test_short_texts_take_the_time_that_they_take(spoken: str, seconds: float) -> None:
    assert good(recording(silence(1.0), voice(seconds), silence(1.0)), spoken).notes == ()


@pytest.mark.parametrize(("seconds", "cure"), [(2.5, "slower"), (7.5, "faster")])
def test_a_pace_that_is_not_calm_is_told(seconds: float, cure: str) -> None:
    (note,) = good(recording(silence(1.0), voice(seconds), silence(1.0))).notes
    assert cure in note
    assert not CALM[0] <= int(note.split()[0]) <= CALM[1]


def test_a_pace_counts_the_words_that_are_shown() -> None:
    sound = recording(silence(1.0), voice(2.3), silence(1.0))
    taken = take(sound, "Je vais au CPAS ? Oui, demain.", "je vais au cé pé a èsse ? oui, demain.")
    assert isinstance(taken, Take)
    assert taken.notes == (), "six words: 157 a minute"
