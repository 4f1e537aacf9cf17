"""What is found in a folder of data after a crash, and what that says about what had been acknowledged."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.usage_store import DAY, some_visit
from kiosk.usage.counters import Counter, rows_of
from kiosk.usage.store import FILE_NAME, Store
from tests.system.powercut.mark import Mark
from tests.system.powercut.nights import nights, opened


@dataclass(frozen=True, slots=True)
class Found:
    """The visits in the counts and the nights of the sync, or why they could not be read."""

    visits: int = 0
    nights: int = 0
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
    nights_lost: int = 0
    """The same of nights of the sync."""
    corrupt: int = 0
    too_many: int = 0
    """Crashes after which there was more than what was acknowledged and the one visit on its way."""

    def add(self, told: Mark, found: Found) -> None:
        """One crash more. What cannot be read is corrupt, and not lost as well."""
        self.crashes += 1
        self.acknowledged += told.visits
        if found.corrupt:
            self.corrupt += 1
            return
        missing = told.visits - found.visits
        self.losing += missing > 0
        self.lost += max(missing, 0)
        self.too_many += missing < -1
        self.nights_lost += max(told.nights - found.nights, 0)


class _CorruptError(Exception):
    """What is read makes no sense."""


def found_in(folder: Path) -> Found:
    """Open both files as the kiosk does and look at every page; count one visit more."""
    try:
        with closing(Store.open(folder / FILE_NAME)) as store:
            _look_at_every_page(store.connection)
            visits = _visits(store)
            store.add(rows_of(some_visit(0), DAY))
            if _visits(store) != visits + 1:
                return Found(corrupt="it does not go on")
        with closing(opened(folder)) as state:
            _look_at_every_page(state._db.conn)
            return Found(visits, nights(state))
    except (sqlite3.Error, _CorruptError, ValueError) as error:
        return Found(corrupt=str(error))


def _look_at_every_page(connection: sqlite3.Connection) -> None:
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise _CorruptError(verdict)


def _visits(store: Store) -> int:
    """By three counters, to which every visit adds one."""
    every = (Counter.VISITS, Counter.OUTCOMES, Counter.LAST_STEPS)
    sums = {sum(n for row, n in store.rows().items() if row.counter is counter) for counter in every}
    if len(sums) > 1:
        raise _CorruptError(f"a visit was counted in part: {sums}")
    return sums.pop()
