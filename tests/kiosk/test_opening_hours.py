"""When the house is open: by weekday, on the clock on the wall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.opening_hours import DAY_MINUTES, USUAL_WEEK, Doors, OpeningHours, Span, doors

HERE = ZoneInfo("Europe/Brussels")
NIGHT = OpeningHours((Span(8 * 60, 18 * 60),) * 7)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        ("2026-11-23T07:59", Doors.ASLEEP),
        ("2026-11-23T08:00", Doors.OPEN),
        ("2026-11-23T17:59", Doors.OPEN),
        ("2026-11-23T18:00", Doors.ASLEEP),
        ("2026-11-28T12:00", Doors.ASLEEP),  # a Saturday
    ],
)
def test_the_usual_week(moment: str, stands: Doors) -> None:
    assert doors(at(moment), USUAL_WEEK, trusted=True) is stands


def test_without_hours_or_without_a_clock_nobody_sleeps() -> None:
    assert doors(at("2026-11-23T03:00"), None, trusted=True) is Doors.OPEN
    assert doors(at("2026-11-23T03:00"), USUAL_WEEK, trusted=False) is Doors.OPEN


@pytest.mark.parametrize("day", ["2027-03-28", "2026-10-25"])
def test_the_night_on_which_the_hour_jumps(day: str) -> None:
    """Minute by minute over the two days, in the world's own time: it opens once, at 8, and closes once, at 18."""
    begin = at(f"{day}T00:00").astimezone(UTC)
    local = [(begin + timedelta(minutes=minute)).astimezone(HERE) for minute in range(40 * 60)]
    stood = [doors(moment, NIGHT, trusted=True) for moment in local]
    turns = [
        (now.strftime("%a %H:%M"), new.value)
        for now, old, new in zip(local[1:], stood, stood[1:], strict=False)
        if new is not old
    ]
    assert turns == [("Sun 08:00", "open"), ("Sun 18:00", "asleep"), ("Mon 08:00", "open")]


def test_hours_that_begin_in_the_hour_that_is_not_there() -> None:
    week = OpeningHours((Span(2 * 60 + 30, 12 * 60),) * 7)
    before, after = (
        datetime(2027, 3, 28, hour, minute, tzinfo=UTC).astimezone(HERE) for hour, minute in ((0, 59), (1, 0))
    )
    assert (before.hour, after.hour) == (1, 3)
    assert doors(before, week, trusted=True) is Doors.ASLEEP
    assert doors(after, week, trusted=True) is Doors.OPEN


def test_what_is_kept_is_read_again() -> None:
    assert OpeningHours.kept(USUAL_WEEK.text()) == USUAL_WEEK
    closed = OpeningHours((None,) * 7)
    assert OpeningHours.kept(closed.text()) == closed


@pytest.mark.parametrize("text", ["", "null", "[]", "{", "[[1, 2]]", "[[9,1],0,0,0,0,0,0]", '["a",0,0,0,0,0,0]', "5"])
def test_a_text_that_nobody_wrote_so_is_no_hours(text: str) -> None:
    assert OpeningHours.kept(text) is None


def test_steps_stay_within_the_day_and_a_day_stays_open() -> None:
    span = Span(8 * 60, 9 * 60)
    assert span.opening(-600) == Span(0, 540)
    assert span.opening(60) == Span(525, 540)
    assert span.closing(-60) == Span(480, 495)
    assert span.closing(20 * 60) == Span(480, DAY_MINUTES)
    assert doors(at("2026-11-23T23:59"), OpeningHours((Span(0, DAY_MINUTES),) * 7), trusted=True) is Doors.OPEN


@pytest.mark.parametrize(("opens", "closes"), [(60, 60), (61, 60), (-1, 60), (0, DAY_MINUTES + 1)])
def test_hours_that_make_no_sense_are_a_bug(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match=str(closes)):
        Span(opens, closes)
