"""A file put in place whole: before the rename the old one counts, after it the new one, over a power cut too."""

import os
import shutil
from pathlib import Path

from kiosk.stick.report import Refusal, Why


def put(source: Path, target: Path) -> Refusal | None:
    """Have a copy of `source` at `target`; the refusal: nothing has changed."""
    fresh = target.with_name(f".{target.name}.fresh")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as read, fresh.open("wb") as written:
            shutil.copyfileobj(read, written)
        _to_disk(fresh, os.O_RDONLY)
        fresh.replace(target)
        _to_disk(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return Refusal(Why.DISK)
    return None


def settle(path: Path) -> None:
    """Have a file that was just written, and its name, outlive a power cut. Raises OSError."""
    _to_disk(path, os.O_RDONLY)
    _to_disk(path.parent, os.O_RDONLY | os.O_DIRECTORY)


def _to_disk(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
