"""Writes one new file on the stick: whole and on the stick for good, or not at all. Nothing there is overwritten."""

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Final

from kiosk.stick.media import Media
from kiosk.stick.reading import opened

_MOST: Final = 1000
"""Files of one beginning and ending in a folder."""


class SaveState(Enum):
    """How it ended."""

    SAVED = "saved"
    NO_STICK = "no_stick"
    FULL = "full"
    READ_ONLY = "read_only"
    GONE = "gone"
    """Pulled out, or damaged."""


_STATES: Final = {
    errno.ENOSPC: SaveState.FULL,
    errno.EDQUOT: SaveState.FULL,
    errno.EFBIG: SaveState.FULL,
    errno.EROFS: SaveState.READ_ONLY,
    errno.EACCES: SaveState.READ_ONLY,
    errno.EPERM: SaveState.READ_ONLY,
}


@dataclass(frozen=True, slots=True)
class Saved:
    """`name` of the new file, where there is one."""

    state: SaveState
    name: str = ""


def save(media: Media, folder: Sequence[str], beginning: str, content: bytes, ending: str = ".zip") -> Saved:
    """Write `content` as `beginning-1.zip`, or the next number, into a folder of the stick."""
    root = media.folder()
    if root is None:
        return Saved(SaveState.NO_STICK)
    try:
        for depth, part in enumerate(folder):
            with opened(root, folder[:depth]) as above, suppress(FileExistsError):
                os.mkdir(part, dir_fd=above)
        with opened(root, folder) as at:
            return Saved(SaveState.SAVED, _write(at, beginning, ending, content))
    except OSError as error:
        return Saved(_STATES.get(error.errno or 0, SaveState.GONE))


def _write(folder: int, beginning: str, ending: str, content: bytes) -> str:
    name, descriptor = _new(folder, beginning, ending)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.fsync(folder)
    except OSError:
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)
        raise
    return name


def _new(folder: int, beginning: str, ending: str) -> tuple[str, int]:
    for number in count(1):
        name = f"{beginning}-{number}{ending}"
        with suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            return name, os.open(name, flags, 0o644, dir_fd=folder)
        if number >= _MOST:
            break
    raise OSError(errno.ENOSPC, Path(beginning).name)
