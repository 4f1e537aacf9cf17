"""When the time of day is trusted."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.usage import clock
from kiosk.usage.clock import OLDEST_PLAUSIBLE, SystemClock, kernel_in_step, rtc_kept_time

NOW = OLDEST_PLAUSIBLE + 1_000_000.0


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], SystemClock]:
    """A clock on files of a test, in a kernel that nothing keeps in step, at a plausible time."""
    monkeypatch.setattr(clock, "kernel_in_step", lambda: False)
    monkeypatch.setattr(time, "time", lambda: NOW)
    (tmp_path / "boot_id").write_text("0d6c7f1e-boot\n", encoding="ascii")
    return lambda: SystemClock(tmp_path / "synchronized", tmp_path / "rtc0", tmp_path / "boot_id")


def rtc(folder: Path, hctosys: str, since_epoch: str) -> Path:
    """A clock chip as the kernel shows it."""
    (folder / "rtc0").mkdir()
    (folder / "rtc0" / "hctosys").write_text(f"{hctosys}\n", encoding="ascii")
    (folder / "rtc0" / "since_epoch").write_text(f"{since_epoch}\n", encoding="ascii")
    return folder / "rtc0"


def test_a_plausible_time_alone_is_not_trusted(machine: Callable[[], SystemClock]) -> None:
    assert machine().booted() is None


def test_trusted_as_soon_as_a_time_server_answered(machine: Callable[[], SystemClock], tmp_path: Path) -> None:
    read = machine()
    assert read.booted() is None
    (tmp_path / "synchronized").touch()
    assert read.booted() == pytest.approx(NOW - read.uptime(), abs=5)
    (tmp_path / "synchronized").unlink()
    assert read.booted() is not None


def test_trusted_when_the_kernel_is_kept_in_step(
    machine: Callable[[], SystemClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "kernel_in_step", lambda: True)
    assert machine().booted() is not None


def test_a_time_before_this_software_is_never_trusted(
    machine: Callable[[], SystemClock], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "synchronized").touch()
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    assert machine().booted() is None


@pytest.mark.parametrize(
    ("hctosys", "since_epoch", "trusted"),
    [("1", str(int(NOW)), True), ("1", "4000", False), ("0", str(int(NOW)), False), ("1", "rubbish", False)],
)
def test_a_clock_chip_must_have_kept_the_time(tmp_path: Path, hctosys: str, since_epoch: str, *, trusted: bool) -> None:
    assert rtc_kept_time(rtc(tmp_path, hctosys, since_epoch)) is trusted


def test_a_machine_without_a_clock_chip(tmp_path: Path) -> None:
    assert rtc_kept_time(tmp_path / "rtc0") is False


def test_the_boot_id_is_the_kernels(machine: Callable[[], SystemClock]) -> None:
    assert machine().boot == "0d6c7f1e-boot"
    assert SystemClock().boot == SystemClock().boot


def test_without_a_boot_id_no_later_start_is_taken_for_this_boot(tmp_path: Path) -> None:
    assert SystemClock(boot_id=tmp_path / "none").boot != SystemClock(boot_id=tmp_path / "none").boot


def test_the_kernel_answers() -> None:
    assert kernel_in_step() in {True, False}
    assert SystemClock().uptime() > 0
