"""`kiosk pin set`."""

import io
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.device_state import FILE_NAME, DeviceState, Key
from kiosk.facilitator.lockout import Instant, Lockout
from kiosk.facilitator.pin import matches


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))


def test_a_pin_from_standard_input_is_kept_as_a_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = DeviceState(tmp_path / FILE_NAME)
    state.put(Key.LOCKOUT, Lockout(9, Instant("a", 1.0)).text())
    state.save()
    typed(monkeypatch, "274951")
    assert main(["pin", "set", "--data", str(tmp_path)]) == 0
    again = DeviceState(tmp_path / FILE_NAME)
    assert matches(again.get(Key.PIN_HASH), "274951")
    assert again.get(Key.LOCKOUT) == "", "who is at the keyboard opens the door again"
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"argon2id" in written
    assert b"274951" not in written


@pytest.mark.parametrize("pin", ["123456", "12", "231126"])
def test_a_weak_one_is_refused_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pin: str
) -> None:
    typed(monkeypatch, pin)
    assert main(["pin", "set", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "refused" in said.err
    assert pin not in said.err + said.out
    assert not (tmp_path / FILE_NAME).exists()


def test_no_option_takes_a_pin(tmp_path: Path) -> None:
    """What stands on a command line is read by every other process."""
    with pytest.raises(SystemExit):
        main(["pin", "set", "274951", "--data", str(tmp_path)])
