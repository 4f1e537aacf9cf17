"""A file that takes the place of another, whole and durable, or not at all."""

import os
from pathlib import Path


def put(fresh: Path, target: Path) -> None:
    """Let `fresh`, just written in the same folder, take the place of `target`. Raises OSError."""
    _fsync(fresh, os.O_RDONLY)
    fresh.replace(target)
    _fsync(target.parent, os.O_RDONLY | os.O_DIRECTORY)


def _fsync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
