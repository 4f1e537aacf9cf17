"""A kiosk that counts, day after day, and what it truly counted."""

from collections import Counter as Tally
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from kiosk.events import EndReason, GuidanceLost, Outcome, VisitEnded
from kiosk.ids import GuidanceId, GuidedPageId, JourneyId, StepId
from kiosk.usage.counters import Row, hour_up, rows_of
from kiosk.usage.ledger import set_aside
from kiosk.usage.period import UNDATED
from kiosk.usage.store import FILE_NAME, Store

JOURNEYS: Final = tuple(JourneyId(f"parcours_{number}") for number in range(59))
"""With the hours of the day: 60 rows a day, and more when a week is over."""
_WAITS_BELOW: Final = 3
"""A cell without a date does not leave while it is smaller."""


class Counting:
    """The file of counts in `data`; `true` is all that was ever counted, whatever became of the file."""

    def __init__(self, data: Path, chance: Random) -> None:
        data.mkdir(parents=True)
        self._path = data / FILE_NAME
        self._chance = chance
        self.true: Tally[Row] = Tally()

    def count_day(self, day: date) -> None:
        """Visits to every journey; some nights also those of an earlier day, dated late, or of no day."""
        rows: Tally[Row] = Tally({hour_up(day): self._chance.randint(6, 11)})
        for journey in JOURNEYS:
            for _ in range(self._chance.choice((1, 1, 2))):
                rows.update(rows_of(self._visit(journey), day))
        if self._chance.random() < 1 / 2:
            late = day - timedelta(days=self._chance.randint(1, 9))
            for _ in range(10):
                rows.update(rows_of(self._visit(self._chance.choice(JOURNEYS)), late))
        if self._chance.random() < 1 / 2:
            for _ in range(5):
                rows.update(_undated(rows_of(self._visit(self._chance.choice(JOURNEYS[:4])), day)))
        self.true.update(rows)
        with closing(Store.open(self._path)) as store:
            store.add(rows)

    def begin_anew(self) -> None:
        """The file is found damaged: it is set aside, and counting goes on in another."""
        set_aside(self._path)
        Store.open(self._path).close()

    def owed(self) -> dict[tuple[str, str], int]:
        """What the hub must hold in the end, by period and event: folding hides cells and keeps sums."""
        found: Tally[tuple[str, str]] = Tally()
        for row, n in self.true.items():
            if row.period != UNDATED or n >= _WAITS_BELOW:
                found[row.period, row.counter.value] += n
        return dict(found)

    def _visit(self, journey: JourneyId) -> VisitEnded:
        step = StepId(self._chance.choice(("depart", "papiers", "ticket")))
        outcome = self._chance.choice((Outcome.BOOKED, Outcome.PHONE, Outcome.LEFT))
        visit = VisitEnded(journey, journey, step, outcome, EndReason.FINISHED, self._chance.randint(1, 9))
        lost = frozenset({GuidanceLost(GuidanceId("forem_rdv"), GuidedPageId(step))})
        return replace(visit, lost=lost) if self._chance.random() < 1 / 50 else visit


def _undated(rows: Mapping[Row, int]) -> dict[Row, int]:
    return {row._replace(period=UNDATED): n for row, n in rows.items()}
