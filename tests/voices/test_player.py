"""What came out of the (recorded) loudspeaker."""

import math
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sound import RATE, Recorder, Recording
from tests.voices.conftest import Booth, Said
from voices import aplay, player
from voices.aplay import Aplay, Played
from voices.clips import clip_name, clip_path
from voices.faults import Fault
from voices.pcm import pieces
from voices.protocol import Tuning

if TYPE_CHECKING:
    from array import array

LOW, HIGH = 400, 1000
FRAME = RATE // 20


def strength(samples: "array[int]", hertz: int) -> float:
    """How much of a tone is in the samples, 0 to 1 of full scale (Goertzel)."""
    factor = 2 * math.cos(2 * math.pi * hertz / RATE)
    before = last = 0.0
    for value in samples:
        before, last = last, value + factor * last - before
    power = before * before + last * last - factor * before * last
    return math.sqrt(max(0.0, power)) / (len(samples) / 2) / 32_767


def tones(recording: Recording) -> list[tuple[bool, bool]]:
    """Whether the low and the high tone are heard, 50 ms by 50 ms."""
    frames = [recording.samples[i : i + FRAME] for i in range(0, len(recording.samples) - FRAME, FRAME)]
    return [(strength(frame, LOW) > 0.02, strength(frame, HIGH) > 0.02) for frame in frames]


def test_what_is_said_is_heard_whole_with_a_pause_between(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("un", LOW, 0.6)
    booth.record_tone("deux", HIGH, 0.4)
    with heard.record() as recording:
        booth.voice.say([Said("un", "a"), Said("deux", "b")])
        booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    first, second = recording.spoken(gap=0.1)
    assert first[1] - first[0] > 0.57, "its start or its end was cut"
    assert second[1] - second[0] > 0.37
    assert second[0] - first[1] >= player.PAUSE - 0.05
    assert booth.voice.troubles == ()


def test_speech_is_heard(booth: Booth, heard: Recorder) -> None:
    with heard.record() as recording:
        booth.voice.say([Said("Bonjour.", "a", live=True)])
        booth.marks.wait("")
    assert sum(end - start for start, end in recording.spoken()) > 0.4


def test_hush_silences(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("long", LOW, 6.0)
    booth.record_tone("suite", LOW, 6.0)
    with heard.record() as recording:
        booth.voice.say([Said("long", "a"), Said("suite", "b")])
        booth.marks.wait("a")
        booth.voice.hush()
        booth.marks.wait("")
    assert booth.marks.seen == ["a", ""]
    assert sum(end - start for start, end in recording.spoken()) < 3.0


def test_a_new_say_ends_the_old_and_they_never_overlap(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("vieux", LOW, 5.0)
    booth.record_tone("neuf", HIGH, 0.5)
    with heard.record() as recording:
        for turn in range(1, 4):
            booth.voice.say([Said("vieux", "old")])
            booth.marks.wait("old", turn)
            booth.voice.say([Said("neuf", "new")])
            booth.marks.wait("", turn)
    frames = tones(recording)
    assert sum(low for low, _ in frames) < 60, "the old went on: three tones of 5 s are 300 frames"
    assert sum(high for _, high in frames) >= 3 * 8
    # A frame of 50 ms may hold the end of one and the start of the next; two such frames together would be both.
    both = [low and high for low, high in frames]
    assert not any(one and two for one, two in pairwise(both))
    assert booth.marks.seen == ["old", "new", ""] * 3


def test_each_volume_is_louder_than_the_one_before(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("ton", LOW, 0.3)
    levels = []
    for level in range(1, 6):
        booth.voice.tune(Tuning(volume=level))
        with heard.record() as recording:
            booth.voice.say([Said("ton", "a")])
            booth.marks.wait("", level)
        levels.append(recording.peak())
    assert all(louder > softer * 1.3 for softer, louder in pairwise(levels)), levels


def test_a_volume_or_speed_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        Tuning(volume=0)
    with pytest.raises(ValueError, match="one of"):
        Tuning(speed=99)


def test_personal_words_never_sound(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("Dupont", LOW, 0.5)
    booth.record_tone("Merci", HIGH, 0.3)
    with heard.record() as recording:
        booth.voice.say([Said("Dupont", "name", personal=True), Said("Merci", "thanks")])
        booth.marks.wait("")
    assert booth.marks.seen == ["thanks", ""]
    assert not any(low for low, _ in tones(recording))


def test_saying_nothing_changes_nothing(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("phrase", LOW, 0.8)
    with heard.record() as recording:
        booth.voice.say([Said("phrase", "a")])
        booth.marks.wait("a")
        booth.voice.say([])
        booth.marks.wait("")
    assert sum(end - start for start, end in recording.spoken()) > 0.75


def test_without_aplay_the_marks_still_advance(
    open_booth: Callable[[], Booth], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    booth = open_booth()
    booth.record_tone("un", LOW, 0.2)
    assert booth.voice.troubles
    booth.voice.say([Said("un", "a"), Said("un", "b")])
    booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    assert booth.voice.troubles


def test_a_device_that_comes_back_is_heard_again(
    open_booth: Callable[[], Booth], heard: Recorder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "none.conf").write_text("pcm.!default { type hw card 77 }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "none.conf"))
    booth = open_booth()
    booth.record_tone("un", LOW, 0.2)
    booth.voice.say([Said("un", "a")])
    booth.marks.wait("")
    assert booth.marks.seen == ["a", ""]
    assert booth.voice.troubles
    monkeypatch.setenv("ALSA_CONFIG_PATH", heard.environment["ALSA_CONFIG_PATH"])
    with heard.record() as recording:
        booth.voice.say([Said("un", "a")])
        booth.marks.wait("", 2)
    assert booth.voice.troubles == ()
    assert len(recording.spoken()) == 1


@pytest.mark.parametrize(
    "script",
    ["exec sleep 30", "exit 1", "head -c 9000 >/dev/null; exit 1"],
    ids=["stuck", "refuses", "vanishes"],
)
def test_a_device_that_fails_is_told_and_left(script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "aplay"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(aplay, "_LATE", 0.2)
    child = Aplay("default")
    assert child.start(RATE)
    assert child.play([bytes(RATE)], 0.5, lambda: None) is Played.FAILED


def test_live_speech_has_its_speed_too(booth: Booth, heard: Recorder) -> None:
    lengths = []
    for turn, speed in enumerate((100, 200), start=1):
        booth.voice.tune(Tuning(speed=speed))
        with heard.record() as recording:
            booth.voice.say([Said("Le mardi premier décembre", "a", live=True)])
            booth.marks.wait("", turn)
        ((start, end),) = recording.spoken()
        lengths.append(end - start)
    assert lengths[0] / lengths[1] == pytest.approx(2, abs=0.2)


def test_another_speed_waits_for_the_next_utterance(booth: Booth, heard: Recorder) -> None:
    booth.record_tone("un", LOW, 0.8)
    with heard.record() as recording:
        booth.voice.say([Said("un", "a"), Said("un", "b")])
        booth.marks.wait("a")
        booth.voice.tune(Tuning(speed=200))
        booth.marks.wait("")
    assert [end - start for start, end in recording.spoken()] == pytest.approx([0.8, 0.4], abs=0.05)


def test_without_its_library_the_usual_speed_is_heard_and_the_facilitator_told(
    booth: Booth, heard: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth.record_tone("un", LOW, 0.8)
    monkeypatch.setattr(player, "paced", lambda sound, speed: pieces(sound) if speed == 100 else Fault("no library"))
    booth.voice.tune(Tuning(speed=200))
    with heard.record() as recording:
        booth.voice.say([Said("un", "a"), Said("un", "b")])
        booth.marks.wait("")
    assert [end - start for start, end in recording.spoken()] == pytest.approx([0.8, 0.8], abs=0.05)
    assert booth.voice.troubles == ("La vitesse de la voix ne change pas : il manque libsonic0.",)


def test_an_engine_that_fails_leaves_the_marks_advancing(booth: Booth) -> None:
    booth.voice.say([Said("woord", "a", language="xx", live=True)])
    booth.marks.wait("")
    assert booth.marks.seen == ["a", ""]
    assert booth.voice.troubles


def test_a_damaged_recording_gives_way_to_the_engine(booth: Booth, heard: Recorder) -> None:
    path = clip_path(booth.data / "voices" / "recorded", "fr", clip_name("Bonjour.", "fr"))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"RIFF not a sound")
    with heard.record() as recording:
        booth.voice.say([Said("Bonjour.", "a")])
        booth.marks.wait("")
    assert recording.spoken()
    assert booth.voice.troubles == ()


def test_a_closed_voice_says_nothing_more(open_booth: Callable[[], Booth]) -> None:
    booth = open_booth()
    booth.voice.close()
    booth.voice.say([Said("un", "a")])
    booth.voice.hush()
    assert booth.marks.seen == []
