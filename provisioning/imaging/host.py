"""What this machine must have before an image is begun: half an hour is too long to learn that there is no room."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from provisioning.imaging.layout import GIB

ARCHES: Final = {"amd64": "x86_64", "arm64": "aarch64"}
"""Debian's names, and the machine's own."""
PROGRAMS: Final = ("arch-test", "mcopy", "mke2fs", "mkfs.vfat", "mmdebstrap", "sfdisk", "unshare")
BINFMT: Final = Path("/proc/sys/fs/binfmt_misc")
RULES: Final = Path("/usr/lib/binfmt.d")
ROOM: Final = 5 * GIB
"""Of the root's folder, its packages, and what the image really takes."""


def faults(arch: str, out: Path) -> list[str]:
    """One line for each thing that is missing here; the room is looked at where the image shall be."""
    found = []
    if arch not in ARCHES:
        found.append(f"--arch: {' or '.join(ARCHES)}, not {arch}")
    if os.geteuid() != 0:
        found.append("only root can make a root folder: use sudo")
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        found.append(f"not installed: {', '.join(missing)}")
    folder = out.parent
    if not folder.is_dir():
        found.append(f"{folder}: there is no such folder")
    elif (free := shutil.disk_usage(folder).free) < ROOM:
        found.append(f"{folder}: {free / GIB:.1f} GiB are free, {ROOM // GIB} GiB are needed")
    return found


def foreign(machine: str) -> bool:
    """Whether programs of that machine are none of this one's."""
    return os.uname().machine != machine


def register(machine: str, binfmt: Path = BINFMT, rules: Path = RULES) -> str:
    """Have the kernel run programs of another machine by QEMU; what is missing, in one line, or nothing.

    With the flag F the emulator is open before any root is changed into; with C, `sudo` inside is still root's.
    """
    entry = binfmt / f"qemu-{machine}"
    if entry.is_file():
        return "" if _fits(entry.read_text()) else f"{entry}: registered without the flag F: echo -1 > {entry}"
    if not (binfmt / "register").exists():
        done = subprocess.run(["mount", "-t", "binfmt_misc", "binfmt_misc", binfmt], check=False, capture_output=True)
        if done.returncode != 0:
            return f"{machine}: this kernel cannot run programs of another machine (no binfmt_misc)"
    emulator = shutil.which(f"qemu-{machine}-static") or shutil.which(f"qemu-{machine}")
    rule = rules / f"qemu-{machine}.conf"
    if not emulator or not rule.is_file():
        return f"{machine}: its programs need an emulator: apt install qemu-user-static"
    _, name, kind, offset, magic, mask, *_ = rule.read_text(encoding="utf-8").split(":")
    try:
        (binfmt / "register").write_text(f":{name}:{kind}:{offset}:{magic}:{mask}:{emulator}:OCF\n")
    except OSError as fault:
        return f"{machine}: the kernel refused the emulator {emulator}: {fault.strerror}"
    return ""


def _fits(entry: str) -> bool:
    return entry.startswith("enabled") and any("F" in line for line in entry.splitlines() if line.startswith("flags:"))
