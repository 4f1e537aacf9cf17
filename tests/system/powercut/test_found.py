"""The judge: it sees what is lost, what is corrupt, and what was counted in part."""

from contextlib import closing
from pathlib import Path

from benchmarks.usage_store import DAY, some_visit
from kiosk.usage.counters import rows_of
from kiosk.usage.store import FILE_NAME, Store
from tests.system.powercut.counting import Counting
from tests.system.powercut.found import Tally
from tests.system.powercut.life import Found
from tests.system.powercut.mark import Mark
from tests.system.powercut.nights import night, opened


def found_in(folder: Path) -> Found:
    return Counting().found(folder, Mark(), {}, Counting.modes[0])


def counted(folder: Path, visits: int) -> Store:
    store = Store.open(folder / FILE_NAME)
    for number in range(visits):
        store.add(rows_of(some_visit(number), DAY))
    return store


def test_all_visits_are_found_and_one_more_is_counted(tmp_path: Path) -> None:
    counted(tmp_path, 5).close()
    assert found_in(tmp_path) == Found(5)
    assert found_in(tmp_path) == Found(6)


def test_nothing_counted_yet_is_well(tmp_path: Path) -> None:
    assert found_in(tmp_path) == Found(0)


def test_a_visit_that_was_counted_in_part_is_corrupt(tmp_path: Path) -> None:
    store = counted(tmp_path, 5)
    store.connection.execute("UPDATE counts SET n = n + 1 WHERE event = 'visits'")
    store.close()
    assert "in part" in found_in(tmp_path).corrupt


def test_nights_are_found(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as state:
        assert [night(state), night(state)] == [1, 2]
    assert found_in(tmp_path) == Found(0, 2)


def test_a_night_that_lost_what_it_chose_is_corrupt(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as state:
        night(state)
        state._db.execute("DELETE FROM choices")
    assert "without an earlier one" in found_in(tmp_path).corrupt


def test_a_damaged_page_is_corrupt(tmp_path: Path) -> None:
    counted(tmp_path, 5).close()
    file = tmp_path / FILE_NAME
    whole = file.read_bytes()
    file.write_bytes(whole[:200] + b"\xff" * (len(whole) - 200))
    assert found_in(tmp_path).corrupt


def test_the_tally_says_what_was_lost() -> None:
    tally = Tally()
    for found in (Found(10, 3), Found(11, 4), Found(8, 3), Found(12, 2), Found(corrupt="malformed")):
        tally.add(Mark(10, 3), found)
    assert tally == Tally(crashes=5, acknowledged=50, losing=1, lost=2, nights_lost=1, corrupt=1, too_many=1)
