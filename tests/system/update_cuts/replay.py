"""A card too large for memory, as a cut of its power leaves it."""

import mmap
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.system.powercut.model import last_flush, surviving
from tests.system.powercut.writelog import Buffer, Entry, entries
from tests.system.update_cuts.card import layered, shown


def read(log: Path) -> tuple[Entry, ...]:
    """All that was written to a card; what was written stays in the file."""
    with log.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return tuple(entries(memoryview(whole)))


class Replay:
    """The card as its log is replayed; cut it at ever later moments."""

    def __init__(self, before: Path, log: Sequence[Entry], folder: Path, size: int) -> None:
        """`before`: the card before the first entry, of `size` bytes; a copy of it is made in `folder`."""
        self._kept, self._folder = folder / "kept", folder
        subprocess.run(["qemu-img", "convert", "-O", "raw", str(before), str(self._kept)], check=True)
        os.truncate(self._kept, size)
        self._log, self._size, self._at = log, size, 0

    @contextmanager
    def cut(self, at: int, chance: Random) -> Iterator[Path]:
        """Give the card after `at` entries, as a layer that nobody has opened; what is done to it is lost."""
        flushed = last_flush(self._log, self._at, at)
        with self._kept.open("r+b") as kept:
            for entry in self._log[self._at : flushed]:
                _write(kept.fileno(), entry.offset, entry.data)
        self._at = flushed
        layer = self._folder / "cut"
        layered(self._kept, "raw", layer, self._size)
        with shown(layer, self._folder) as file, file.open("r+b") as disk:
            for offset, data in surviving(self._log[flushed:at], chance):
                _write(disk.fileno(), offset, data)
        yield layer
        layer.unlink()


def _write(file: int, offset: int, data: Buffer) -> None:
    while data:
        done = os.pwrite(file, data, offset)
        data, offset = data[done:], offset + done
