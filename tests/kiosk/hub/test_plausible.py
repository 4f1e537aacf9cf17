"""What a hub takes for a count: all that the counters of a kiosk make, and nothing that would stop the publication."""

from collections import Counter as Tally
from datetime import date

import pytest

from kiosk.events import EndReason, GuidanceLost, Outcome, VisitEnded
from kiosk.hub.body import Fault, fault_in
from kiosk.hub.plausible import MOST_A_DAY, MOST_A_WEEK, MOST_UNDATED
from kiosk.ids import GuidanceId, GuidedPageId, JourneyId, StepId
from kiosk.usage.counters import Row, hour_up, rows_of
from kiosk.usage.period import UNDATED
from kiosk.usage.sync.outgoing import leaving, new_choices, wire_row
from kiosk.usage.sync.rows import Event, WireRow

KIOSK = "ab" * 16
DAY = date(2026, 11, 17)


def _row(event: Event, period: str, *about: str, n: int = 3) -> WireRow:
    journey, step, outcome = about
    return WireRow(KIOSK, period, event, journey, step, outcome, n)


@pytest.mark.parametrize("visits", [1, 5])
def test_all_that_the_counters_make_passes_folded_or_not_dated_or_not(visits: int) -> None:
    lost = frozenset({GuidanceLost(GuidanceId("forem_rdv"), GuidedPageId("page"))})
    journey, step = JourneyId("forem"), StepId("depart")
    visit = VisitEnded(journey, journey, step, Outcome.BOOKED, EndReason.FINISHED, 7, lost)
    counted: Tally[Row] = Tally(hour_up(DAY) for _ in range(30))
    for _ in range(visits):
        counted.update(rows_of(visit, DAY))
    undated = {row._replace(period=UNDATED): n + 1_000_000 for row, n in counted.items()}
    told = leaving(counted | undated, new_choices(counted, {}))
    assert any(row.journey == "~" for row in told) == (visits == 1)
    assert fault_in([wire_row(KIOSK, row, n) for row, n in told.items()], KIOSK) is None


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (_row("visits", "2026-11-17", "a", "b", ""), "step"),
        (_row("visits", "2026-11-17", "a", "", "left"), "outcome"),
        (_row("visits", "2026-11-17", "~", "~", "~"), "step"),
        (_row("outcomes", "2026-W47", "a", "b", "left"), "step"),
        (_row("outcomes", "undated", "~", "~", "~"), "step"),
        (_row("last_steps", "2026-W47", "a", "b", "left"), "outcome"),
        (_row("guidance_lost", "2026-W47", "a", "b", "left"), "outcome"),
        (_row("minutes", "2026-W47", "invented", "", ""), "journey"),
        (_row("minutes", "2026-W47", "~", "~", "~"), "journey"),
        (_row("hours_up", "2026-11-17", "", "", "x"), "outcome"),
        (_row("visits", "2026-W47", "a", "", ""), "period"),
        (_row("hours_up", "2026-W47", "", "", ""), "period"),
        (_row("minutes", "2026-11-17", "", "", ""), "period"),
        (_row("outcomes", "2026-11-17", "a", "", "left"), "period"),
        (_row("visits", "9999-12-31", "a", "", ""), "period"),
        (_row("minutes", "9999-W52", "", "", ""), "period"),
        (_row("minutes", "0001-W01", "", "", ""), "period"),
        (_row("visits", "2026-11-17", "a", "", "", n=MOST_A_DAY + 1), "n"),
        (_row("hours_up", "2026-11-17", "", "", "", n=MOST_A_DAY + 1), "n"),
        (_row("minutes", "2026-W47", "", "", "", n=MOST_A_WEEK + 1), "n"),
        (_row("outcomes", "2026-W47", "~", "~", "~", n=2**53 - 1), "n"),
        (_row("visits", "undated", "a", "", "", n=MOST_UNDATED + 1), "n"),
    ],
)
def test_what_no_kiosk_counts_is_named_and_refused(row: WireRow, field: str) -> None:
    good = _row("visits", "2026-11-17", "a", "", "", n=MOST_A_DAY)
    fault = fault_in([good, row], KIOSK)
    assert isinstance(fault, Fault)
    assert fault.status == 400
    assert fault.reason.startswith(f"rows[1].{field}: ")


def test_the_most_that_one_kiosk_can_push_is_far_from_what_sqlite_can_add() -> None:
    assert 10**9 * MOST_UNDATED < 2**63
