"""A newer kernel of Debian's, taken by an image in its own boot of maintenance: the card's boot partition has it too.

The kernel is the card's own under a higher version, so that Debian's hooks do all they do. The archive lies on it.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system import emulator, images, roots
from tests.system.looks import resting
from tests.system.overlays import overlay
from tests.system.update_cuts import card
from tests.system.update_cuts.inside import run
from tests.system.update_cuts.preparing import index, only_archive
from tests.system.update_cuts.recording import NIGHT
from tests.system.vm import Vm, vm, wait

pytestmark = [pytest.mark.arm64, pytest.mark.timeout(3600)]
LATER = "+essai1"
_BOOTED = "find /boot/firmware -type f -newer /data/before | sort"


@pytest.fixture
def booted_card(_able: None, tmp_path: Path) -> tuple[emulator.Emulator, Path]:
    """After its first boot, with the archive on it."""
    qemu = emulator.newest()
    mine = images.first_boot(qemu, "amd64", images.image(), tmp_path)
    with card.shown(mine, tmp_path) as file, card.inserted(file, card.Layout.of(file), tmp_path) as root:
        _archive(root, tmp_path)
    return qemu, mine


def test_a_newer_kernel_comes_onto_the_boot_partition_and_is_booted(
    booted_card: tuple[emulator.Emulator, Path], tmp_path: Path
) -> None:
    qemu, mine = booted_card
    with vm(qemu, "amd64", mine, tmp_path / "maintained", "console=ttyS0 loglevel=7") as machine:
        machine.until_shown(resting, "the resting screen")
        before = _kernels(machine)
        machine.shell(f"touch /data/before; cat >/run/night.py <<'END'\n{NIGHT}END\npython3 /run/night.py ''")
        machine.shell("systemctl --no-block reboot")
        # Into the maintenance, and out of it.
        wait(lambda: machine.qmp.seen("RESET") >= 2, "the maintenance ends with a second restart", 2400)
        machine.until_shown(resting, "the resting screen after the maintenance")
        after = _kernels(machine)
        written = machine.shell(_BOOTED)
        said = machine.shell("cat /data/releases/status.json; findmnt -no FSTYPE /; findmnt -no OPTIONS /boot/firmware")
    assert LATER not in before
    assert after.count(LATER) == len(after.splitlines()) > 0
    assert "initrd" in written
    assert '"done: ' in said.replace('"maintenance": ', ""), said
    assert "overlay" in said
    assert "ro," in said.splitlines()[-1]


def _kernels(machine: Vm) -> str:
    return machine.shell("dpkg-query -W -f '${db:Status-Status} ${Version}\\n' 'linux-image-*' | grep ^installed")


def _archive(root: Path, folder: Path) -> None:
    """The kernel packages of the card, taken apart and put together again under a higher version."""
    place = only_archive(root)
    said = run(root, "dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\\n", "linux-image-*").splitlines()
    names = [line.split()[1] for line in said if line.startswith("installed")]
    for number, file in enumerate(_downloaded(names)):
        tree = folder / f"deb-{number}"
        subprocess.run(["dpkg-deb", "-R", file, tree], check=True)
        control = tree / "DEBIAN/control"
        text = re.sub(r"(?m)^(Version: \S+)$", rf"\1{LATER}", control.read_text(encoding="utf-8"))
        text = re.sub(r"(linux-image-\S+ \(= [^)]+)\)", rf"\1{LATER})", text)
        control.write_text(text, encoding="utf-8")
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", tree, place], check=True)
    index(place)


def _downloaded(names: list[str]) -> Iterator[Path]:
    """As Debian's archive has them."""
    with overlay(roots.packages_root()) as merged:
        shutil.copy("/etc/resolv.conf", merged / "etc/resolv.conf")
        (merged / "srv/debs").mkdir()
        for command in ("update", f"download {' '.join(names)}"):
            inside = f"cd /srv/debs && apt-get -q -o APT::Sandbox::User=root {command}"
            subprocess.run(["chroot", merged, "sh", "-c", inside], check=True)
        yield from sorted((merged / "srv/debs").glob("*.deb"))
