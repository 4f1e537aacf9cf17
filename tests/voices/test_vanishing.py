"""The loudspeaker pulled out and put back, in the middle of a sentence."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sound import Recorder
from tests.sound_devices import SINK, Devices, devices
from tests.voices.conftest import Booth, Said
from voices import aplay

__all__ = ["devices"]
LOW = 400
SILENT: tuple[str, ...] = ("Le haut-parleur ne répond pas.",)


@pytest.fixture
def booth(devices: Devices, open_booth: Callable[[], Booth]) -> Booth:  # noqa: ARG001 - the sound cards must run
    booth = open_booth()
    booth.record_tone("court", LOW, 0.4)
    booth.record_tone("long", LOW, 2.5)
    return booth


def test_pulled_out_in_mid_sentence_it_speaks_again_when_it_is_back(booth: Booth, devices: Devices) -> None:
    booth.voice.say([Said("long", "a"), Said("court", "b")])
    booth.marks.wait("a")
    devices.unplug(SINK)
    booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    assert booth.voice.troubles == SILENT
    devices.plug(SINK)
    with devices[SINK].record() as heard:
        booth.voice.say([Said("court", "c")])
        booth.marks.wait("", 2)
    assert len(heard.spoken()) == 1
    assert booth.voice.troubles == ()


def test_back_within_the_sentence_it_says_the_whole_of_it(booth: Booth, devices: Devices) -> None:
    booth.voice.say([Said("long", "a"), Said("court", "b")])
    booth.marks.wait("a")
    devices.unplug(SINK)
    devices.plug(SINK)
    with devices[SINK].record() as heard:
        booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    lengths = [end - start for start, end in heard.spoken()]
    assert len(lengths) == 2
    assert lengths[0] > 2, "of 2.5 s, less what passed before the recording"
    assert booth.voice.troubles == ()


def test_a_sound_server_that_dies_and_comes_back(booth: Booth, devices: Devices) -> None:
    booth.voice.say([Said("long", "a")])
    booth.marks.wait("a")
    devices.stop(SINK)
    booth.marks.wait("")
    assert booth.voice.troubles == SILENT
    devices.start(SINK)
    with devices[SINK].record() as heard:
        booth.voice.say([Said("court", "b")])
        booth.marks.wait("", 2)
    assert len(heard.spoken()) == 1
    assert booth.voice.troubles == ()


def test_a_device_that_blocks_for_ever_is_left_and_tried_again(
    heard: Recorder, open_booth: Callable[[], Booth], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(aplay, "_LATE", 0.3)
    booth = open_booth()
    booth.record_tone("long", LOW, 2.0)
    stuck = tmp_path / "aplay"
    stuck.write_text("#!/bin/sh\nhead -c 9000 >/dev/null\nexec sleep 30\n")
    stuck.chmod(0o755)
    with monkeypatch.context() as patch, heard.record() as recording:
        patch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        booth.voice.say([Said("long", "a"), Said("long", "b")])
        booth.marks.wait("b")
        assert booth.voice.troubles == SILENT
        stuck.unlink()
        booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    assert recording.spoken()
    assert booth.voice.troubles == ()
