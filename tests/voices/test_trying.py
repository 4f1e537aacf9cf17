"""A moment of silence to a loudspeaker that is there, is not, is used, or hangs."""

from pathlib import Path

import pytest

from tests.sound_devices import HEADSET, Devices, devices
from voices import trying
from voices.protocol import Equipment
from voices.trying import is_wanted, takes_sound

__all__ = ["devices"]


@pytest.fixture
def aplay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for aplay, whose words a test writes."""
    program = tmp_path / "aplay"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return program


@pytest.mark.parametrize(
    ("words", "takes"),
    [
        ("cat >/dev/null", True),
        ("echo 'audio open error: No such file or directory' >&2; exit 1", False),
        ("echo 'audio open error: Device or resource busy' >&2; exit 1", True),
        ("exec sleep 60", False),
    ],
)
def test_what_the_player_says_decides(aplay: Path, monkeypatch: pytest.MonkeyPatch, words: str, *, takes: bool) -> None:
    monkeypatch.setattr(trying, "_PATIENCE_S", 0.5)
    aplay.write_text(f"#!/bin/sh\n{words}\n", encoding="ascii")
    assert takes_sound("default") is takes


def test_a_machine_without_a_player(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert takes_sound("default") is False


def test_a_site_may_want_no_voice() -> None:
    assert is_wanted(Equipment())
    assert not is_wanted(Equipment(engines=("silent",)))


def test_a_device_that_is_there_takes_it_and_one_whose_server_has_gone_does_not(devices: Devices) -> None:
    assert takes_sound("default")
    assert takes_sound(HEADSET)
    devices.stop(HEADSET)
    assert not takes_sound(HEADSET)
    assert not takes_sound("plughw:CARD=nobody")
