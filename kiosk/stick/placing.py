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
            written.flush()
            os.fsync(written.fileno())
        fresh.replace(target)
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError:
        return Refusal(Why.DISK)
    return None
