"""All sound to the headset alone, and nothing of it anywhere else: two recorded devices tell."""

import os
import select
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hearing import find, wave
from tests.sound import RATE
from tests.sound_devices import HEADSET, SINK, Devices, devices
from tests.voices.conftest import Booth, Said, chirp
from voices import devices as voice_devices
from voices.devices import Headset, present
from voices.protocol import Equipment, Tuning

__all__ = ["devices"]
LOW, HIGH = 400, 1000
FIRST = int(0.05 * RATE)
GONE: tuple[str, ...] = ("Le casque ne répond pas.",)
ON_HEADSET = Tuning(headset=True)
Open = Callable[[Equipment], Booth]


def wait_for(done: Callable[[], object], seconds: float = 10.0) -> bool:
    """Give other threads time."""
    for _ in range(int(seconds / 0.02)):
        if done():
            return True
        select.select([], [], [], 0.02)
    return False


@pytest.fixture
def jack(tmp_path: Path) -> Path:
    path = tmp_path / "jack"
    path.write_text("plugged")
    return path


@pytest.fixture
def booth(devices: Devices, open_booth: Open, jack: Path) -> Booth:  # noqa: ARG001 - the sound cards must run
    """Give a voice with a headset that is plugged in."""
    booth = open_booth(Equipment(headset=HEADSET, jack=f"simulated:{jack}"))
    assert wait_for(lambda: booth.voice.headset)
    booth.record("un", chirp(0.4))
    booth.record_tone("deux", HIGH, 0.4)
    booth.record_tone("long", LOW, 2.5)
    return booth


def test_all_is_heard_on_the_headset_alone_personal_words_too(booth: Booth, devices: Devices) -> None:
    booth.voice.tune(ON_HEADSET)
    with devices[HEADSET].record() as private, devices[SINK].record() as public:
        booth.voice.say([Said("un", "a"), Said("deux", "b", personal=True)])
        booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    assert len(private.spoken()) == 2
    assert find(wave(chirp(0.4).samples)[:FIRST], wave(private.samples))[1] > 0.95, "its start was cut"
    assert public.peak() == 0
    assert booth.voice.troubles == ()


def test_what_is_personal_stays_unsaid_when_the_headset_is_given_up(booth: Booth, devices: Devices) -> None:
    booth.voice.tune(ON_HEADSET)
    with devices[SINK].record() as public:
        booth.voice.say([Said("un", "a"), Said("deux", "b", personal=True), Said("un", "c")])
        booth.marks.wait("a")
        booth.voice.tune(Tuning())
        booth.marks.wait("")
    assert booth.marks.seen == ["a", "c", ""]
    assert len(public.spoken()) == 1


def test_a_headset_that_vanishes_in_mid_word_leaves_silence(booth: Booth, devices: Devices) -> None:
    booth.voice.tune(ON_HEADSET)
    with devices[SINK].record() as public:
        booth.voice.say([Said("long", "a"), Said("deux", "b", personal=True)])
        booth.marks.wait("a")
        devices.unplug(HEADSET)
        booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    assert public.peak() == 0
    assert booth.voice.troubles == GONE
    devices.plug(HEADSET)
    with devices[HEADSET].record() as private:
        booth.voice.say([Said("deux", "c")])
        booth.marks.wait("", 2)
    assert private.spoken()
    assert booth.voice.troubles == ()


def test_a_plug_pulled_in_mid_word_silences_at_once_and_put_back_says_it_again(
    booth: Booth, devices: Devices, jack: Path
) -> None:
    booth.voice.tune(ON_HEADSET)
    with devices[HEADSET].record() as private, devices[SINK].record() as public:
        booth.voice.say([Said("long", "a")])
        booth.marks.wait("a")
        jack.write_text("unplugged")
        assert wait_for(lambda: not booth.voice.headset)
        assert wait_for(lambda: booth.voice.troubles == GONE)
        jack.write_text("plugged")
        booth.marks.wait("")
    cut, whole = private.spoken()
    assert cut[1] - cut[0] < 2.0
    assert whole[1] - whole[0] > 2.4
    assert public.peak() == 0
    assert booth.marks.seen == ["a", ""]
    assert booth.voice.troubles == ()


def test_a_headset_that_was_never_there_says_nothing(devices: Devices, open_booth: Open) -> None:
    booth = open_booth(Equipment())
    booth.record_tone("un", LOW, 0.4)
    booth.voice.tune(ON_HEADSET)
    with devices[SINK].record() as public:
        booth.voice.say([Said("un", "a", personal=True)])
        booth.marks.wait("")
    assert booth.marks.seen == ["a", ""]
    assert public.peak() == 0
    assert not booth.voice.headset


def test_it_is_there_while_alsa_knows_its_name(devices: Devices, open_booth: Open) -> None:
    booth = open_booth(Equipment(headset=HEADSET))
    assert wait_for(lambda: booth.voice.headset)
    settings = devices.folder / "asound.conf"
    known = settings.read_text()
    settings.write_text("\n".join(line for line in known.splitlines() if HEADSET not in line))
    assert wait_for(lambda: not booth.voice.headset)
    settings.write_text(known)
    assert wait_for(lambda: booth.voice.headset)


@pytest.mark.parametrize("name", ["default", "pulse", "pipewire", "pipewire:NODE=1"])
def test_a_sound_server_is_no_headset(name: str, devices: Devices, open_booth: Open) -> None:
    settings = devices.folder / "asound.conf"
    settings.write_text(settings.read_text().replace("pcm.headset", f"pcm.{name}"))
    booth = open_booth(Equipment(headset=name))
    assert booth.voice.troubles == ("Le casque doit avoir le nom de sa carte son.",)
    assert not wait_for(lambda: booth.voice.headset, 0.5)


@pytest.mark.parametrize("jack_name", ["simulated:nowhere", "gpio:4"])
def test_a_jack_that_cannot_be_read_is_told_and_counts_as_empty(
    jack_name: str, devices: Devices, open_booth: Open
) -> None:
    assert present(HEADSET), devices.folder
    booth = open_booth(Equipment(headset=HEADSET, jack=jack_name))
    assert wait_for(lambda: booth.voice.troubles == ("On ne sait pas si le casque est branché.",))
    assert not booth.voice.headset


def test_a_card_is_known_by_its_stable_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_devices, "_CARDS", tmp_path)
    (tmp_path / "card1").mkdir()
    (tmp_path / "Headset").symlink_to("card1")
    assert [name for name in ("plughw:CARD=Headset,DEV=0", "hw:Headset", "hw:1,0") if not present(name)] == []
    assert [name for name in ("plughw:CARD=Other", "hw:2", "hw:CARD=Head") if present(name)] == []


def test_a_system_that_does_not_answer_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "aplay").write_text("#!/bin/sh\nexec sleep 30\n")
    (tmp_path / "aplay").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(voice_devices, "_PATIENCE_S", 0.3)
    headset = Headset(HEADSET, "", lost=lambda: None)
    assert not headset.there
    assert not present(HEADSET)
    headset.close()


def test_a_card_whose_name_is_no_text_does_not_end_the_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "aplay").write_text("#!/bin/sh\nprintf 'Ca\\351que \\377\\nheadset\\n'\n")
    (tmp_path / "aplay").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert present(HEADSET)
    assert not present("another")
