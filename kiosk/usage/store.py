"""The counts on disk: `<data>/usage.db`, small integers under a closed vocabulary.

`synchronous=FULL`: a count that was acknowledged survives the plug being pulled, which WAL with NORMAL does not
promise. Every method may raise `sqlite3.Error`; the ledger knows what to do about it.
"""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from kiosk.ids import JourneyId, StepId
from kiosk.sqlite_tables import Database, Migrations
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import BUCKET_PREFIX, Period

FILE_NAME = "usage.db"
_BUSY_SECONDS = 5.0
_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=64",
    # A bucket that was dated leaves no hour behind in a free page.
    "PRAGMA secure_delete=ON",
)
_COLUMNS = "period, event, journey, step, outcome"
_ADD = (
    f"INSERT INTO counts ({_COLUMNS}, n) VALUES (?, ?, ?, ?, ?, ?) "  # noqa: S608 - a constant
    f"ON CONFLICT ({_COLUMNS}) DO UPDATE SET n = n + excluded.n"
)
_REMOVE = f"DELETE FROM counts WHERE ({_COLUMNS}) = (?, ?, ?, ?, ?)"  # noqa: S608 - a constant
_READ = f"SELECT {_COLUMNS}, n FROM counts"  # noqa: S608 - a constant
_KNOWN = {counter.value for counter in Counter}

migrations = Migrations("usage")


@migrations()
def m001_counts(db: Database) -> None:
    """One table for all counters, named as the rows that go to a hub. No row id: no order of arrival is kept."""
    db.execute(
        """
        CREATE TABLE counts (
            period TEXT NOT NULL CHECK (length(period) BETWEEN 7 AND 64),
            event TEXT NOT NULL CHECK (event IN ('visits', 'outcomes', 'last_steps', 'minutes')),
            journey TEXT NOT NULL CHECK (journey NOT GLOB '*[^A-Za-z0-9_@:.~-]*'),
            step TEXT NOT NULL CHECK (step NOT GLOB '*[^A-Za-z0-9_@:.~-]*'),
            outcome TEXT NOT NULL CHECK (outcome NOT GLOB '*[^a-z_]*'),
            n INTEGER NOT NULL CHECK (n >= 0),
            PRIMARY KEY (period, event, journey, step, outcome)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m002_guidance_lost(db: Database) -> None:
    """One counter more. SQLite cannot change a check, so the table is made anew and filled from the old one."""
    db.execute(
        """
        CREATE TABLE counts_more (
            period TEXT NOT NULL CHECK (length(period) BETWEEN 7 AND 64),
            event TEXT NOT NULL CHECK (event IN ('visits', 'outcomes', 'last_steps', 'minutes', 'guidance_lost')),
            journey TEXT NOT NULL CHECK (journey NOT GLOB '*[^A-Za-z0-9_@:.~-]*'),
            step TEXT NOT NULL CHECK (step NOT GLOB '*[^A-Za-z0-9_@:.~-]*'),
            outcome TEXT NOT NULL CHECK (outcome NOT GLOB '*[^a-z_]*'),
            n INTEGER NOT NULL CHECK (n >= 0),
            PRIMARY KEY (period, event, journey, step, outcome)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(f"INSERT INTO counts_more ({_COLUMNS}, n) {_READ}")
    db.execute("DROP TABLE counts")
    db.execute("ALTER TABLE counts_more RENAME TO counts")


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
        return cls(_prepared(sqlite3.connect(":memory:", isolation_level=None)))

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for tests and benchmarks."""
        return self._db.conn

    def is_at(self, path: Path) -> bool:
        """Whether the open file is still the one of that name: SQLite itself writes on into a file that was removed."""
        return path.exists() and path.stat().st_ino == self._inode

    def add(self, rows: Mapping[Row, int]) -> None:
        """Add to the counters, all or nothing, durable on return."""
        with self._db.atomic():
            self._add(rows)

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
