"""Copies plain files from a stick, whatever else pretends to be one.

Every folder on the way is opened in the one before and no link is followed, so that nothing outside of the stick can be
reached. Nothing that would make a reader wait (a pipe, a device) is ever read.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from kiosk.stick.layout import Shelf
from kiosk.stick.report import Refusal, Why

KEPT_FREE: Final = 100_000_000
"""Bytes of the kiosk's disk that an import leaves free."""
MOST_NAMES: Final = 20_000
"""In one folder, wanted or not."""
_LONGEST_NAME: Final = 120
_SHOWN: Final = 32
_BLOCK: Final = 1 << 20
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_FOLDER: Final = _FILE | os.O_DIRECTORY
_LINKS: Final = (errno.ELOOP, errno.EMLINK)
"""What opening a link is answered, on Linux and elsewhere."""


@contextmanager
def opened(root: Path, parts: Sequence[str]) -> Iterator[int]:
    """A folder under `root` as a descriptor. Raises OSError: it is not there, or is a link."""
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts:
            below = os.open(part, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = below
        yield descriptor
    finally:
        os.close(descriptor)


def copied(root: Path, shelf: Shelf, target: Path) -> tuple[Path, ...] | tuple[Refusal, ...]:
    """Copy what a shelf holds into the folder `target`: the copies, or why none of them counts. Empty: nothing there.

    Every bad file is named, so that all can be mended at once.
    """
    try:
        with opened(root, shelf.folder) as folder:
            names = _names(folder, shelf)
            if isinstance(names, Refusal):
                return (names,)
            results = tuple(_copied(folder, name, target, shelf.largest) for name in names)
    except (FileNotFoundError, NotADirectoryError):
        return () if _stands(root) else (Refusal(Why.GONE),)
    except OSError as error:
        link = error.errno in _LINKS
        return (Refusal(Why.LINK if link else Why.GONE, shelf.folder[-1]),)
    refused = tuple(one for one in results if isinstance(one, Refusal))
    return refused or tuple(one for one in results if isinstance(one, Path))


def holds(root: Path, folder: Sequence[str], ending: str) -> bool:
    """Whether a folder of the stick has a name that ends so; what it names is not looked at."""
    try:
        with opened(root, folder) as descriptor, os.scandir(descriptor) as entries:
            names = [entry.name for entry in islice(entries, MOST_NAMES)]
    except OSError:
        return False
    return any(name.endswith(ending) and not name.startswith(".") for name in names)


def shown(name: str) -> str:
    """A file's name as a screen can show it: signs that are no letters of ours become "?"; long ones are cut."""
    plain = "".join(one if one.isprintable() and ord(one) < 0x250 else "?" for one in name)  # noqa: PLR2004
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 13]}…{plain[-12:]}"


def _stands(root: Path) -> bool:
    try:
        return root.is_dir()
    except OSError:
        return False


def _names(folder: int, shelf: Shelf) -> list[str] | Refusal:
    with os.scandir(folder) as entries:
        names = [entry.name for entry in islice(entries, MOST_NAMES + 1)]
    wanted = sorted(name for name in names if shelf.wants(name))
    if len(names) > MOST_NAMES or len(wanted) > shelf.most:
        return Refusal(Why.MANY, shelf.folder[-1])
    return wanted


def _copied(folder: int, name: str, target: Path, largest: int) -> Path | Refusal:
    if not name.isprintable() or len(name.encode(errors="replace")) > _LONGEST_NAME:
        return Refusal(Why.STRANGE_NAME, shown(name))
    try:
        descriptor = os.open(name, _FILE, dir_fd=folder)
    except OSError as error:
        return Refusal(Why.LINK if error.errno in _LINKS else Why.GONE, shown(name))
    try:
        why = _unfit(descriptor, target, largest) or _pour(descriptor, target / name, largest)
    finally:
        os.close(descriptor)
    return Refusal(why, shown(name)) if why else target / name


def _unfit(descriptor: int, target: Path, largest: int) -> Why | None:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        return Why.NO_FILE
    if found.st_size > largest:
        return Why.BIG
    return Why.ROOM if shutil.disk_usage(target).free < found.st_size + KEPT_FREE else None


def _pour(source: int, target: Path, largest: int) -> Why | None:
    """Copy at most `largest` bytes: a file may grow while it is read, and its size may lie."""
    try:
        kept = target.open("xb")
    except OSError:
        return Why.DISK
    with kept:
        left = largest
        while block := _block(source):
            left -= len(block)
            if left < 0:
                return Why.BIG
            try:
                kept.write(block)
            except OSError:
                return Why.ROOM
        return Why.GONE if block is None else None


def _block(source: int) -> bytes | None:
    """The next bytes, none at the end; None: the stick does not give them."""
    try:
        return os.read(source, _BLOCK)
    except OSError:
        return None
