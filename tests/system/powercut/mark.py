"""Marks in the log of a disk: how much had been acknowledged by then.

A mark is written to the disk itself, past the kernel's cache (O_DIRECT), after the acknowledgement and before the next
act: what stands before it in the log is all that the acknowledgement could rest on.
"""

import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from mmap import PAGESIZE, mmap
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.system.powercut.writelog import Entry

_FORM = struct.Struct("<16sQQ")
_NAME = b"acknowledged"


class Mark(NamedTuple):
    """Acts, and nights of the sync, that were said to be on disk."""

    acts: int = 0
    nights: int = 0


class Marker(Protocol):
    """Writes a mark; back when it stands in the log."""

    def __call__(self, mark: Mark) -> None: ...


@contextmanager
def marking(disk: Path, offset: int) -> Iterator[Marker]:
    """Write marks at this place of a disk, both multiples of a page."""
    file = os.open(disk, os.O_WRONLY | os.O_DIRECT)
    page = mmap(-1, PAGESIZE)

    def write(mark: Mark) -> None:
        page[: _FORM.size] = _FORM.pack(_NAME, *mark)
        if os.pwrite(file, page, offset) != PAGESIZE:
            raise OSError("half a mark was written")

    try:
        yield write
    finally:
        os.close(file)


def marks(log: Sequence[Entry], offset: int) -> dict[int, Mark]:
    """Where marks stand in the log, and what they say: with so many entries written, so much was acknowledged."""
    return {
        at: Mark(*_FORM.unpack_from(entry.data)[1:])
        for at, entry in enumerate(log, start=1)
        if entry.offset == offset and bytes(entry.data[: len(_NAME)]) == _NAME
    }
