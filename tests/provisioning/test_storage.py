"""What opens and closes storage on USB, over folders that stand for the kernel's."""

import signal
from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk import storage

STICK, KEYS, DISK = "1-1:1.0", "1-2:1.0", "2-1:1.0"


def plug(root: Path, name: str, kind: str, *blocks: tuple[str, str, str]) -> None:
    """An interface of a class, with block devices: name, number, file system."""
    way = root / "sys" / "devices" / "usb" / name
    way.mkdir(parents=True)
    (way / "bInterfaceClass").write_text(f"{kind}\n", encoding="ascii")
    (way / "authorized").write_text("1\n", encoding="ascii")
    usb = root / "sys" / "bus" / "usb" / "devices"
    usb.mkdir(parents=True, exist_ok=True)
    (usb / name).symlink_to(way)
    for block, number, system in blocks:
        folder = way / "host0" / "block" / block
        folder.mkdir(parents=True)
        (folder / "dev").write_text(f"{number}\n", encoding="ascii")
        (root / "sys" / "class" / "block" / block).symlink_to(folder)
        (root / "udev" / f"b{number}").write_text(f"N:{block}\nE:ID_FS_TYPE={system}\n", encoding="ascii")


@pytest.fixture
def machine(tmp_path: Path) -> storage.Machine:
    """With a stick of two partitions, a keyboard, and a disk on which the system stands."""
    for folder in ("udev", "run", "where", "sys/class/block"):
        (tmp_path / folder).mkdir(parents=True)
    plug(tmp_path, STICK, "08", ("sda1", "8:1", "iso9660"), ("sda2", "8:2", "vfat"))
    plug(tmp_path, KEYS, "03")
    plug(tmp_path, DISK, "08", ("sdb1", "8:17", ""))
    (tmp_path / "sys" / "bus" / "usb" / "drivers_probe").touch()
    (tmp_path / "mounted").write_text("21 1 8:17 / /media/root-ro ro - ext4 /dev/sdb1 ro\n", encoding="ascii")
    names = {name: tmp_path / name for name in ("sys", "udev", "run", "where", "mounted")}
    return storage.Machine(dev=tmp_path / "dev", **names)


def authorized(machine: storage.Machine, name: str) -> str:
    return (machine.sys / "bus" / "usb" / "devices" / name / "authorized").read_text(encoding="ascii").strip()


def test_what_is_plugged_in_is_closed_unless_somebody_has_chosen(machine: storage.Machine) -> None:
    assert storage.main(["plugged", f"/devices/usb/{STICK}"], machine) == 0
    assert authorized(machine, STICK) == "0"
    machine.marker.touch()
    (machine.sys / "devices" / "usb" / STICK / "authorized").write_text("1", encoding="ascii")
    storage.main(["plugged", f"/devices/usb/{STICK}"], machine)
    assert authorized(machine, STICK) == "1"


def test_what_the_system_stands_on_stays_open(machine: storage.Machine) -> None:
    storage.main(["plugged", f"/devices/usb/{DISK}"], machine)
    storage.close(machine)
    assert (authorized(machine, DISK), authorized(machine, STICK), authorized(machine, KEYS)) == ("1", "0", "1")


def test_the_first_partition_of_ours_is_the_stick(machine: storage.Machine) -> None:
    assert machine.stick() == (machine.dev / "sda2", "vfat")
    (machine.udev / "b8:2").unlink()
    assert machine.stick() is None, "udev has not looked at it yet"
    (machine.udev / "b8:1").write_text("E:ID_FS_TYPE=ntfs\n", encoding="ascii")
    assert machine.stick() == (machine.dev / "sda1", "ntfs3")


def test_opening_asks_the_drivers_once(machine: storage.Machine) -> None:
    interface = next(machine.interfaces())
    probe = machine.sys / "bus" / "usb" / "drivers_probe"
    storage.let(machine, interface, open_it=True)
    assert probe.read_text(encoding="ascii") == "", "it was open"
    storage.let(machine, interface, open_it=False)
    storage.let(machine, interface, open_it=True)
    assert probe.read_text(encoding="ascii") == STICK


def test_without_a_stick_everything_is_closed_again(
    machine: storage.Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine.udev / "b8:2").unlink()
    (machine.udev / "b8:1").unlink()
    monkeypatch.setattr(storage, "WAIT_S", 0.0)
    monkeypatch.setattr(storage, "BLINK_S", 0.01)
    monkeypatch.setattr(signal, "pthread_sigmask", lambda *_: None)
    assert storage.hold(machine, tmp_path, write=True) == 1
    assert authorized(machine, STICK) == "0"
    assert not machine.marker.exists()


class Systemd:
    """What it says of an update from a stick, one look after the other; the last is said again."""

    def __init__(self, *looks: tuple[str, str]) -> None:
        """Each: what it says of the unit that reads the stick, and of the whole update."""
        self.looks = list(looks)
        self.asked = 0

    def said_of(self, unit: str, *_: str) -> str:
        taking, updating = self.looks[min(self.asked, len(self.looks) - 1)]
        self.asked += unit == storage.UPDATE
        return taking if unit == storage.TAKE else updating


WAITING = ("Ended=0", "ActiveState=inactive\nJob=77")
READING = ("Ended=0", "ActiveState=activating\nJob=0")
READ = ("Ended=9", "ActiveState=activating\nJob=0")
REFUSED = ("Ended=0", "ActiveState=inactive\nJob=0")


@pytest.mark.parametrize("last", [READ, REFUSED])
def test_a_stick_stays_until_an_update_has_read_it(
    last: tuple[str, str], machine: storage.Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a job that only waits nor the reading itself lets go of it; installing needs it no more."""
    machine.dev.mkdir()
    device = machine.dev / "sda2"
    device.touch()
    systemd = Systemd(WAITING, READING, READING, last)
    monkeypatch.setattr(storage, "_said_of", systemd.said_of)
    monkeypatch.setattr(storage, "BLINK_S", 0.0)
    assert storage._until_taken("Ended=0", device)
    assert systemd.asked >= 3


def test_a_stick_that_is_pulled_out_is_not_waited_for(
    machine: storage.Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_said_of", Systemd(READING).said_of)
    assert not storage._until_taken("Ended=0", machine.dev / "sda2")


def test_a_stick_that_vanishes_while_it_is_closed_is_no_fault(machine: storage.Machine) -> None:
    interface = next(machine.interfaces())
    (interface.resolve() / "authorized").unlink()
    interface.resolve().chmod(0o500)
    storage.let(machine, machine.sys / "gone" / "1-9:1.0", open_it=False)
    storage.close(machine)
