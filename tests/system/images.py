"""Images to boot, made by `provisioning/image` itself, and cards whose first boot is over. Never changed once made."""

import subprocess
from pathlib import Path

from PIL import Image

from tests.system import roots
from tests.system.emulator import Emulator
from tests.system.looks import resting
from tests.system.vm import PATIENCE, Vm, vm, wait

SITE = roots.ROOT / "kiosk" / "sites" / "la_louviere_demo.toml"
"""A demonstration serves at once; any other kiosk asks for the choice of a code first."""
_LOOKS = 10
"""Of a second or more."""
CARD = 8
"""GiB of a card: larger than an image, as cards are."""


def image(arch: str = "amd64") -> Path:
    """What `provisioning/image` writes, from the root that the other tests have too. Takes minutes when it is made."""
    packed = roots.provisioned_root(arch)
    folder = roots._cached("image", arch, roots._key(packed.name, roots._sources()), lambda to: _make(arch, packed, to))
    return folder / "kiosk.img"


def _make(arch: str, packed: Path, target: Path) -> None:
    target.mkdir()
    command = [str(roots.ROOT / "provisioning" / "image"), "--arch", arch, "--site", str(SITE), "--root", str(packed)]
    subprocess.run([*command, "-o", str(target / "kiosk.img")], check=True, stdin=subprocess.DEVNULL)


def first_boot(emulator: Emulator, arch: str, made: Path, work: Path) -> Path:
    """A card on which the first boot has come to its end: what it told the serial line is in `work`/first."""
    card = work / "card.qcow2"
    emulator.card(made, card, CARD)
    with vm(emulator, arch, card, work / "first", "console=ttyS0") as machine:
        wait(lambda: machine.qmp.seen("RESET") > 0, "the first boot ends with a restart", 2 * PATIENCE)
    return card


def rests(machine: Vm) -> Image.Image:
    """The resting screen once it stays: what a key asked for may come late, as the page that says all is erased."""
    stays = 0

    def look() -> bool:
        nonlocal stays
        stays = stays + 1 if resting(machine.picture()) else 0
        return stays >= _LOOKS

    wait(look, "the resting screen stays", pause=1)
    return machine.picture()


def facts(machine: Vm) -> dict[str, str]:
    """What is asked of a kiosk that was made from an image, as a shell says it."""
    asked = {
        "root": "findmnt -no FSTYPE /",
        "lower": "findmnt -no OPTIONS /media/root-ro | tr , '\\n' | grep -x ro",
        "boot": "findmnt -no OPTIONS /boot/firmware | tr , '\\n' | grep -x ro",
        "data": "findmnt -no SOURCE /data",
        "data MiB": "df -m --output=size /data | tail -n 1",
        "machine": "cat /etc/machine-id",
        "keys": "ls /etc/ssh/ssh_host_*_key",
        "secret": "stat -c %a /var/lib/systemd/credential.secret",
        "left": "ls -d /data/first-boot /data/overlayroot.conf 2>/dev/null || true",
        "logins": "pgrep -x agetty || true",
        "console": "cat /sys/class/tty/tty0/active",
        "boot id": "cat /proc/sys/kernel/random/boot_id",
        "kiosk": "systemctl show -P MainPID kiosk.service",
    }
    return {name: machine.shell(command).strip() for name, command in asked.items()}
