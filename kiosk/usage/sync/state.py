"""What the sync remembers: `<data>/sync.db`, written by the sync alone.

- `cells`: the greatest number ever seen of each cell, by birth of the file of counts. What is told is the sum over all
  births: a file of counts that was damaged, replaced, or even brought back, loses nothing and counts nothing twice.
- `choices`: which cells of a week are folded, for good.
- `told`: what each hub accepted from each id, and which rows it refused; what a stick carried stands there as well.
- `about`: how the last syncs ended (see `status.py`).
Every method may raise `sqlite3.Error`.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from sys import intern
from typing import Final, NamedTuple, Self

from kiosk.ids import JourneyId, StepId
from kiosk.sqlite_tables import Database, Migrations
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import Period
from kiosk.usage.sync.safe_copy import copy_of, keep
from kiosk.usage.sync.status import Note

_BUSY_SECONDS: Final = 5.0
_KEY: Final = "period, event, journey, step, outcome"
_KNOWN: Final = {counter.value for counter in Counter}
_COLUMNS: Final = "period TEXT, event TEXT, journey TEXT, step TEXT, outcome TEXT"
_ANSWERS: Final = "acked INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0"

migrations = Migrations("sync")


@migrations()
def m001_sync(db: Database) -> None:
    """All of it."""
    for table in (
        f"cells (birth TEXT, {_COLUMNS}, n INTEGER NOT NULL CHECK (n >= 0), PRIMARY KEY (birth, {_KEY}))",
        f"choices ({_COLUMNS}, folded INTEGER NOT NULL CHECK (folded IN (0, 1)), PRIMARY KEY ({_KEY}))",
        f"told (hub TEXT, kiosk TEXT, {_COLUMNS}, {_ANSWERS}, PRIMARY KEY (hub, kiosk, {_KEY}))",
        "about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ):
        db.execute(f"CREATE TABLE {table} STRICT, WITHOUT ROWID")


class Told(NamedTuple):
    """What a hub said of a row. `refused`: the number of the attempt in which it last refused it, 0: it did not."""

    acked: int = 0
    refused: int = 0


class State:
    """An open file; used and closed by the thread that opened it."""

    def __init__(self, db: Database, path: Path | None = None) -> None:
        """Use `open` or `rehearsal`."""
        self._db = db
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open for writing; make or migrate the file as needed. Raises sqlite3.Error, a damaged file included."""
        path.touch(mode=0o600)  # SQLite's log takes over who may read it
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            return cls(_prepared(connection), path)
        except sqlite3.Error:
            connection.close()
            raise

    @classmethod
    def rehearsal(cls, path: Path) -> Self:
        """Open a copy of the file in memory: what is written there is gone with it."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        path = path if path.exists() else copy_of(path)
        try:
            if path.exists():
                uri = f"{path.absolute().as_uri()}?mode=ro"
                with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS)) as kept:
                    kept.backup(memory)
            return cls(_prepared(memory))
        except sqlite3.Error:
            memory.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def see(self, birth: str, rows: Mapping[Row, int]) -> None:
        """Keep the greatest number of each cell of the file of counts with this birth, all or nothing.

        What has not grown is not written: a card wears out.
        """
        statement = (
            f"INSERT INTO cells (birth, {_KEY}, n) VALUES (?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - a constant
            f"ON CONFLICT (birth, {_KEY}) DO UPDATE SET n = excluded.n WHERE excluded.n > n"
        )
        self._many(statement, [(birth, *_values(row), n) for row, n in rows.items()])

    def totals(self) -> dict[Row, int]:
        """Each cell ever seen, over all births."""
        found = self._db.execute(f"SELECT {_KEY}, sum(n) FROM cells GROUP BY {_KEY}")  # noqa: S608 - a constant
        return dict(_rows(found.fetchall()))

    def choose(self, folded: Mapping[Row, bool]) -> None:
        """Keep new choices for good; one that was made stays. They are safe before anything can leave by them.

        Raises sqlite3.Error, OSError.
        """
        statement = f"INSERT OR IGNORE INTO choices ({_KEY}, folded) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
        self._many(statement, [(*_values(row), int(fold)) for row, fold in folded.items()])
        if self._path is not None:
            keep(self._db.conn, self._path)

    def choices(self) -> dict[Row, bool]:
        """All that were made."""
        found = self._db.execute(f"SELECT {_KEY}, folded FROM choices").fetchall()  # noqa: S608 - a constant
        return {row: bool(fold) for row, fold in _rows(found)}

    def told(self, hub: str, kiosk: str) -> dict[Row, Told]:
        """What this hub said of the rows of this id."""
        query = f"SELECT {_KEY}, acked, refused FROM told WHERE hub = ? AND kiosk = ?"  # noqa: S608 - a constant
        found = self._db.execute(query, (hub, kiosk)).fetchall()
        refused = dict(_rows((*line[:5], line[6]) for line in found))
        return {row: Told(acked, refused[row]) for row, acked in _rows(line[:6] for line in found)}

    def told_by_others(self, kiosk: str) -> dict[Row, int]:
        """What went out under earlier ids of this kiosk, to whatever address: a hub may have several."""
        by_id = f"SELECT {_KEY}, max(acked) AS n FROM told WHERE kiosk != ? GROUP BY kiosk, {_KEY}"  # noqa: S608
        query = f"SELECT {_KEY}, sum(n) FROM ({by_id}) GROUP BY {_KEY}"  # noqa: S608 - constants
        return {row: n for row, n in _rows(self._db.execute(query, (kiosk,)).fetchall()) if n}

    def forget_others(self, kiosk: str, is_meant: Callable[[Period], bool]) -> None:
        """Take what went out under earlier ids, of these periods, for lost."""
        found = self._db.execute("SELECT DISTINCT period FROM told WHERE kiosk != ?", (kiosk,)).fetchall()
        periods = [(kiosk, period) for (period,) in found if is_meant(Period(period))]
        self._many("DELETE FROM told WHERE kiosk != ? AND period = ?", periods)

    def accept(self, hub: str, kiosk: str, rows: Mapping[Row, int]) -> None:
        """The hub said that it has these numbers, all or nothing."""
        statement = (
            f"INSERT INTO told (hub, kiosk, {_KEY}, acked) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - a constant
            f"ON CONFLICT (hub, kiosk, {_KEY}) DO UPDATE SET acked = max(acked, excluded.acked), refused = 0"
        )
        self._many(statement, [(hub, kiosk, *_values(row), n) for row, n in rows.items()])

    def refuse(self, hub: str, kiosk: str, row: Row, attempt: int) -> None:
        """Set a row aside: the hub refused it alone."""
        statement = (
            f"INSERT INTO told (hub, kiosk, {_KEY}, refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - a constant
            f"ON CONFLICT (hub, kiosk, {_KEY}) DO UPDATE SET refused = excluded.refused"
        )
        self._many(statement, [(hub, kiosk, *_values(row), attempt)])

    def refused(self, hub: str, kiosk: str) -> int:
        """How many rows are set aside."""
        query = "SELECT count(*) FROM told WHERE hub = ? AND kiosk = ? AND refused > 0"
        found: tuple[int] = self._db.execute(query, (hub, kiosk)).fetchone()
        return found[0]

    def notes(self) -> dict[Note, str]:
        """What the sync noted of itself."""
        known = {note.value: note for note in Note}
        found = self._db.execute("SELECT name, value FROM about").fetchall()
        return {known[name]: value for name, value in found if name in known}

    def note(self, notes: Mapping[Note, str], count: Note | None = None) -> None:
        """Note these anew, and one more of `count`, all or nothing."""
        with self._db.atomic():
            _note(self._db.conn, notes, count)

    def _many(self, statement: str, values: Iterable[tuple[str | int, ...]]) -> None:
        with self._db.atomic():
            self._db.conn.executemany(statement, values)


def note_beside(path: Path, notes: Mapping[Note, str], count: Note) -> None:
    """Note these in a file that another sync has open, if it is there yet. Raises sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        _note(connection, notes, count)
        connection.execute("COMMIT")


def _note(connection: sqlite3.Connection, notes: Mapping[Note, str], count: Note | None) -> None:
    statement = "INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)"
    connection.executemany(statement, [(note.value, value) for note, value in notes.items()])
    if count:
        statement = "INSERT INTO about (name, value) VALUES (?, '1') ON CONFLICT DO UPDATE SET value = value + 1"
        connection.execute(statement, (count.value,))


def _prepared(connection: sqlite3.Connection) -> Database:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
    db = Database(connection, execute_plugins=False)
    migrations.apply(db)
    return db


def _values(row: Row) -> tuple[str, str, str, str, str]:
    return row.period, row.counter.value, row.journey, row.step, row.outcome


def _rows(lines: Iterable[tuple[str, str, str, str, str, int]]) -> Iterable[tuple[Row, int]]:
    """Counters of a later version are left out. Words are shared: years of rows have few of them."""
    for period, event, journey, step, outcome, n in lines:
        if event in _KNOWN:
            where = Period(intern(period)), Counter(event), JourneyId(intern(journey)), StepId(intern(step))
            yield Row(*where, intern(outcome)), n
