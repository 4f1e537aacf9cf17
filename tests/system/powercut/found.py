"""What is found in a folder of data after a crash, and what that says about what had been acknowledged."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from benchmarks.usage_store import DAY, some_visit
from kiosk.usage.counters import Counter, rows_of
from kiosk.usage.store import FILE_NAME, Store


@dataclass(frozen=True, slots=True)
class Found:
    """The visits in the counts, or why they could not be read."""

    visits: int = 0
    corrupt: str = ""


@dataclass(slots=True)
class Tally:
    """What became of acknowledged counts: one line of the table."""

    crashes: int = 0
    acknowledged: int = 0
    """Visits, over all crashes."""
    losing: int = 0
    """Crashes after which an acknowledged visit was missing."""
    lost: int = 0
    corrupt: int = 0
    too_many: int = 0
    """Crashes after which there was more than what was acknowledged and the one visit on its way."""

    def add(self, acknowledged: int, found: Found) -> None:
        """One crash more. What cannot be read is corrupt, and not lost as well."""
        self.crashes += 1
        self.acknowledged += acknowledged
        if found.corrupt:
            self.corrupt += 1
            return
        missing = acknowledged - found.visits
        self.losing += missing > 0
        self.lost += max(missing, 0)
        self.too_many += missing < -1


def found_in(folder: Path) -> Found:
    """Open the counts as the kiosk does; look at every page, and whether the counters agree; count one visit more."""
    try:
        store = Store.open(folder / FILE_NAME)
    except sqlite3.Error as error:
        return Found(corrupt=f"the counts do not open: {error}")
    try:
        verdict = store.connection.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            return Found(corrupt=verdict)
        visits = {counter: _sum(store, counter) for counter in (Counter.VISITS, Counter.OUTCOMES, Counter.LAST_STEPS)}
        if len(set(visits.values())) > 1:
            return Found(corrupt=f"a visit was counted in part: {visits}")
        before = visits[Counter.VISITS]
        store.add(rows_of(some_visit(0), DAY))
        if _sum(store, Counter.VISITS) != before + 1:
            return Found(corrupt="it does not go on")
    except sqlite3.Error as error:
        return Found(corrupt=str(error))
    finally:
        store.close()
    return Found(before)


def _sum(store: Store, counter: Counter) -> int:
    return sum(n for row, n in store.rows().items() if row.counter is counter)
