"""Days, ISO weeks and boot buckets."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.usage.period import (
    UNDATED,
    Bucket,
    Period,
    day_of,
    day_period,
    is_closed_week,
    is_week,
    monday,
    week_period,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
ZONES = st.sampled_from([BRUSSELS, ZoneInfo("UTC"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Kiritimati")])
DAYS = st.dates(date(2026, 1, 1), date(2060, 12, 31))
UNIX = st.integers(1_793_491_200, 2_900_000_000)


def unix(text: str) -> float:
    """An instant written with its offset, in Unix seconds."""
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("instant", "day", "week"),
    [
        ("2026-11-22T23:59:59+01:00", "2026-11-22", "2026-W47"),
        ("2026-11-23T00:00:00+01:00", "2026-11-23", "2026-W48"),
        ("2026-12-31T23:30:00+01:00", "2026-12-31", "2026-W53"),
        ("2027-01-01T00:30:00+01:00", "2027-01-01", "2026-W53"),
        ("2027-01-03T23:59:59+01:00", "2027-01-03", "2026-W53"),
        ("2027-01-04T00:00:00+01:00", "2027-01-04", "2027-W01"),
        ("2024-12-30T08:00:00+01:00", "2024-12-30", "2025-W01"),
        # Belgium is two hours ahead in summer: 22:30 UTC is the next day already.
        ("2027-07-04T22:30:00+00:00", "2027-07-05", "2027-W27"),
        # The day on which summer begins, and the one on which it ends: 23 and 25 hours long.
        ("2027-03-27T23:00:00+00:00", "2027-03-28", "2027-W12"),
        ("2027-03-28T21:59:59+00:00", "2027-03-28", "2027-W12"),
        ("2027-03-28T22:00:00+00:00", "2027-03-29", "2027-W13"),
        ("2027-10-30T22:00:00+00:00", "2027-10-31", "2027-W43"),
        ("2027-10-31T22:59:59+00:00", "2027-10-31", "2027-W43"),
        ("2027-10-31T23:00:00+00:00", "2027-11-01", "2027-W44"),
    ],
)
def test_day_and_week_are_those_of_the_site(instant: str, day: str, week: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for machine_zone in ("UTC", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", machine_zone)
        local = day_of(unix(instant), BRUSSELS)
        assert day_period(local) == day
        assert week_period(local) == week


def test_a_site_in_utc_keeps_its_own_day() -> None:
    assert day_of(unix("2026-11-22T23:30:00+00:00"), ZoneInfo("UTC")) == date(2026, 11, 22)
    assert day_of(unix("2026-11-22T23:30:00+00:00"), BRUSSELS) == date(2026, 11, 23)


def test_a_week_is_closed_from_the_monday_after() -> None:
    week = Period("2026-W53")
    assert not is_closed_week(week, date(2026, 12, 28))
    assert not is_closed_week(week, date(2027, 1, 3))
    assert is_closed_week(week, date(2027, 1, 4))


@pytest.mark.parametrize("period", ["2026-11-23", str(UNDATED), Bucket("b-oo-t", 3).period])
def test_only_a_week_is_a_week(period: str) -> None:
    assert not is_week(Period(period))
    assert not is_closed_week(Period(period), date(2059, 1, 1))


@given(DAYS)
def test_a_week_has_seven_days_from_its_monday(day: date) -> None:
    first = monday(week_period(day))
    assert first.weekday() == 0
    assert first <= day < first + timedelta(days=7)
    assert {week_period(first + timedelta(days=n)) for n in range(7)} == {week_period(day)}
    assert is_week(week_period(day))


@given(DAYS, DAYS)
def test_weeks_sort_as_they_pass(one: date, other: date) -> None:
    assert (week_period(one) < week_period(other)) == (monday(week_period(one)) < monday(week_period(other)))


@given(UNIX, UNIX, ZONES)
def test_days_never_go_back(one: int, other: int, zone: ZoneInfo) -> None:
    earlier, later = sorted((one, other))
    assert day_of(earlier, zone) <= day_of(later, zone)


@given(UNIX, ZONES)
def test_a_day_is_what_a_wall_clock_there_shows(instant: int, zone: ZoneInfo) -> None:
    wall = datetime.fromtimestamp(instant, UTC).astimezone(zone)
    assert day_of(instant, zone) == wall.date()


@given(st.uuids(), st.floats(0, 3e8))
def test_a_bucket_is_read_back_as_it_was_written(boot: object, uptime: float) -> None:
    bucket = Bucket.at(str(boot), uptime)
    assert Bucket.parse(bucket.period) == bucket
    assert bucket.hour * 3600 <= uptime < (bucket.hour + 1) * 3600


@given(UNIX, st.floats(0, 3e7), ZONES)
def test_a_bucket_is_dated_wrong_by_half_an_hour_at_most(booted: int, uptime: float, zone: ZoneInfo) -> None:
    found = Bucket.at("boot", uptime).day(booted, zone)
    near = {day_of(booted + uptime + shift, zone) for shift in (-1800, 0, 1800)}
    assert found in near


@pytest.mark.parametrize("text", ["2026-11-23", "2026-W48", "undated", "boot:abc", "boot:abc:x"])
def test_another_period_is_no_bucket(text: str) -> None:
    assert Bucket.parse(Period(text)) is None
