"""The log of a block device's writes, as QEMU's `blklogwrites` keeps it: the format of Linux's dm-log-writes.

A sector for the superblock; then for each request a sector with its header, and what was written. A request stands in
the log when the device has answered it, so that what comes before a flush was covered by it.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_MAGIC = 0x6A736677736872
_SUPER = struct.Struct("<QQQI")
"""Magic, version, number of entries, bytes a sector."""
_ENTRY = struct.Struct("<QQQQ")
"""First sector, number of sectors, flags, length of a mark's text."""
_FLUSH, _FUA, _DISCARD = 1, 2, 4


Buffer = bytes | memoryview


class Entry(NamedTuple):
    """A request: bytes written from `offset` on (both in bytes), a flush, or a write that was its own flush."""

    offset: int
    data: Buffer
    flush: bool = False
    durable: bool = False


def sector_size(log: Buffer) -> int:
    """Bytes a sector. Raises ValueError for what is no log."""
    magic, version, _, size = _SUPER.unpack_from(log)
    if (magic, version) != (_MAGIC, 1):
        raise ValueError(f"no log of writes: magic {magic:x}, version {version}")
    return int(size)


def entries(log: Buffer) -> Iterator[Entry]:
    """All that were written down when the log was closed, in order."""
    size, number, at = sector_size(log), _SUPER.unpack_from(log)[2], 0
    for _ in range(number):
        at += size
        sector, sectors, flags, _ = _ENTRY.unpack_from(log, at)
        data: Buffer = b""
        if flags & _DISCARD:
            data = bytes(sectors * size)
        elif sectors:
            data = log[at + size : at + size * (1 + sectors)]
            at += size * sectors
        yield Entry(sector * size, data, bool(flags & _FLUSH), bool(flags & _FUA))
