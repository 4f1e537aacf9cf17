"""The counts on disk: `<data>/usage.db`, small integers under a closed vocabulary.

`synchronous=FULL`: a count that was acknowledged survives the plug being pulled, which WAL with NORMAL does not
promise. Every method may raise `sqlite3.Error`; the ledger knows what to do about it.
"""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from kiosk.ids import JourneyId, StepId
from kiosk.sqlite_tables import Database
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import BUCKET_PREFIX, Bucket, Period
from kiosk.usage.tables import COLUMNS, migrations

FILE_NAME = "usage.db"
_BUSY_SECONDS = 5.0
_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=64",
    # A bucket that was dated leaves no hour behind in a free page.
    "PRAGMA secure_delete=ON",
)
_ADD = (
    f"INSERT INTO counts ({COLUMNS}, n) VALUES (?, ?, ?, ?, ?, ?) "  # noqa: S608 - a constant
    f"ON CONFLICT ({COLUMNS}) DO UPDATE SET n = n + excluded.n"
)
_REMOVE = f"DELETE FROM counts WHERE ({COLUMNS}) = (?, ?, ?, ?, ?)"  # noqa: S608 - a constant
_READ = f"SELECT {COLUMNS}, n FROM counts"  # noqa: S608 - a constant
_KNOWN = {counter.value for counter in Counter}


class Store:
    """An open file of counts; used and closed by the thread that opened it."""

    def __init__(self, db: Database, inode: int = 0) -> None:
        """Use `open` or `read`."""
        self._db = db
        self._inode = inode

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open for counting; make or migrate the file as needed. Raises sqlite3.Error, a damaged file included."""
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            return cls(_prepared(connection), path.stat().st_ino)
        except (sqlite3.Error, OSError):
            connection.close()
            raise

    @classmethod
    def read(cls, path: Path) -> Self:
        """Open for reading only, beside a kiosk that counts; a file not there, or only just begun, reads as empty."""
        if path.exists():
            uri = f"{path.absolute().as_uri()}?mode=ro"
            connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'counts'").fetchone():
                    return cls(Database(connection, execute_plugins=False))
            except sqlite3.Error:
                connection.close()
                raise
            connection.close()
        empty = cls(_prepared(sqlite3.connect(":memory:", isolation_level=None)))
        # A birth that changes means that counts began anew: what is not there yet has none.
        empty.connection.execute("DELETE FROM about")
        return empty

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for tests and benchmarks."""
        return self._db.conn

    def is_at(self, path: Path) -> bool:
        """Whether the open file is still the one of that name: SQLite itself writes on into a file that was removed."""
        return path.exists() and path.stat().st_ino == self._inode

    @property
    def birth(self) -> str | None:
        """32 hex digits drawn when this file began: another birth, and its numbers began at zero again.

        None: the file is not there yet, or is of a version that drew none; then nothing can be said of it.
        """
        if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone():
            return None
        found: tuple[str] | None = self._db.execute("SELECT birth FROM about").fetchone()
        return found[0] if found else None

    def add(self, rows: Mapping[Row, int]) -> None:
        """Add to the counters, all or nothing, durable on return."""
        with self._db.atomic():
            self._add(rows)

    def mark(self, hours: Mapping[Bucket, Row]) -> None:
        """Count each hour of a boot once, whoever asks how often; `hours` in the order in which they passed."""
        with self._db.atomic():
            last = self._marked()
            for hour, row in hours.items():
                if last is None or last.boot != hour.boot or last.hour < hour.hour:
                    self._add({row: 1})
                    last = hour
            self._db.execute("UPDATE about SET marked = ?", (last.period if last else "",))

    def settle(self, settled: Callable[[Row], Row]) -> bool:
        """Move waiting rows to the period `settled` gives them, all or nothing; True when some still wait."""
        with self._db.atomic():
            waiting = self.rows(BUCKET_PREFIX)
            moved = {row: settled(row) for row in waiting}
            gone = [row for row, target in moved.items() if target != row]
            self._db.conn.executemany(_REMOVE, [_values(row) for row in gone])
            for row in gone:
                self._add({moved[row]: waiting[row]})
        return len(gone) < len(waiting)

    def rows(self, period_prefix: str = "") -> dict[Row, int]:
        """All counts whose period begins so, in one consistent reading; counters of a later version are left out."""
        found = self._db.execute(
            f"{_READ} WHERE substr(period, 1, ?) = ?", (len(period_prefix), period_prefix)
        ).fetchall()
        return {
            Row(Period(period), Counter(event), JourneyId(journey), StepId(step), outcome): n
            for period, event, journey, step, outcome, n in found
            if event in _KNOWN
        }

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _marked(self) -> Bucket | None:
        """The last hour of a boot that was counted."""
        found = self._db.execute("SELECT marked FROM about").fetchone()
        if found is None:
            raise sqlite3.DatabaseError("the file of counts says nothing about itself")
        return Bucket.parse(Period(found[0]))

    def _add(self, rows: Mapping[Row, int]) -> None:
        self._db.conn.executemany(_ADD, [(*_values(row), n) for row, n in rows.items() if n])


def _values(row: Row) -> tuple[str, str, str, str, str]:
    return row.period, row.counter.value, row.journey, row.step, row.outcome


def _prepared(connection: sqlite3.Connection) -> Database:
    """The checks and settings of a file that will be written."""
    db = Database(connection, execute_plugins=False)
    db.enable_wal()
    for pragma in _PRAGMAS:
        db.execute(pragma)
    # A few milliseconds on a file of this size, against a damaged page found only a year later.
    verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
    migrations.apply(db)
    return db
