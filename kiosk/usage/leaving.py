"""On which step visits ended, as far as it may be shown: closed weeks, and nothing of a week in which it was 1 to 4.

Weeks are hidden one by one and only then added up: a sum over all of them, printed twice, would tell by its growth
what a single week has to hide. A week's visits in all can be known from elsewhere, the panel or an export: where that
would tell a hidden number, nothing of the week is shown.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.figures import BELOW, stay_open
from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import Counter
from kiosk.usage.period import Period, is_closed_week
from kiosk.usage.show import Unreadable
from kiosk.usage.store import Store


@dataclass(frozen=True, slots=True)
class Ended:
    """Visits whose last step was this one. `n`: of the weeks with 5 or more; `hidden`: weeks with 1 to 4."""

    n: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Endings:
    """All that may be shown. `weeks`: the closed weeks of which something may be, the oldest first."""

    weeks: tuple[Period, ...]
    steps: Mapping[tuple[JourneyId, StepId], Ended]

    def of(self, journey: JourneyId, step: StepId) -> Ended:
        """Of one step; nothing when nobody stopped there."""
        return self.steps.get((journey, step), Ended())


def read_endings(path: Path, today: date) -> Endings | Unreadable:
    """Read the file of counts as of the local day `today`; one that is not there yet reads as no visit."""
    try:
        with closing(Store.read(path)) as store:
            return endings(store, today)
    except sqlite3.Error as error:
        return Unreadable(str(error))


def endings(store: Store, today: date) -> Endings:
    """What may be shown on the local day `today`. Raises sqlite3.Error."""
    weeks: dict[Period, dict[tuple[JourneyId, StepId], int]] = {}
    for row, n in store.rows().items():
        if is_closed_week(row.period, today):
            week = weeks.setdefault(row.period, {})
            if row.counter is Counter.LAST_STEPS:
                week[row.journey, row.step] = n
    shown = {period: ended for period, ended in weeks.items() if stay_open(ended.values())}
    steps: dict[tuple[JourneyId, StepId], Ended] = {}
    for step, n in (one for ended in shown.values() for one in ended.items()):
        before = steps.get(step, Ended())
        steps[step] = Ended(before.n + n, before.hidden) if n >= BELOW else Ended(before.n, before.hidden + 1)
    return Endings(tuple(sorted(shown)), steps)
