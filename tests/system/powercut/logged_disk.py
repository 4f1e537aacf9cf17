"""An ext4 file system on a disk whose every write is logged, and mounted as on the kiosk's card.

QEMU's storage daemon logs (`blklogwrites`) and shows the disk as a file (FUSE); the kernel's loop device makes a disk
of that file. So the kernel, its ext4, SQLite and Python are the real ones of this machine, and no virtual machine is
needed. Behind the file system lies one sector more, for marks: see `mark.py`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

FILE_SYSTEM_BYTES = 16 << 20
MARK_BYTES = 4096
APPLIANCE = "data=journal,noatime,commit=5"
"""The options of the kiosk's own data partition."""
ORDERED = "data=ordered"
"""What ext4 does when nobody asks for more: a kiosk without a partition of its own for data."""
_JOURNAL_MB = 4
"""The smallest there is: it comes round soon, and its blocks move to their places soon."""
_PATIENCE_S = 60.0
FOR_FILE = "driver=file,cache.no-flush=on"
"""What a flush means is written in the log: the files themselves need not reach a card."""
_NEEDED = {
    "qemu-storage-daemon": "Debian's qemu-system-common",
    "mkfs.ext4": "Debian's e2fsprogs",
    "mount": "Debian's mount",
}


def missing() -> str:
    """What this machine lacks for a power cut, "" when nothing."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux mounts file systems"
    for device in (Path("/dev/fuse"), Path("/dev/loop-control")):
        if not device.exists():
            return f"this kernel has no {device}"
    return next((f"{name} is missing ({package})" for name, package in _NEEDED.items() if not shutil.which(name)), "")


def made(image: Path) -> bytes:
    """Make a disk with an empty file system, and say what it holds."""
    with image.open("wb") as file:
        file.truncate(FILE_SYSTEM_BYTES + MARK_BYTES)
    options = ("-q", "-F", "-b", "4096", "-J", f"size={_JOURNAL_MB}", "-E", "lazy_itable_init=0,lazy_journal_init=0")
    _run("mkfs.ext4", *options, str(image), f"{FILE_SYSTEM_BYTES >> 10}k")
    return image.read_bytes()


@contextmanager
def logged(image: Path, log: Path, shown: Path) -> Iterator[None]:
    """Show the disk as the file `shown`; each write to it is logged. The log is whole when this ends."""
    log.touch()
    nodes = (
        f"{FOR_FILE},node-name=disk,filename={image}",
        f"{FOR_FILE},node-name=log,filename={log}",
        "driver=blklogwrites,node-name=logged,file=disk,log=log",
    )
    with exported(nodes, "logged", shown):
        yield


@contextmanager
def exported(nodes: Sequence[str], top: str, shown: Path) -> Iterator[None]:
    """Show the last of some block devices of QEMU as the file `shown`."""
    shown.touch()
    devices = (word for node in nodes for word in ("--blockdev", node))
    export = f"type=fuse,id=shown,node-name={top},mountpoint={shown},writable=on"
    with subprocess.Popen(("qemu-storage-daemon", *devices, "--export", export)) as daemon:
        try:
            _wait_until_shown(shown, daemon)
            yield
        finally:
            daemon.terminate()


@contextmanager
def mounted(
    image: Path, point: Path, options: str = APPLIANCE, *, begin: int = 0, size: int = FILE_SYSTEM_BYTES
) -> Iterator[Path]:
    """Mount the file system of a disk, or `size` bytes of it from `begin` on.

    Raises CalledProcessError, with what was said, when that cannot be.
    """
    point.mkdir(exist_ok=True)
    options = f"loop,offset={begin},sizelimit={size},{options}"
    _run("mount", "-t", "ext4", "-o", options, str(image), str(point))
    try:
        yield point
    finally:
        _unmount(point)


def _unmount(point: Path) -> None:
    """Wait for whoever else on this machine happens to be looking at it."""
    end = monotonic() + _PATIENCE_S
    while subprocess.run(["umount", point], check=False, capture_output=True).returncode:
        if monotonic() > end:
            raise RuntimeError(f"{point} stays busy")
        sleep(0.05)


def _wait_until_shown(shown: Path, daemon: subprocess.Popen[bytes]) -> None:
    end = monotonic() + _PATIENCE_S
    while shown.stat().st_size == 0:
        if daemon.poll() is not None or monotonic() > end:
            raise RuntimeError(f"qemu-storage-daemon shows no disk, exit code {daemon.poll()}")
        sleep(0.01)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)
