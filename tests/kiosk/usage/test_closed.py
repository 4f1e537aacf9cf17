"""The last closed week as visitors may see it: from a real file, at any clock, in any state of the file."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from kiosk.events import Outcome
from kiosk.figures import Cell, Figures, NoFigures, Week
from kiosk.ids import JourneyId
from kiosk.usage.closed import counts_for_staff, last_closed_week
from kiosk.usage.counters import Counter, Row, rows_of
from kiosk.usage.period import Bucket, Period
from kiosk.usage.store import Store
from tests.kiosk.usage.hand import ZONE, HandClock, visit

EARLIER = date(2026, 11, 11)
LAST = date(2026, 11, 18)
TODAY = date(2026, 11, 23)
COMMUNE = JourneyId("commune_identite")


def count(path: Path, when: date | Bucket, outcome: Outcome, times: int, minutes: int = 4) -> None:
    """The same visit several times, in the file."""
    path.parent.mkdir(exist_ok=True)
    store = Store.open(path)
    for _ in range(times):
        store.add(rows_of(visit(outcome=outcome, minutes=minutes), when))
    store.close()


def test_of_two_weeks_the_one_that_is_over(path: Path, clock: HandClock) -> None:
    count(path, LAST, Outcome.BOOKED, 12)
    count(path, LAST, Outcome.PHONE, 4)
    count(path, TODAY, Outcome.COUNTER, 30)
    cells = (Cell(COMMUNE, "booked", 12), Cell(COMMUNE, "phone", None))
    week = Week(Period("2026-W47"), 65, cells)
    assert last_closed_week(path, ZONE, clock) == Figures(week, date(2026, 11, 16))


def test_a_quiet_week_is_passed_over(path: Path, clock: HandClock) -> None:
    count(path, EARLIER, Outcome.BOOKED, 5)
    shown = last_closed_week(path, ZONE, clock)
    assert isinstance(shown, Figures)
    assert shown.monday == date(2026, 11, 9)


def test_nothing_is_closed_on_the_first_sunday(path: Path, clock: HandClock) -> None:
    count(path, LAST, Outcome.BOOKED, 12)
    clock.booted_at -= 24 * 3600
    assert last_closed_week(path, ZONE, clock) is NoFigures.NOT_YET


def test_without_a_trusted_clock_a_week_before_the_newest_and_no_day(path: Path, clock: HandClock) -> None:
    count(path, EARLIER, Outcome.BOOKED, 7)
    count(path, LAST, Outcome.PHONE, 9)
    count(path, Bucket(clock.boot, 0), Outcome.COUNTER, 8)
    clock.trusted = False
    shown = last_closed_week(path, ZONE, clock)
    assert isinstance(shown, Figures)
    assert (shown.week.period, shown.monday) == ("2026-W46", None)
    assert shown.week.cells == (Cell(COMMUNE, "booked", 7),)


def test_without_a_trusted_clock_the_only_week_may_still_run(path: Path, clock: HandClock) -> None:
    count(path, LAST, Outcome.PHONE, 9)
    clock.trusted = False
    assert last_closed_week(path, ZONE, clock) is NoFigures.NOT_YET


@pytest.mark.parametrize("trusted", [True, False])
def test_no_file_yet(path: Path, clock: HandClock, *, trusted: bool) -> None:
    clock.trusted = trusted
    assert last_closed_week(path, ZONE, clock) is NoFigures.NOT_YET


def test_a_damaged_file(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "usage.db").write_bytes(b"damaged " * 600)
    assert last_closed_week(tmp_path / "usage.db", ZONE, clock) is NoFigures.UNREADABLE


def test_a_folder_in_the_place_of_the_file(tmp_path: Path, clock: HandClock) -> None:
    assert last_closed_week(tmp_path, ZONE, clock) is NoFigures.UNREADABLE


def test_a_name_that_no_disk_takes(tmp_path: Path, clock: HandClock) -> None:
    assert last_closed_week(tmp_path / ("x" * 300), ZONE, clock) is NoFigures.UNREADABLE


@pytest.mark.parametrize("trusted", [True, False])
def test_a_week_that_no_calendar_knows(path: Path, clock: HandClock, *, trusted: bool) -> None:
    path.parent.mkdir()
    store = Store.open(path)
    store.add({Row(Period("2025-W99"), Counter.OUTCOMES, COMMUNE, outcome="booked"): 9})
    store.close()
    clock.trusted = trusted
    assert last_closed_week(path, ZONE, clock) is NoFigures.UNREADABLE


def test_reading_leaves_the_file_as_it_is(path: Path, clock: HandClock) -> None:
    count(path, LAST, Outcome.BOOKED, 12)
    before = path.read_bytes()
    last_closed_week(path, ZONE, clock)
    assert path.read_bytes() == before
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM counts WHERE event = 'outcomes'").fetchone() == (1,)
    db.close()


def test_staff_read_the_visits_of_today_in_all(path: Path, clock: HandClock) -> None:
    count(path, LAST, Outcome.BOOKED, 12)
    count(path, TODAY, Outcome.COUNTER, 3)
    count(path, TODAY, Outcome.PHONE, 1)
    found = counts_for_staff(path, ZONE, clock)
    assert found.today == 4
    assert isinstance(found.week, Figures)
    assert found.week.week.period == Period("2026-W47")


def test_staff_read_of_no_today_while_the_clock_is_not_trusted(path: Path) -> None:
    count(path, TODAY, Outcome.COUNTER, 3)
    assert counts_for_staff(path, ZONE, HandClock(trusted=False)).today is None
