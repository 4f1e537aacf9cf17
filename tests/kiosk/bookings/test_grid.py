"""Opening hours to cells, on the days when the wall clock changes too, and whatever the machine's own zone."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bookings.closures import public_holidays
from kiosk.bookings.grid import Cell, cells, day_of, split, whole_days
from kiosk.settings import OpeningHours

BRUSSELS = ZoneInfo("Europe/Brussels")
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


@pytest.fixture(params=["UTC", "Europe/Brussels", "America/New_York"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine's own zone, which must not matter."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def walls(day: date, *parts: str, minutes: int = 30) -> list[str]:
    hours = OpeningHours(**{f"{day:%A}".lower(): parts})
    return [f"{cell.start.astimezone(BRUSSELS):%H:%M}" for cell in cells(hours, minutes, BRUSSELS, (day, day))]


@pytest.mark.usefixtures("machine_zone")
def test_an_hour_that_does_not_exist_is_skipped() -> None:
    assert walls(SPRING, "00:30-04:30") == ["00:30", "01:00", "03:00", "03:30", "04:00"]
    assert walls(SPRING, "02:30-03:30") == ["03:00"]


@pytest.mark.usefixtures("machine_zone")
def test_an_hour_shown_twice_is_never_offered() -> None:
    assert walls(AUTUMN, "01:00-04:00") == ["01:00", "01:30", "03:00", "03:30"]


@pytest.mark.usefixtures("machine_zone")
def test_hours_are_those_of_the_sites_wall() -> None:
    summer, winter = date(2026, 7, 6), date(2026, 11, 23)
    for day, hour in ((summer, 7), (winter, 8)):
        (cell,) = cells(OpeningHours(monday=("09:00-09:30",)), 30, BRUSSELS, (day, day))
        assert cell == Cell(
            datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
            datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC),
        )


def test_a_rest_too_short_for_a_cell_is_left() -> None:
    assert walls(date(2026, 11, 23), "09:00-10:10", "13:30-13:59") == ["09:00", "09:30"]


def test_closed_days_have_no_cells() -> None:
    week = date(2026, 11, 23), date(2026, 12, 6)
    hours = OpeningHours(monday=("09:00-10:00",))
    found = list(cells(hours, 60, BRUSSELS, week, frozenset({date(2026, 11, 23)})))
    assert [day_of(cell.start, BRUSSELS) for cell in found] == [date(2026, 11, 30)]


def test_whole_days_of_a_changing_clock() -> None:
    spans = [whole_days((day, day), BRUSSELS) for day in (SPRING, AUTUMN)]
    assert [span.end - span.start for span in spans] == [timedelta(hours=23), timedelta(hours=25)]


def test_an_opening_is_split_but_for_hours_in_doubt() -> None:
    opening = Cell(datetime(2026, 10, 24, 23, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, 0, tzinfo=UTC))
    found = [f"{cell.start:%H:%M}" for cell in split(opening, 30, BRUSSELS)]
    assert found == ["23:00", "23:30", "02:00", "02:30"]


@given(
    day=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    minutes=st.integers(5, 120),
    start=st.integers(0, 22),
    length=st.integers(1, 60 * 24),
)
def test_cells_are_whole_apart_and_said_without_doubt(day: date, minutes: int, start: int, length: int) -> None:
    end = min(start * 60 + length, 24 * 60 - 1)
    part = f"{start:02}:00-{end // 60:02}:{end % 60:02}"
    found = list(cells(OpeningHours(**{f"{day:%A}".lower(): (part,)}), minutes, BRUSSELS, (day, day)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    for cell in found:
        wall = cell.start.astimezone(BRUSSELS)
        assert cell.end - cell.start == timedelta(minutes=minutes)
        assert wall.date() == day
        assert wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset()


def test_belgian_holidays_legal_in_wallonia() -> None:
    legal = {"01-01", "03-29", "05-01", "05-06", "05-17", "07-21", "08-15", "11-01", "11-11", "12-25"}
    found = {f"{day:%m-%d}" for day in public_holidays(2027)}
    assert legal <= found
    assert all(date.fromisoformat(f"2027-{day}").weekday() == 6 for day in found - legal)  # two Sundays
