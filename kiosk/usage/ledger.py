"""Visits and hours on their way to the disk: what cannot be written waits in memory, as counters, and is tried again.

The store's connection is kept after a failed write that may pass: SQLite then writes over what it had begun, so that
a retry can never count twice.
"""

import logging
import sqlite3
from collections import Counter as Tally
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.events import VisitEnded
from kiosk.usage.clock import Clock
from kiosk.usage.counters import Counter, Row, hour_up, rows_of, settled
from kiosk.usage.faults import Fault, FaultKind, kind_of, spoiled
from kiosk.usage.period import Bucket, When, day_of
from kiosk.usage.store import Store

log = logging.getLogger(__name__)

MOST_ROWS_KEPT = 5000
"""In memory, about 1 MB: years of a full disk, since visits of a kind share a row."""
MOST_SET_ASIDE = 3
"""Files a process: a failing card must not be filled with them."""


class Ledger:
    """Counts visits into the file at `path`. For one thread; only `fault` may be read from others."""

    def __init__(self, path: Path, zone: ZoneInfo, clock: Clock, most_rows_kept: int = MOST_ROWS_KEPT) -> None:
        """Nothing is opened before the first `write`."""
        self.fault: Fault | None = None
        self._path = path
        self._zone = zone
        self._clock = clock
        self._most_rows_kept = most_rows_kept
        self._store: Store | None = None
        self._kept: Tally[Row] = Tally()
        self._hour: Bucket | None = None
        self._hours: dict[Bucket, Row] = {}
        self._undated = True
        self._lost = 0
        self._set_aside: list[str] = []

    @property
    def waits(self) -> bool:
        """Whether something is to be tried again: counts to write, or buckets to date."""
        return bool(self._kept or self._hours) or self._undated or self._store is None

    def add(self, visit: VisitEnded, uptime: float) -> None:
        """Take a visit that ended `uptime` seconds after boot; it is on disk after a `write` that says so."""
        rows = rows_of(visit, self._when(uptime))
        if len(self._kept | Tally(rows)) > self._most_rows_kept:
            self._lost += 1
            return
        self._kept.update(rows)

    def mark(self, uptime: float) -> None:
        """Take it that the kiosk runs, `uptime` seconds after boot; each hour of a boot counts once."""
        hour = Bucket.at(self._clock.boot, uptime)
        if hour != self._hour and len(self._hours) < self._most_rows_kept:
            self._hour = hour
            self._hours[hour] = hour_up(self._when(uptime))

    def write(self) -> bool:
        """Try to bring everything to the disk; True when nothing is left in memory."""
        error = self._try()
        if error is not None and spoiled(error) and self._put_aside(error):
            error = self._try()
        self._tell(error)
        return error is None

    def close(self) -> None:
        """Close the file; what is still in memory is gone."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _try(self) -> sqlite3.Error | OSError | None:
        """Write what is kept, then date what can be dated; the error is a value."""
        try:
            store = self._opened()
            if self._kept:
                store.add(self._kept)
                self._kept.clear()
            if self._hours:
                store.mark(self._hours)
                self._hours.clear()
            if self._undated:
                self._settle(store)
        except (sqlite3.Error, OSError) as error:
            return error
        return None

    def _opened(self) -> Store:
        if self._store is not None and not self._store.is_at(self._path):
            log.warning("the file of counts was taken away; another is begun")
            self.close()
        if self._store is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._store = Store.open(self._path)
        return self._store

    def _settle(self, store: Store) -> None:
        booted = self._clock.booted()
        self._undated = store.settle(lambda row: settled(row, self._clock.boot, booted, self._zone))

    def _when(self, uptime: float) -> When:
        booted = self._clock.booted()
        if booted is None:
            self._undated = True
            return Bucket.at(self._clock.boot, uptime)
        return day_of(booted + uptime, self._zone)

    def _put_aside(self, error: sqlite3.Error | OSError) -> bool:
        """Rename the spoiled file with its log, so that nothing is destroyed; False when that cannot be."""
        self.close()
        if len(self._set_aside) >= MOST_SET_ASIDE:
            return False
        try:
            name = set_aside(self._path)
        except OSError:
            return False
        log.warning("the counts could not be used (%s); set aside as %s", _name(error), name)
        self._set_aside.append(name)
        # Nothing of the old file waits in the new one.
        self._undated = True
        return True

    def _tell(self, error: sqlite3.Error | OSError | None) -> None:
        """Renew `fault`; log a change of kind only."""
        before = self.fault.kind if self.fault else None
        self.fault = self._fault(error)
        after = self.fault.kind if self.fault else None
        if error is not None and after is not before:
            log.warning("counts are kept in memory: %s", _name(error))
        if error is None and before in {FaultKind.DISK_FULL, FaultKind.NOT_WRITABLE}:
            log.warning("counts are written again")

    def _fault(self, error: sqlite3.Error | OSError | None) -> Fault | None:
        aside = self._set_aside[-1] if self._set_aside else ""
        kept = sum(n for row, n in self._kept.items() if row.counter is Counter.VISITS)
        if error is not None:
            return Fault(kind_of(error), kept, self._lost, aside)
        if self._lost:
            return Fault(FaultKind.LOST, 0, self._lost, aside)
        return Fault(FaultKind.SET_ASIDE, aside=aside) if aside else None


def set_aside(path: Path) -> str:
    """Rename `usage.db` to the first free `usage.db.set-aside-1`, its log along; the new name. Raises OSError."""
    number = 1
    while any(Path(f"{path}.set-aside-{number}{end}").exists() for end in ("", "-wal")):
        number += 1
    target = Path(f"{path}.set-aside-{number}")
    # The log first: a crash in between must not leave it beside a new file, where SQLite would delete it.
    wal = Path(f"{path}-wal")
    if wal.exists():
        wal.rename(f"{target}-wal")
    if path.exists():
        path.rename(target)
    Path(f"{path}-shm").unlink(missing_ok=True)
    return target.name


def _name(error: sqlite3.Error | OSError) -> str:
    """The error's own name: its text could hold a path."""
    name: str = getattr(error, "sqlite_errorname", type(error).__name__)
    return name
