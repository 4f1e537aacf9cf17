"""The chime, as it comes out of the recorded loudspeaker: whole, alone, and there whatever the visitor listens to."""

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.hearing import find, wave
from tests.sound import RATE, Recorder, Recording
from tests.sound_devices import HEADSET, SINK, Devices, devices
from tests.voices.conftest import Booth, Said
from voices.aplay import GAINS
from voices.chime import chime
from voices.pcm import longest_silence, numbers
from voices.protocol import Equipment, Tuning

__all__ = ["devices"]
LOW, HIGH = 250, 1500
Open = Callable[..., Booth]


def rung(recording: Recording) -> tuple[float, float]:
    """The second at which the chime begins in a recording, and how much it is the chime, 0 to 1."""
    place, alike = find(wave(chime().samples), wave(recording.samples))
    return place / RATE, alike


def loud(recording: Recording, hertz: int, start: float, end: float) -> float:
    """How much of a tone is between two seconds, 0 to 1 of full scale."""
    samples = recording.samples[max(0, round(start * RATE)) : round(end * RATE)]
    turns = [2 * math.pi * hertz * number / RATE for number in range(len(samples))]
    real = sum(value * math.cos(turn) for value, turn in zip(samples, turns, strict=True))
    other = sum(value * math.sin(turn) for value, turn in zip(samples, turns, strict=True))
    return math.hypot(real, other) * 2 / max(1, len(samples)) / 32_768


def test_it_is_short_and_soft() -> None:
    sound = chime()
    samples = numbers(sound.samples)
    assert 1.0 < sound.duration < 3.0
    assert max(map(abs, samples)) < 0.45 * 32_767, "no louder than speech"
    assert max(abs(after - before) for before, after in pairwise(samples)) < 5_000, "it clicks"
    assert longest_silence(sound) < 0.3
    assert chime() is sound


def test_speech_waits_for_its_end(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("un", HIGH, 0.5)
    with heard.record() as recording:
        booth.voice.ring(5)
        booth.voice.say([Said("un", "a")])
        booth.marks.wait("")
    begin, alike = rung(recording)
    end = begin + chime().duration
    assert alike > 0.98
    assert loud(recording, HIGH, begin, end) < 0.005
    assert loud(recording, HIGH, end, len(recording.samples) / RATE) > 0.05
    assert booth.marks.seen == ["a", ""]


def test_it_hushes_what_is_said(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("long", LOW, 5.0)
    booth.record_tone("un", HIGH, 0.2)
    with heard.record() as recording:
        booth.voice.say([Said("long", "a")])
        booth.marks.wait("a")
        booth.voice.ring(5)
        booth.voice.say([Said("un", "b")])
        booth.marks.wait("b")
        booth.marks.wait("")
    begin, alike = rung(recording)
    assert alike > 0.98
    assert loud(recording, LOW, begin, len(recording.samples) / RATE) < 0.005


def test_no_touch_cuts_it_short(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("un", HIGH, 0.2)
    booth.record_tone("deux", HIGH, 0.2)
    with heard.record() as recording:
        booth.voice.ring(5)
        booth.voice.say([Said("un", "a")])
        booth.voice.hush()
        booth.voice.say([Said("deux", "b")])
        booth.voice.hush()
        booth.voice.say([Said("deux", "c")])
        booth.marks.wait("c")
        booth.marks.wait("")
    assert rung(recording)[1] > 0.98
    assert booth.marks.seen[-2:] == ["c", ""]


@pytest.mark.parametrize("volume", [1, 5])
def test_it_is_as_loud_as_it_may_be(booth: Booth, heard: Recorder, volume: int) -> None:
    booth.record_tone("un", HIGH, 0.1)
    booth.voice.tune(Tuning(volume=6 - volume))
    with heard.record() as recording:
        booth.voice.ring(volume)
        booth.voice.say([Said("un", "a")])
        booth.marks.wait("")
    begin, _ = rung(recording)
    first = round(begin * RATE)
    peak = max(map(abs, recording.samples[first : first + round(chime().duration * RATE) - 400]))
    assert peak == pytest.approx(max(map(abs, numbers(chime().samples))) * GAINS[volume - 1], rel=0.1)


def test_a_visitor_with_a_headset_is_heard_of_by_the_room(open_booth: Open, devices: Devices, tmp_path: Path) -> None:
    jack = tmp_path / "jack"
    jack.write_text("plugged")
    booth = open_booth(Equipment(headset=HEADSET, jack=f"simulated:{jack}"))
    booth.record_tone("un", HIGH, 0.5)
    booth.voice.tune(Tuning(headset=True))
    with devices[HEADSET].record() as private, devices[SINK].record() as public:
        booth.voice.ring(5)
        booth.voice.say([Said("un", "a", personal=True)])
        booth.marks.wait("")
    begin, alike = rung(public)
    assert alike > 0.98
    assert loud(public, HIGH, begin, len(public.samples) / RATE) < 0.005
    assert rung(private)[1] < 0.5, "the chime does not deafen who wears it"
    assert private.peak() > 1_000


def test_without_a_loudspeaker_the_rest_goes_on(heard: Recorder, open_booth: Open) -> None:  # noqa: ARG001
    booth = open_booth(Equipment(loudspeaker="plughw:CARD=nobody"))
    booth.voice.ring(5)
    booth.voice.say([Said("oui", "a")])
    booth.marks.wait("")
    assert "Le haut-parleur ne répond pas." in booth.voice.troubles
