"""What is lit and what is heard are one: measured on the recording, whose clock is that of the marks."""

import time
from collections.abc import Callable
from statistics import median

import pytest

from tests.hearing import find, wave
from tests.sound import RATE, Recorder
from tests.sound_devices import SINK, Devices, devices
from tests.voices.conftest import Booth, Said, chirp
from voices.pcm import Pcm
from voices.protocol import SPEEDS, Tuning
from voices.stretch import stretched

__all__ = ["devices"]
FIRST = int(0.05 * RATE)
STEP_S = 0.1
"""A mark and its sound are one to a person within this."""


def timed(booth: Booth) -> list[tuple[float, str]]:
    """Have (monotonic second, mark) noted of all that starts."""
    noted: list[tuple[float, str]] = []

    def note(mark: str) -> None:
        noted.append((time.monotonic(), mark))
        booth.marks(mark)

    booth.voice.on_started(note)
    return noted


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_start_is_whole_and_its_mark_comes_with_it(speed: int, booth: Booth, heard: Recorder) -> None:
    booth.record("montée", chirp(0.4))
    booth.voice.tune(Tuning(volume=5, speed=speed))
    noted = timed(booth)
    expected = stretched(chirp(0.4), speed)
    assert isinstance(expected, Pcm)
    offsets = []
    for turn in range(1, 4):
        with heard.record() as recording:
            booth.voice.say([Said("montée", "a")])
            booth.marks.wait("", turn)
        at, likeness = find(wave(expected.samples)[:FIRST], wave(recording.samples))
        assert likeness > 0.95, "its first 50 ms are not there"
        assert find(wave(expected.samples), wave(recording.samples))[1] > 0.95, "it is not whole"
        assert recording.skew < STEP_S / 2, "the recording's clock is not worth a comparison"
        marked = [when for when, mark in noted if mark == "a"][-1]
        offsets.append(recording.begun + at / RATE - marked)
    assert abs(median(offsets)) < STEP_S, offsets


def test_the_very_first_sound_of_a_device_is_whole(devices: Devices, open_booth: Callable[[], Booth]) -> None:
    booth = open_booth()
    booth.record("montée", chirp(0.4))
    with devices[SINK].record() as recording:
        booth.voice.say([Said("montée", "a")])
        booth.marks.wait("")
    assert find(wave(chirp(0.4).samples)[:FIRST], wave(recording.samples))[1] > 0.95


def test_a_cut_start_would_be_found_out(heard: Recorder, booth: Booth) -> None:
    cut = chirp(0.4)
    booth.record("montée", Pcm(cut.samples[FIRST * 2 :], cut.rate))
    with heard.record() as recording:
        booth.voice.say([Said("montée", "a")])
        booth.marks.wait("")
    assert find(wave(cut.samples)[:FIRST], wave(recording.samples))[1] < 0.8
