"""What a disk holds after the power was cut: the model.

- A disk keeps what it was told before a flush that it has answered, and a write that asked to be its own flush.
- Of each other write it keeps, by chance, all, nothing, or a part: the first of its sectors of 512 bytes. So a later
  write may be there without an earlier one.
- A sector is never torn, and nothing changes that was not written.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from tests.system.powercut.writelog import Buffer, Entry

SECTOR = 512


class Disk:
    """The content of a disk as a log of its writes is replayed; cut it at ever later moments."""

    def __init__(self, start: bytes, log: Sequence[Entry]) -> None:
        """`start`: its bytes before the first entry of the log."""
        self._kept = bytearray(start)
        self._log = log
        self._at = 0

    def cut(self, at: int, chance: Random) -> bytes:
        """Its bytes when the power goes after `at` entries of the log: never fewer than at the last cut."""
        flushed = last_flush(self._log, self._at, at)
        for entry in self._log[self._at : flushed]:
            _write(self._kept, entry.offset, entry.data)
        self._at = flushed
        left = bytearray(self._kept)
        for offset, data in surviving(self._log[flushed:at], chance):
            _write(left, offset, data)
        return bytes(left)


def last_flush(log: Sequence[Entry], since: int, at: int) -> int:
    """How many entries a flush covers, when the power goes after `at` of them; `since`: those known to be covered."""
    return next((index for index in range(at - 1, since - 1, -1) if log[index].flush), since)


def surviving(log: Sequence[Entry], chance: Random) -> Iterator[tuple[int, Buffer]]:
    """What is there of entries that no flush has covered: offsets and bytes."""
    for entry in log:
        yield entry.offset, entry.data[: _survives(entry, chance)]


def moments(log: Sequence[Entry], marks: Sequence[int], number: int, chance: Random) -> Iterator[int]:
    """So many random moments, in order; each a number of entries that were written before.

    One half are spread over what was written, so over the making of the file too; the other half over `marks`, which
    are places in the log: over time, as a kiosk lives, where the power goes while nothing is written.
    """
    edges = [0, *marks, len(log)]
    spans = [(0, len(log)), *pairwise(edges)]
    weights = [len(spans) - 1, *(1 for _ in spans[1:])]
    yield from sorted(chance.randint(*span) for span in chance.choices(spans, weights, k=number))


def _survives(entry: Entry, chance: Random) -> int:
    """Bytes of an entry that no flush has covered."""
    whole = len(entry.data)
    if entry.durable:
        return whole
    return chance.choice((0, whole, chance.randint(0, whole // SECTOR) * SECTOR))


def _write(disk: bytearray, offset: int, data: Buffer) -> None:
    disk[offset : offset + len(data)] = data
