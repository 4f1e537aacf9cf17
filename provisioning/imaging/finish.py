"""What makes a provisioned root the root of an image: no machine's identity in it, and a first boot that makes one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from provisioning.plan.disk import BOOT, BOOT_OPTIONS

HERE: Final = Path(__file__).parent
FSTAB: Final = f"""\
LABEL=rootfs / ext4 noatime,errors=remount-ro 0 1
LABEL=bootfs {BOOT} vfat {BOOT_OPTIONS} 0 0
"""
OF_ONE_MACHINE: Final = (
    "etc/ssh/ssh_host_*",
    "var/lib/systemd/random-seed",
    "var/lib/systemd/credential.secret",
    "var/lib/dbus/machine-id",
)
OF_BUILDING: Final = (
    "etc/resolv.conf",
    "usr/sbin/policy-rc.d",
    "var/lib/apt/lists/*",
    "var/cache/apt/*.bin",
    "var/cache/apt/archives/*.deb",
    "var/cache/ldconfig/aux-cache",
    "var/cache/debconf/*-old",
    "var/log/*.log",
    "var/log/apt/*",
    "etc/kernel/*/z*-raspi-firmware",  # ours does it, by other names
    "etc/initramfs/*/z*-raspi-firmware",
    "initrd.img*",
    "vmlinuz*",
    "tmp/*",
)
"""Of building, or wrong on a card."""


def _forget(root: Path, patterns: tuple[str, ...]) -> None:
    for path in (path for pattern in patterns for path in root.glob(pattern)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _copy_tree(source: Path, root: Path) -> None:
    """Ours over Debian's: 0644, or 0755 for what is executable; root's own."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            target = root / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            target.chmod(0o755 if os.access(path, os.X_OK) else 0o644)


def _fstab(root: Path) -> None:
    path = root / "etc/fstab"
    there = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    mine = {line.split()[1] for line in FSTAB.splitlines()}
    others = [line for line in there if not (len(line.split()) > 1 and line.split()[1] in mine)]
    path.write_text(FSTAB + "".join(f"{line}\n" for line in others), encoding="utf-8")


@contextmanager
def _proc(root: Path) -> Iterator[None]:
    """What programs of Debian look for in a root that they are run in."""
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", root / "proc"], check=True)


def _in_root(root: Path, *command: str) -> None:
    subprocess.run(["chroot", root, *command], check=True, capture_output=True, text=True)


def _first_boot(root: Path) -> None:
    """The first boot is one with the root writable, in which this card becomes a machine of its own."""
    data = root / "data"
    data.mkdir(exist_ok=True)
    (data / "overlayroot.conf").write_text('overlayroot="disabled"\n', encoding="utf-8")
    (data / "first-boot").touch()


def _clamp(root: Path, epoch: int) -> None:
    """Nothing is younger than the image says it is."""
    subprocess.run(
        ["find", root, "-xdev", "-newermt", f"@{epoch}", "-exec", "touch", "-h", "-d", f"@{epoch}", "{}", "+"],
        check=True,
        capture_output=True,
        text=True,
    )


def finish(root: Path, description: str, epoch: int) -> None:
    """Make `root` what goes on a card: /boot/firmware and /data filled as their partitions, nothing of this machine.

    `description` is what /etc/kiosk/image says; `epoch`, seconds since 1970, is the earliest time that a card will
    believe. Raises OSError and subprocess.CalledProcessError.
    """
    _copy_tree(HERE / "root", root)
    _fstab(root)
    _forget(root, OF_ONE_MACHINE)
    (root / "etc/machine-id").write_text("uninitialized\n", encoding="utf-8")
    seed = root / "data/state/random-seed"
    if seed.is_file():
        seed.write_bytes(b"")  # it is mounted over another one
    words = (HERE.parent / "appliance/boot/cmdline.txt").read_text(encoding="utf-8").splitlines()
    (root / "etc/kernel").mkdir(exist_ok=True)
    (root / "etc/kernel/cmdline").write_text(" ".join(w for w in words if w and not w.startswith("#")) + "\n", "utf-8")
    (root / "etc/kiosk").mkdir(exist_ok=True)
    (root / "etc/kiosk/image").write_text(f"{description}\n", encoding="utf-8")
    # It would ask at a console that nobody has.
    firstboot = root / "etc/systemd/system/systemd-firstboot.service"
    firstboot.unlink(missing_ok=True)
    firstboot.symlink_to("/dev/null")
    (root / "boot/firmware").mkdir(exist_ok=True)
    _forget(root, ("boot/firmware/*",))  # what raspi-firmware put there when it was installed
    with _proc(root):
        # What was provisioned is what boots: the initrd holds copies.
        _in_root(root, "update-initramfs", "-c", "-k", "all")
    _in_root(root, "/usr/bin/python3", "-I", "/usr/local/lib/kiosk/boot_partition.py", "--folder")
    _forget(root, OF_BUILDING)
    _first_boot(root)
    clock = root / "usr/lib/clock-epoch"
    clock.touch()
    os.utime(clock, (epoch, epoch))
    _clamp(root, epoch)
