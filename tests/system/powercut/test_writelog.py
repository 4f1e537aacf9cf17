import struct

import pytest

from tests.system.powercut.mark import Mark, marks
from tests.system.powercut.writelog import Entry, entries

SIZE = 512


def sector(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}Q", *numbers).ljust(SIZE, b"\0")


def a_log(number: int, *parts: bytes) -> bytes:
    return sector(0x6A736677736872, 1, number, SIZE) + b"".join(parts)


def test_writes_flushes_and_discards_are_read() -> None:
    log = a_log(
        4, sector(8, 2, 0, 0), b"a" * 2 * SIZE, sector(0, 0, 1, 0), sector(3, 1, 2, 0), b"b" * SIZE, sector(1, 4, 4, 0)
    )
    assert list(entries(log)) == [
        Entry(8 * SIZE, b"a" * 2 * SIZE),
        Entry(0, b"", flush=True),
        Entry(3 * SIZE, b"b" * SIZE, durable=True),
        Entry(SIZE, bytes(4 * SIZE)),
    ]


def test_what_the_superblock_does_not_count_is_left_out() -> None:
    log = a_log(1, sector(0, 0, 1, 0), sector(0, 0, 1, 0))
    assert len(list(entries(log))) == 1


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no log of writes"):
        list(entries(bytes(SIZE)))


def test_marks_are_found_where_they_were_written() -> None:
    told = struct.pack("<16sQQ", b"acknowledged", 7, 2).ljust(SIZE, b"\0")
    log = [Entry(0, told), Entry(SIZE, told), Entry(SIZE, b"x" * SIZE), Entry(0, b"", flush=True)]
    assert marks(log, SIZE) == {2: Mark(7, 2)}
