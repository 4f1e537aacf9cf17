"""Folders mounted over each other: a cached root is read, and never changed."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.system import groups

_NUMBERS = count()


def cache() -> Path:
    """Where roots, and overlays over them, are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "coup-de-pouce"


@contextmanager
def overlay(*lower: Path) -> Iterator[Path]:
    """Mount folders over each other, the first on top; what is written stays in memory, beside it, and is lost."""
    _sweep()
    folder = _mounted() / f"kiosk-{os.getpid()}-{next(_NUMBERS)}"
    merged = folder / "root"
    merged.mkdir(parents=True)
    _mount("-t", "tmpfs", "-o", "mode=0755", "overlay", str(folder))
    try:
        for part in ("upper", "work", "root"):
            (folder / part).mkdir()
        shutil.copystat(lower[-1], folder / "upper")
        stacked = ":".join(map(str, lower))
        _mount("-t", "overlay", "-o", f"lowerdir={stacked},upperdir={folder}/upper,workdir={folder}/work", "o", merged)
        yield merged
    finally:
        _unmount(folder)


def _mount(*words: str | Path) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def _unmount(folder: Path) -> None:
    """Its overlay and then itself, and the folder."""
    for mounted in (folder / "root", folder):
        if mounted.is_mount():
            subprocess.run(["umount", "--recursive", mounted], check=True, capture_output=True)
    shutil.rmtree(folder)


def _mounted() -> Path:
    return cache() / "mounted"


def _sweep() -> None:
    """Clear what a run left that was killed itself."""
    for left in _mounted().glob("kiosk-*"):
        owner = re.search(r"-(\d+)-", left.name)
        if owner and not Path(f"/proc/{owner[1]}").exists():
            for group in groups.made(left.name):
                groups.kill(group)
                groups.remove(group)
            _unmount(left)
