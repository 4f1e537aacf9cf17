"""Changes of the disk that a power cut leaves undone or done, never in between."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Final, TextIO

TEMPORARY: Final = ".new-"
"""How the names of files begin that a cut may leave behind."""
_LOOK_SECONDS: Final = 1.0


def write(path: Path, body: bytes, mode: int = 0o644) -> None:
    """Let `path` hold `body`: whole and on the disk once this returns. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def link(path: Path, target: str) -> None:
    """Let the symbolic link `path` lead to `target`, from one instant to the next. Raises OSError."""
    new = path.parent / f"{TEMPORARY}{path.name}"
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(path)
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Let the file `path` not be there; the disk knows it once this returns."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` written to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_everything() -> None:
    """Have all that was written, anywhere, on the disk: thousands of files one by one take a card ten times as long."""
    os.sync()


def free_bytes(folder: Path) -> int:
    """What is left for whoever is not root, so that what root writes leaves the kiosk room for its counts."""
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize


@contextmanager
def alone(lock: Path, patience: float = 0.0) -> Iterator[bool]:
    """Say whether nobody else holds `lock`, within so many seconds; it ends with the process, however that ends."""
    with lock.open("w", encoding="ascii") as file:
        end = time.monotonic() + patience
        while not (held := _held(file)) and time.monotonic() < end:
            pause(_LOOK_SECONDS)
        yield held


def _held(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def pause(seconds: float) -> None:
    """Let so many go by."""
    Event().wait(seconds)
