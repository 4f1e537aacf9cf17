"""Put kernel, initrd and loader on the FAT boot partition, for UEFI and for a Pi's firmware. Root's own; no library.

FAT has no journal: files get new names first, are written out, and only then are named by what the firmware reads. A
cut in between leaves the kernel that was there. Called by the hooks of Debian's kernel and initramfs.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

KEPT = 2
"""So many kernels stay: the newest, and the one before."""
LOADERS = {"systemd-bootx64.efi": "BOOTX64.EFI", "systemd-bootaa64.efi": "BOOTAA64.EFI"}
# The menu can neither be called nor changed by a key.
LOADER_CONF = """\
default kiosk-{name}.conf
timeout menu-disabled
editor no
auto-entries no
auto-firmware no
"""
ENTRY = """\
title Kiosk
version {version}
linux /{name}/vmlinuz
initrd /{name}/initrd.img
options {cmdline}
"""
# Debian's kernel brings device trees of its own, with the screen's driver in them: no overlay.
CONFIG_TXT = """\
arm_64bit=1
upstream_kernel=1
os_prefix={name}/
kernel=vmlinuz
initramfs initrd.img followkernel
disable_splash=1
disable_overscan=1
avoid_warnings=1
boot_delay=0
"""


@dataclass(frozen=True)
class Kernel:
    """One kernel of /boot with its initrd; `name` is the folder they get, new with each change of either."""

    version: str
    image: Path
    initrd: Path
    name: str


def _age(version: str) -> tuple[tuple[bool, int, str], ...]:
    """What sorts 6.12.9 before 6.12.10."""
    parts = re.split(r"(\d+)", version)
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)


def kernels(root: Path) -> list[Kernel]:
    """Those that have an initrd, the newest first; without one the root is not found."""
    found = []
    for image in (root / "boot").glob("vmlinuz-*"):
        version = image.name.removeprefix("vmlinuz-")
        initrd = image.with_name(f"initrd.img-{version}")
        if initrd.is_file():
            digest = hashlib.sha256(image.read_bytes() + initrd.read_bytes()).hexdigest()[:8]
            found.append(Kernel(version, image, initrd, f"{version}-{digest}"))
    return sorted(found, key=lambda kernel: _age(kernel.version), reverse=True)


def _written(path: Path) -> None:
    """Wait until a file or folder is on the card."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(source: Path | str, target: Path) -> None:
    """A copy of a file, or a text, whole or not at all, as far as FAT can."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(target.name + ".new")
    if isinstance(source, str):
        new.write_text(source, encoding="utf-8")
    else:
        shutil.copyfile(source, new)
    _written(new)
    new.replace(target)
    _written(target.parent)


def _same(source: Path, target: Path) -> bool:
    return target.is_file() and target.read_bytes() == source.read_bytes()


def _firmware(root: Path) -> Iterator[tuple[Path, str]]:
    """What does not change with the kernel, and its path on the partition."""
    for source, name in LOADERS.items():
        if (path := root / "usr/lib/systemd/boot/efi" / source).is_file():
            yield path, f"EFI/BOOT/{name}"
    for path in sorted((root / "usr/lib/raspi-firmware").glob("*")):
        if path.suffix in {".elf", ".dat", ".bin"}:
            yield path, path.name


def _device_trees(root: Path, version: str) -> list[Path]:
    return sorted((root / f"usr/lib/linux-image-{version}" / "broadcom").glob("bcm2*.dtb"))


def _put_kernel(root: Path, boot: Path, kernel: Kernel, cmdline: str) -> None:
    folder = boot / kernel.name
    if not (boot / f"loader/entries/kiosk-{kernel.name}.conf").is_file():
        shutil.rmtree(folder, ignore_errors=True)  # half a copy, of a cut
        for tree in _device_trees(root, kernel.version):
            _put(tree, folder / tree.name)
        _put(kernel.image, folder / "vmlinuz")
        _put(kernel.initrd, folder / "initrd.img")
    _put(cmdline + "\n", folder / "cmdline.txt")
    _put(
        ENTRY.format(version=kernel.version, name=kernel.name, cmdline=cmdline),
        boot / f"loader/entries/kiosk-{kernel.name}.conf",
    )


def _forget(boot: Path, kept: set[str]) -> None:
    """Entries first, then what they name."""
    for entry in boot.glob("loader/entries/kiosk-*.conf"):
        if entry.stem.removeprefix("kiosk-") not in kept:
            entry.unlink()
    for folder in boot.iterdir():
        if (folder / "vmlinuz").is_file() and folder.name not in kept:
            shutil.rmtree(folder)
    _written(boot)


def cmdline(root: Path) -> str:
    """The kernel's command line: where the root is, and what the appliance says in /etc/kernel/cmdline."""
    path = root / "etc/kernel/cmdline"
    own = path.read_text(encoding="utf-8").split() if path.is_file() else []
    return " ".join(
        ["root=LABEL=rootfs", "ro", *(word for word in own if not word.startswith("root=") and word != "ro")]
    )


def fill(root: Path, boot: Path) -> list[str]:
    """Bring the partition mounted at `boot` up to date with the kernels of `root`; the names of those that it has then.

    Raises OSError where it is full: what the firmware reads then still names what was there.
    """
    found = kernels(root)[:KEPT]
    if not found:
        return []
    # Room for the new one; what was cut in the middle of the last one goes first.
    _forget(boot, {entry.stem.removeprefix("kiosk-") for entry in boot.glob("loader/entries/kiosk-*.conf")})
    for path, name in _firmware(root):
        if not _same(path, boot / name):
            _put(path, boot / name)
    for kernel in found:
        _put_kernel(root, boot, kernel, cmdline(root))
    newest = found[0]
    if (boot / "start4.elf").is_file():
        _put(CONFIG_TXT.format(name=newest.name), boot / "config.txt")
    _put(LOADER_CONF.format(name=newest.name), boot / "loader/loader.conf")
    _forget(boot, {kernel.name for kernel in found})
    return [kernel.name for kernel in found]


@contextmanager
def _writable(boot: Path) -> Iterator[None]:
    """It is mounted read-only but while something changes; whoever made it writable before closes it."""
    if not os.statvfs(boot).f_flag & os.ST_RDONLY:
        yield
        return
    subprocess.run(["mount", "-o", "remount,rw", boot], check=True)
    try:
        yield
    finally:
        os.sync()
        subprocess.run(["mount", "-o", "remount,ro", boot], check=True)


def main() -> Literal[0, 1]:
    """The command line; what a hook hands over is passed over, so each tells only that something has changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path("/"))
    parser.add_argument("--boot", type=Path, default=Path("/boot/firmware"))
    parser.add_argument("--folder", action="store_true", help="an image is being built: a folder, no mounted partition")
    options, _ = parser.parse_known_args()
    if not options.folder and not options.boot.is_mount():
        if (options.root / "etc/kiosk/image").is_file():
            print(f"{options.boot} is not mounted: the kernel there stays as it is", file=sys.stderr)
        return 0
    try:
        if options.folder:
            fill(options.root, options.boot)
        else:
            with _writable(options.boot):
                fill(options.root, options.boot)
    except (OSError, subprocess.CalledProcessError) as fault:
        print(f"{options.boot}: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
