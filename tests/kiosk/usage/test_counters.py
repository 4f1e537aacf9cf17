"""What a visit adds, and to what."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.events import GuidanceLost, Outcome
from kiosk.ids import GuidanceId, GuidedPageId
from kiosk.usage.counters import UNKNOWN, Counter, Row, rows_of, settled
from kiosk.usage.period import UNDATED, Bucket
from tests.kiosk.usage.hand import ZONE, visit


def test_a_visit_adds_to_four_counters_that_cannot_be_joined() -> None:
    rows = rows_of(visit(outcome=Outcome.PHONE, minutes=7), date(2026, 11, 23))
    assert {tuple(row): n for row, n in rows.items()} == {
        ("2026-11-23", Counter.VISITS, "commune_identite", "", ""): 1,
        ("2026-W48", Counter.OUTCOMES, "commune_identite", "", "phone"): 1,
        ("2026-W48", Counter.LAST_STEPS, "commune_identite", "ticket", ""): 1,
        ("2026-W48", Counter.MINUTES, "", "", ""): 7,
    }


def test_lost_guidance_adds_to_a_fifth_that_cannot_be_joined_either() -> None:
    lost = frozenset({GuidanceLost(GuidanceId("forem_rdv"), GuidedPageId("accueil"))})
    rows = rows_of(replace(visit(), lost=lost), date(2026, 11, 23))
    assert ("2026-W48", Counter.GUIDANCE_LOST, "forem_rdv", "accueil", "") in rows
    assert len(rows) == 5


def test_the_last_step_counts_in_the_journey_to_which_it_belongs() -> None:
    rows = rows_of(visit(journey="chercher", last_journey="commune_identite", step="memo"), date(2026, 11, 23))
    assert {(row.counter.value, row.journey, row.step) for row in rows} == {
        ("visits", "chercher", ""),
        ("outcomes", "chercher", ""),
        ("last_steps", "commune_identite", "memo"),
        ("minutes", "", ""),
    }


@pytest.mark.parametrize("text", ["Marie Dupont", "née en 1980", "a\nb", "", "x" * 81, "0470/12.34.56"])
def test_what_is_not_an_id_is_not_stored(text: str) -> None:
    rows = rows_of(visit(journey=text, step=text), date(2026, 11, 23))
    assert {row.journey for row in rows if row.counter is not Counter.MINUTES} == {UNKNOWN}
    assert {row.step for row in rows if row.counter is Counter.LAST_STEPS} == {UNKNOWN}


def test_a_clock_set_back_takes_no_minutes_away() -> None:
    rows = rows_of(visit(minutes=-3), date(2026, 11, 23))
    assert sum(n for row, n in rows.items() if row.counter is Counter.MINUTES) == 0


def test_a_bucket_is_dated_by_day_or_by_week() -> None:
    booted = 1_795_388_400.0  # Monday 23 November 2026, 00:00 in Belgium
    for hour, day, week in ((0, "2026-11-23", "2026-W48"), (24 * 7, "2026-11-30", "2026-W49")):
        rows = [settled(row, "here", booted, ZONE) for row in rows_of(visit(), Bucket("here", hour))]
        assert {row.period for row in rows if row.counter is Counter.VISITS} == {day}
        assert {row.period for row in rows if row.counter is not Counter.VISITS} == {week}


def test_a_bucket_waits_or_is_given_up() -> None:
    for row in rows_of(visit(), Bucket("here", 2)):
        assert settled(row, "here", None, ZONE) == row
        assert settled(row, "later", 1_795_388_400.0, ZONE) == row._replace(period=UNDATED)


def test_a_dated_row_stays() -> None:
    for row in rows_of(visit(), date(2026, 11, 23)):
        assert settled(row, "here", 1_795_388_400.0, ZONE) == row
    undated = Row(UNDATED, Counter.MINUTES)
    assert settled(undated, "here", 1_795_388_400.0, ZONE) == undated
