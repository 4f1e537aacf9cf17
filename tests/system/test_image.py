"""An image as it is written on cards: it boots, becomes a machine of its own, and nobody gets out of the kiosk.

One machine for all, because a boot in an emulator takes most of a minute; QEMU and its firmware are this machine's.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.system import emulator, images
from tests.system.combinations import ALL
from tests.system.looks import around, differing, resting, second
from tests.system.vm import Vm, vm

pytestmark = [pytest.mark.system, pytest.mark.timeout(1800)]
HEX = set("0123456789abcdef")
USB, ASK = "/sys/bus/usb/devices/*:*", "/run/kiosk/ask"


@dataclass(frozen=True)
class Booted:
    """A kiosk at rest, and what was found when it was."""

    machine: Vm
    facts: dict[str, str]


@pytest.fixture(scope="module")
def booted(_able: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booted]:
    """The second boot of a card; the first one made the machine its own."""
    qemu = emulator.own("amd64")
    if qemu is None:
        pytest.skip("qemu-system-x86 and ovmf are not installed; provisioning/test installs them")
    work = tmp_path_factory.mktemp("vm")
    card = images.first_boot(qemu, "amd64", images.image(), work)
    with vm(qemu, "amd64", card, work / "second") as machine:
        machine.until_shown(resting, "the resting screen")
        yield Booted(machine, images.facts(machine))


def test_the_root_is_read_only_and_the_data_are_not(booted: Booted) -> None:
    assert booted.facts["root"] == "overlay"
    assert booted.facts["lower"] == booted.facts["boot"] == "ro"
    assert booted.facts["data"].startswith("/dev/")


def test_the_first_boot_made_it_a_machine_of_its_own(booted: Booted) -> None:
    machine_id = booted.facts["machine"]
    assert len(machine_id) == 32
    assert set(machine_id) <= HEX
    assert "ed25519" in booted.facts["keys"]
    assert booted.facts["secret"] in {"400", "600"}
    assert int(booted.facts["data MiB"]) > 2500, "the data partition did not grow to the end of the card"
    assert not booted.facts["left"], "the first boot did not end"


def test_keys_do_not_get_out(booted: Booted) -> None:
    machine = booted.machine
    before, known = images.rests(machine), images.facts(machine)
    for keys in ALL:
        machine.keys(*keys)
        machine.until_shown(resting, f"the resting screen after {'-'.join(keys)}", "keys")
    after = images.facts(machine)
    assert differing(around(before), around(images.rests(machine))) < 0.01
    for name in ("boot id", "kiosk", "console", "logins"):
        assert after[name] == known[name], name
    assert not after["logins"], "somebody could log in at a console"


def test_a_touch_goes_to_the_second_screen_and_back(booted: Booted) -> None:
    images.rests(booted.machine)
    booted.machine.touch(330, 250)
    booted.machine.until_shown(second, "the page behind the first choice", "touched")
    booted.machine.keys("f12")
    booted.machine.until_shown(resting, "the resting screen, after the key that erases")


def test_a_stick_is_no_disk_until_somebody_asks_for_it_and_then_runs_nothing(booted: Booted, tmp_path: Path) -> None:
    machine, stick = booted.machine, tmp_path / "stick.img"
    subprocess.run(["mkfs.vfat", "-C", stick, "20000"], check=True, capture_output=True)
    _plug(machine, stick)
    machine.shell(f"until grep -qx 08 {USB}/bInterfaceClass; do sleep 0.2; done; udevadm settle")
    closed = f'test "$(cat $(dirname $(grep -lx 08 {USB}/bInterfaceClass))/authorized)" = 0 && ! ls /dev/sd*'
    machine.shell(closed)
    machine.shell(f"install -d -o kiosk -g kiosk -m 0700 {ASK} && runuser -u kiosk -- touch {ASK}/import")
    machine.shell("until mountpoint -q /media/borne; do sleep 0.2; done")
    options = machine.shell("findmnt -no OPTIONS /media/borne").strip().split(",")
    assert {"ro", "noexec", "nosuid", "nodev"} <= set(options)
    machine.shell(f"runuser -u kiosk -- touch {ASK}/stick-done; while mountpoint -q /media/borne; do sleep 0.2; done")
    machine.shell(f"until {closed}; do sleep 0.2; done")


def test_a_reset_forgets_the_root_keeps_the_data_and_a_stick_that_was_left_in_is_not_the_card(
    booted: Booted, tmp_path: Path
) -> None:
    machine, stick = booted.machine, tmp_path / "other.img"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "overlayroot.conf").write_text('overlayroot="disabled"\n', encoding="ascii")
    made = ["mke2fs", "-q", "-t", "ext4", "-L", "kiosk-data", "-d", str(tmp_path / "data"), str(stick), "20M"]
    subprocess.run(made, check=True)
    _plug(machine, stick)
    machine.shell("echo here >/etc/written && echo here >/data/kiosk/written && sync")
    first = images.facts(machine)["boot id"]
    machine.reset()
    machine.until_shown(lambda picture: not resting(picture), "it starts again")
    machine.until_shown(resting, "the resting screen after the plug")
    assert machine.shell("cat /proc/sys/kernel/random/boot_id").strip() != first
    assert machine.shell("cat /data/kiosk/written").strip() == "here"
    machine.shell("test ! -e /etc/written")
    assert images.facts(machine)["root"] == "overlay"
    assert machine.shell("cat /etc/machine-id").strip() == booted.facts["machine"]


def _plug(machine: Vm, stick: Path) -> None:
    machine.qmp.command("blockdev-add", **{"driver": "file", "node-name": stick.stem, "filename": str(stick)})
    machine.qmp.command("device_add", driver="usb-storage", id=stick.stem, drive=stick.stem)


def test_the_tests_own_shell_is_in_no_image(booted: Booted) -> None:
    machine = booted.machine
    assert (
        machine.shell("grep -rl kiosk-test-shell /media/root-ro/etc /media/root-ro/usr/lib/systemd || true").strip()
        == ""
    )
    assert (
        machine.shell("systemctl is-enabled debug-shell.service getty@tty1.service || true").split() == ["masked"] * 2
    )
