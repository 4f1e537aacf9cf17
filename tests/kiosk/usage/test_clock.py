"""When the time of day is trusted."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.usage.clock import OLDEST_PLAUSIBLE, SystemClock, kernel_in_step, rtc_kept_time

NOW = OLDEST_PLAUSIBLE + 1_000_000.0


@dataclass
class Machine:
    """Files of a test, at a plausible time; nothing keeps its kernel in step."""

    folder: Path
    now: float = NOW
    up: float = 500.0
    in_step: bool = False
    clock: SystemClock = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "boot_id").write_text("0d6c7f1e-boot\n", encoding="ascii")
        files = (self.folder / name for name in ("synchronized", "rtc0", "boot_id"))
        self.clock = SystemClock(*files, wall=lambda: self.now, uptime=lambda: self.up, in_step=lambda: self.in_step)

    def synchronise(self) -> None:
        """As systemd-timesyncd does."""
        (self.folder / "synchronized").touch()
        os.utime(self.folder / "synchronized", (self.now, self.now))

    def passes(self, seconds: float) -> None:
        """On every clock of the machine."""
        self.now += seconds
        self.up += seconds


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def rtc(folder: Path, hctosys: str, since_epoch: str) -> Path:
    """A clock chip as the kernel shows it."""
    (folder / "rtc0").mkdir()
    (folder / "rtc0" / "hctosys").write_text(f"{hctosys}\n", encoding="ascii")
    (folder / "rtc0" / "since_epoch").write_text(f"{since_epoch}\n", encoding="ascii")
    return folder / "rtc0"


def test_a_plausible_time_alone_is_not_trusted(machine: Machine) -> None:
    assert machine.clock.booted() is None


def test_trusted_as_soon_as_a_time_server_answered(machine: Machine) -> None:
    assert machine.clock.booted() is None
    machine.synchronise()
    assert machine.clock.booted() == NOW - 500
    (machine.folder / "synchronized").unlink()
    assert machine.clock.booted() == NOW - 500


def test_trusted_when_the_kernel_is_kept_in_step(machine: Machine) -> None:
    machine.in_step = True
    assert machine.clock.booted() == NOW - 500


def test_a_time_before_this_software_is_never_trusted(machine: Machine) -> None:
    machine.synchronise()
    machine.now = 1000.0
    assert machine.clock.booted() is None


@pytest.mark.parametrize("jump", [-NOW + 1000.0, -243 * 86400.0, 31 * 86400.0, 3600.0])
def test_a_clock_set_by_a_hand_is_passed_over(machine: Machine, jump: float) -> None:
    machine.synchronise()
    assert machine.clock.booted() == NOW - 500
    machine.passes(3600)
    machine.now += jump
    assert machine.clock.booted() == NOW - 500
    machine.now -= jump
    assert machine.clock.booted() == NOW - 500


@pytest.mark.parametrize("jump", [-243 * 86400.0, -7200.0, 31 * 86400.0, 130 * 86400.0])
def test_a_process_that_starts_after_a_hand_set_the_clock_does_not_take_the_servers_word_for_it(
    machine: Machine, jump: float
) -> None:
    machine.now += 400 * 86400
    machine.synchronise()
    machine.passes(3600)
    machine.now += jump
    assert machine.clock.booted() is None
    machine.now -= jump
    assert machine.clock.booted() == NOW + 400 * 86400 - 500


def test_a_server_that_answered_long_ago_is_believed(machine: Machine) -> None:
    machine.synchronise()
    machine.passes(200 * 86400)
    assert machine.clock.booted() == NOW - 500


def test_a_jump_that_a_time_service_made_is_taken(machine: Machine) -> None:
    rtc(machine.folder, "1", str(int(NOW)))
    assert machine.clock.booted() == NOW - 500
    machine.now += 243 * 86400
    machine.in_step = True
    assert machine.clock.booted() == NOW - 500 + 243 * 86400


def test_drift_is_followed(machine: Machine) -> None:
    machine.synchronise()
    for _ in range(30):
        machine.passes(86400)
        machine.now += 40
        assert machine.clock.booted() == machine.now - machine.up


@pytest.mark.parametrize(
    ("hctosys", "since_epoch", "kept"),
    [
        ("1", str(int(NOW)), True),
        ("1", "4000", False),
        ("1", str(int(NOW) - 243 * 86400), False),
        ("0", str(int(NOW)), False),
        ("1", "rubbish", False),
    ],
)
def test_a_clock_chip_must_have_kept_the_time(tmp_path: Path, hctosys: str, since_epoch: str, *, kept: bool) -> None:
    assert rtc_kept_time(rtc(tmp_path, hctosys, since_epoch), NOW) is kept


def test_a_clock_chip_that_starts_at_1970_is_not_trusted_although_the_system_has_its_time(machine: Machine) -> None:
    rtc(machine.folder, "1", "4000")
    machine.now = 4000.0
    assert machine.clock.booted() is None


def test_a_machine_without_a_clock_chip(tmp_path: Path) -> None:
    assert rtc_kept_time(tmp_path / "rtc0", NOW) is False


def test_the_boot_id_is_the_kernels(machine: Machine) -> None:
    assert machine.clock.boot == "0d6c7f1e-boot"
    assert SystemClock().boot == SystemClock().boot


def test_without_a_boot_id_no_later_start_is_taken_for_this_boot(tmp_path: Path) -> None:
    assert SystemClock(boot_id=tmp_path / "none").boot != SystemClock(boot_id=tmp_path / "none").boot


def test_the_kernel_answers() -> None:
    assert kernel_in_step() in {True, False}
    assert SystemClock().uptime() > 0
