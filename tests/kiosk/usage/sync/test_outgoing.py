"""What may leave: only what is over, small cells folded for good, and no number told twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import Period, week_period
from kiosk.usage.sync.outgoing import (
    LEAP,
    is_believable,
    is_over,
    is_recent,
    leaving,
    new_choices,
    over,
    owed,
    surely_today,
    wire_row,
)
from kiosk.usage.sync.outgoing import (
    SMALL as LEAST,
)
from tests.kiosk.usage.sync.bench import (
    BIG,
    MINUTES,
    SMALL,
    STEP,
    THIS_WEEK,
    TODAY,
    TODAYS,
    UNDATED,
    VISITS,
    WAITS,
)


def folded(row: Row) -> Row:
    return row._replace(journey=JourneyId("~"), step=StepId("~"), outcome="~")


def test_only_what_is_over_leaves() -> None:
    rows = dict.fromkeys((VISITS, BIG, MINUTES, UNDATED, TODAYS, THIS_WEEK, WAITS), 7)
    assert set(over(rows, TODAY)) == {VISITS, BIG, MINUTES, UNDATED}
    assert set(over(rows, date(2026, 11, 24))) == {VISITS, BIG, MINUTES, UNDATED, TODAYS}
    assert THIS_WEEK in over(rows, date(2026, 11, 30))


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3)])
def test_the_53rd_week_ends_with_its_sunday(day: date) -> None:
    assert not is_over(Period("2026-W53"), day)
    assert is_over(Period("2026-W53"), date(2027, 1, 4))


def test_small_cells_of_a_week_are_folded_and_days_are_not() -> None:
    totals = {BIG: 3, SMALL: 2, BIG._replace(outcome="left"): 1, STEP: 1, MINUTES: 1, VISITS: 1}
    found = leaving(totals, new_choices(totals, {}))
    assert found == {BIG: 3, folded(SMALL): 3, folded(STEP): 1, MINUTES: 1, VISITS: 1}


def test_a_folded_cell_stays_folded_and_a_named_one_named() -> None:
    choices = new_choices({BIG: 3, SMALL: 2}, {})
    assert new_choices({BIG: 1, SMALL: 9}, choices) == {}
    assert leaving({BIG: 4, SMALL: 9}, choices) == {BIG: 4, folded(SMALL): 9}


def test_a_small_cell_without_a_date_waits() -> None:
    assert leaving({UNDATED: 2}, {}) == {}
    assert new_choices({UNDATED: 2, UNDATED._replace(counter=Counter.OUTCOMES): 1}, {}) == {}
    assert leaving({UNDATED: 3}, {}) == {UNDATED: 3}


def test_what_another_id_told_is_not_told_again_nor_betrayed_by_the_rest() -> None:
    assert owed({VISITS: 9, BIG: 9, STEP: 1, MINUTES: 4}, {VISITS: 9, BIG: 8, MINUTES: 1}) == {STEP: 1, MINUTES: 3}


def test_the_day_that_has_begun_for_sure() -> None:
    assert surely_today({VISITS: 1, WAITS: 1, UNDATED: 1}) == date(2026, 11, 20)
    assert surely_today({VISITS: 1, THIS_WEEK: 1}) == date(2026, 11, 23)


def dated(*days: date) -> dict[Row, int]:
    return {VISITS._replace(period=Period(day.isoformat())): 1 for day in days}


AHEAD = date(2027, 3, 10)


def test_a_clock_that_was_ahead_for_an_afternoon_closes_no_week() -> None:
    ahead = dated(AHEAD) | {BIG._replace(period=week_period(AHEAD)): 7}
    assert surely_today(dated(TODAY) | ahead) == TODAY
    assert surely_today(ahead, TODAY) == TODAY
    assert surely_today(dated(date(2026, 11, 20)) | ahead, TODAY) == TODAY


def test_a_kiosk_that_was_off_for_a_year_is_believed_by_its_third_day() -> None:
    for days in (1, 2, 3, 9):
        back = dated(*(AHEAD + timedelta(days=one) for one in range(days)))
        expected = AHEAD + timedelta(days=days - 1) if days >= 3 else TODAY
        assert surely_today(dated(TODAY) | back) == expected
        assert surely_today(back, TODAY) == expected


def test_a_new_kiosk_is_believed_by_its_first_day() -> None:
    assert surely_today(dated(AHEAD)) == AHEAD
    assert surely_today(dated(TODAY, TODAY + LEAP)) == TODAY + LEAP
    assert surely_today({UNDATED: 1}) == date.min


def test_a_clock_that_nobody_keeps_in_step_is_held_against_the_last_day() -> None:
    assert is_believable(AHEAD, None)
    assert is_believable(TODAY, TODAY)
    assert is_believable(TODAY + LEAP, TODAY)
    assert not is_believable(TODAY + LEAP + timedelta(days=1), TODAY)
    assert not is_believable(TODAY - timedelta(days=1), TODAY)
    assert surely_today({}) == date.min
    assert over({UNDATED: 3, VISITS: 1}, date.min) == {UNDATED: 3}


def test_recent_is_what_ended_since() -> None:
    since = date(2026, 11, 22)
    assert is_recent(Period("2026-W47"), since)  # its Sunday
    assert not is_recent(Period("2026-W46"), since)
    assert is_recent(Period("2026-11-22"), since)
    assert not is_recent(Period("2026-11-21"), since)
    assert is_recent(Period("undated"), since)


def test_a_row_as_it_leaves() -> None:
    row = wire_row("ab" * 16, STEP, 4)
    assert (row.kiosk, row.period, row.event) == ("ab" * 16, "2026-W47", "last_steps")
    assert (row.journey, row.step, row.outcome, row.n) == ("forem_inscription", "depart", "", 4)


CELLS = st.sampled_from([BIG, SMALL, STEP, MINUTES, VISITS, UNDATED, BIG._replace(outcome="left")])


@given(st.lists(st.dictionaries(CELLS, st.integers(1, 4)), max_size=8))
def test_however_cells_grow_no_row_shrinks_nothing_is_told_twice_and_no_small_cell_has_a_name(
    nights: list[dict[Row, int]],
) -> None:
    totals: dict[Row, int] = {}
    choices: dict[Row, bool] = {}
    hub: dict[Row, int] = {}
    for grown in nights:
        totals = {row: totals.get(row, 0) + grown.get(row, 0) for row in totals | grown}
        choices |= new_choices(totals, choices)
        told = leaving(totals, choices)
        assert all(told[row] >= n for row, n in hub.items()), "a row shrank, and the hub keeps the greatest"
        hub |= told
        for row, n in hub.items():
            weekly = row.counter in {Counter.OUTCOMES, Counter.LAST_STEPS}
            assert n >= LEAST or row.journey == "~" or not (weekly or row.period == "undated")
        for counter in Counter:
            at_home = sum(n for row, n in totals.items() if row.counter is counter)
            held = sum(n for row, n in totals.items() if row == UNDATED and row.counter is counter and n < LEAST)
            assert sum(n for row, n in hub.items() if row.counter is counter) == at_home - held


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_a_week_is_over_on_its_next_monday_and_not_before(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert not is_over(week_period(day), day)
    assert not is_over(week_period(day), monday + timedelta(days=6))
    assert is_over(week_period(day), monday + timedelta(days=7))
