"""Visits, counted by the kiosk's own recorder, and every twenty visits a night of the sync.

The clock is trusted after the third visit of a process only, as after a start without network: so counts move from the
boot to their days.
"""

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from unittest.mock import patch
from uuid import uuid4
from zoneinfo import ZoneInfo

from benchmarks.usage_store import DAY, some_visit
from kiosk.usage import store
from kiosk.usage.counters import Counter, rows_of
from kiosk.usage.recorder import Recorder
from kiosk.usage.store import FILE_NAME, Store
from tests.system.powercut.life import Act, Answer, CorruptError, Found
from tests.system.powercut.mark import Mark
from tests.system.powercut.nights import night, nights, opened
from tests.system.powercut.pages import look_at_every_page

_MODES: Final = {
    "WAL + FULL": (),
    "WAL + NORMAL": ("PRAGMA synchronous=NORMAL",),
    "DELETE + FULL": ("PRAGMA journal_mode=DELETE",),
}
"""What is said to SQLite after the kiosk's own settings."""
_TRUSTED_AFTER = 3
_VISITS_A_NIGHT = 20
_PATIENCE_S = 60.0


class LateClock:
    """A clock of a boot of its own, and of a day in November 2026; nobody trusts it before `trusted` is set."""

    def __init__(self) -> None:
        self.boot = str(uuid4())
        self.trusted = False
        self._up = 0.0

    def uptime(self) -> float:
        self._up += 1.0
        return self._up

    def booted(self) -> float | None:
        return 1_795_420_800.0 if self.trusted else None


class Counting:
    """A `Life`: the act is a visit; a night is told with the visit after which it came."""

    modes = tuple(_MODES)

    @contextmanager
    def living(self, folder: Path, mode: str) -> Iterator[Act]:
        clock, counted = LateClock(), 0
        with (
            patch.object(store, "_PRAGMAS", (*store._PRAGMAS, *_MODES[mode])),
            closing(opened(folder)) as state,
        ):
            recorder = Recorder(folder / FILE_NAME, ZoneInfo("Europe/Brussels"), clock)

            def act(number: int) -> Answer:
                nonlocal counted
                recorder.record(some_visit(number))
                if not recorder.flush(_PATIENCE_S):
                    sys.exit(f"visit {number} is not on disk: {recorder.fault}")
                counted += 1
                clock.trusted = counted >= _TRUSTED_AFTER
                return Answer(nights=night(state) if number % _VISITS_A_NIGHT == 0 else nights(state))

            yield act

    def found(self, folder: Path, told: Mark, words: Mapping[int, str], mode: str) -> Found:
        """Open both files and look at every page; count one visit more."""
        del told, words, mode
        try:
            with closing(Store.open(folder / FILE_NAME)) as kept:
                look_at_every_page(kept.connection)
                visits = _visits(kept)
                kept.add(rows_of(some_visit(0), DAY))
                if _visits(kept) != visits + 1:
                    return Found(corrupt="it does not go on")
            with closing(opened(folder)) as state:
                look_at_every_page(state._db.conn)
                return Found(visits, nights(state))
        except (sqlite3.Error, CorruptError, ValueError) as error:
            return Found(corrupt=str(error))


def _visits(kept: Store) -> int:
    """By three counters, to which every visit adds one."""
    every = (Counter.VISITS, Counter.OUTCOMES, Counter.LAST_STEPS)
    sums = {sum(n for row, n in kept.rows().items() if row.counter is counter) for counter in every}
    if len(sums) > 1:
        raise CorruptError(f"a visit was counted in part: {sums}")
    return sums.pop()
