"""Takes what served once off the boot partition: overwritten where it lies, then removed, then the free room filled.

That is as far as FAT allows. A card may keep former contents in cells that it no longer shows; only its maker's own
erase, or a shredder, reaches those. So the room is also given back to the card (`fstrim`), which then may erase it.
"""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from provisioning.appliance.first_boot.machine import Machine, call, sync_folder

ORIGINAL: Final = "cmdline.txt.original"
"""What `provisioning/card` keeps of the card as it was flashed; it holds no secret."""
ONCE: Final = ("user-data", "network-config", "meta-data", "rpi-preseed.toml")
_FILLER: Final = "coup-de-pouce.fill"
_PART: Final = 1 << 20


def wipe(machine: Machine) -> None:
    """Leave nothing on the boot partition of what was written for the first boot. Raises OSError."""
    if machine.boot.is_mount():
        call("mount", "-o", "remount,rw", machine.boot)
    for path in _served(machine):
        _overwrite(path)
        path.unlink()
    for folder in sorted((one for one in machine.card.rglob("*") if one.is_dir()), reverse=True):
        folder.rmdir()
    if machine.boot.is_mount():  # never the root, which may be hundreds of gigabytes
        _fill(machine.boot / _FILLER)
    sync_folder(machine.boot)
    call("fstrim", machine.boot)


def _served(machine: Machine) -> Iterator[Path]:
    """The small ones first: they are the secrets."""
    card = sorted(path for path in machine.card.rglob("*") if path.is_file() and path.name != ORIGINAL)
    yield from (path for name in ONCE if (path := machine.boot / name).is_file())
    yield from sorted(card, key=lambda path: path.stat().st_size)


def _overwrite(path: Path) -> None:
    """Zeros over every cluster of a file, on the card before it is forgotten."""
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, _PART)))
        file.flush()
        os.fsync(file.fileno())


def _fill(path: Path) -> None:
    """Zeros over all free room: former versions of files, and what other programs rewrote, lie there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        for size in (_PART, 512):
            _write_until_full(handle, bytes(size))
        os.fsync(handle)
    finally:
        os.close(handle)
        path.unlink()


def _write_until_full(handle: int, part: bytes) -> None:
    try:
        while os.write(handle, part):
            pass
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EFBIG}:
            raise
