from random import Random

from tests.system.powercut.model import SECTOR, Disk, moments
from tests.system.powercut.writelog import Entry

BLOCK = 4 * SECTOR
START = b"o" * 2 * BLOCK
FLUSH = Entry(0, b"", flush=True)


def after(*log: Entry, cuts: int = 200) -> set[bytes]:
    """All that was found on the disk, by many chances, when the power went after the whole log."""
    return {Disk(START, log).cut(len(log), Random(seed)) for seed in range(cuts)}


def blocks(first: bytes, second: bytes) -> bytes:
    return first * BLOCK + second * BLOCK


def test_what_was_flushed_is_there() -> None:
    assert after(Entry(0, b"a" * BLOCK), FLUSH) == {blocks(b"a", b"o")}


def test_what_was_its_own_flush_is_there() -> None:
    assert after(Entry(BLOCK, b"a" * BLOCK, durable=True)) == {blocks(b"o", b"a")}


def test_what_was_not_flushed_is_there_or_not_or_in_part() -> None:
    parts = {b"a" * part * SECTOR + b"o" * (8 - part) * SECTOR for part in range(5)}
    assert after(FLUSH, Entry(0, b"a" * BLOCK)) == parts


def test_a_later_write_may_be_there_without_an_earlier_one() -> None:
    found = after(Entry(0, b"a" * BLOCK), Entry(BLOCK, b"b" * BLOCK))
    assert {blocks(b"o", b"b"), blocks(b"a", b"o"), blocks(b"a", b"b"), START} <= found


def test_each_cut_is_of_one_life_of_the_disk() -> None:
    log = [Entry(0, b"a" * BLOCK), FLUSH, Entry(0, b"b" * BLOCK), Entry(BLOCK, b"c" * BLOCK), FLUSH]
    disk, chance = Disk(START, log), Random(1)
    assert disk.cut(2, chance) == blocks(b"a", b"o")
    disk.cut(4, chance)
    assert disk.cut(5, chance) == blocks(b"b", b"c")


def test_moments_come_in_order_and_fall_everywhere() -> None:
    log = [FLUSH] * 20
    found = list(moments(log, [18, 19], 300, Random(1)))
    assert found == sorted(found)
    assert set(found) == set(range(21))
