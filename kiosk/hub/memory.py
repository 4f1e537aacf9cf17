"""`<hub>/publication.db`: what was taken from the counts so far, and what of it was decided to show; never served.

What was published cannot be called back. So each visit is taken once, in a wave; a wave is decided once, and kept.
Whoever compares two publications sees waves that were added, and each wave was made safe on its own.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kiosk.hub.cells import Cell, Key, Micro, month_of, week_of
from kiosk.hub.schema import COUNTS, opened
from kiosk.sqlite_tables import Database, Migrations

MEMORY = "publication.db"
_ROW = "kiosk, period, event, journey, step, outcome"
_OF_COUNTS = ", ".join(f"c.{name}" for name in _ROW.split(", "))
_OF_TAKEN = _OF_COUNTS.replace("c.", "t.")
MOST = 1_000_000
"""Of a row; no kiosk can have counted more, and sums of such rows stay far below what SQLite and OpenDP can hold."""
_CELL = "cube, level, area, period, journey, step, outcome"

migrations = Migrations("hub_publication")


@migrations()
def m001_waves(db: Database) -> None:
    """What was taken, by the rows it came from; what is shown to whom; the noise, drawn once; how far we are."""
    db.execute(
        f"""
        CREATE TABLE taken (
            kiosk TEXT NOT NULL, period TEXT NOT NULL, event TEXT NOT NULL, journey TEXT NOT NULL, step TEXT NOT NULL,
            outcome TEXT NOT NULL, wave INTEGER NOT NULL, region TEXT NOT NULL, place TEXT NOT NULL, week TEXT NOT NULL,
            month TEXT NOT NULL, n INTEGER NOT NULL CHECK (n > 0),
            PRIMARY KEY ({_ROW}, wave)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX taken_parts ON taken (region, month, wave)")
    for table in ("shown", "drawn"):
        db.execute(
            f"""
            CREATE TABLE {table} (
                audience TEXT NOT NULL CHECK (audience IN ('staff', 'open')), region TEXT NOT NULL, month TEXT NOT NULL,
                wave INTEGER NOT NULL, cube TEXT NOT NULL, level TEXT NOT NULL, area TEXT NOT NULL,
                period TEXT NOT NULL, journey TEXT NOT NULL, step TEXT NOT NULL, outcome TEXT NOT NULL,
                n INTEGER NOT NULL,
                PRIMARY KEY (audience, region, month, wave, {_CELL})
            ) STRICT, WITHOUT ROWID
            """
        )
    db.execute("CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")


class Part(NamedTuple):
    """What is decided together: the visits of a region and month that were taken in one wave.

    A wave below zero is one of incomplete weeks, of which visits alone are told.
    """

    region: str
    month: str
    wave: int


class KioskWeek(NamedTuple):
    """An ISO week of a kiosk, "2026-W48"."""

    kiosk: str
    week: str


class Row(NamedTuple):
    """What a row of the counts has grown by since it was last taken."""

    kiosk: str
    period: str
    event: str
    journey: str
    step: str
    outcome: str
    n: int


class Memory:
    """An open memory, with the counts beside it; used inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `open_memory`."""
        self._db = connection

    def state(self, name: str) -> str:
        """What was kept under a name, "" for nothing."""
        row = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep(self, name: str, value: str) -> None:
        """Keep a state."""
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def grown(self) -> list[Row]:
        """All that was not taken yet, has a date and can be true."""
        taken = f"SELECT sum(t.n) FROM taken t WHERE ({_OF_TAKEN}) = ({_OF_COUNTS})"  # noqa: S608 - constants
        of_visits = "c.event IN ('visits', 'outcomes', 'last_steps', 'minutes') AND c.period <> 'undated'"
        rows = self._db.execute(
            f"SELECT * FROM (SELECT {_OF_COUNTS}, c.n - coalesce(({taken}), 0) AS grown "  # noqa: S608 - constants
            f"FROM counts.counts c WHERE {of_visits} AND c.n <= {MOST}) WHERE grown > 0"
        )
        return [Row(*row) for row in rows]

    def impossible(self) -> set[str]:
        """The kiosks that sent a number which nobody can have counted."""
        rows = self._db.execute("SELECT DISTINCT kiosk FROM counts.counts WHERE n > ? AND period <> 'undated'", (MOST,))
        return {str(kiosk) for (kiosk,) in rows}

    def take(self, rows: Iterable[tuple[Row, str, str]], wave: int) -> None:
        """Take rows, each with the region and place of its kiosk today."""
        self._db.executemany(
            "INSERT INTO taken VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (*row[:6], wave, region, place, week := week_of(row.period), month_of(week), row.n)
                for row, region, place in rows
            ),
        )

    def last_wave(self) -> int:
        """The number of the latest wave, 0 at first."""
        return int(self._db.execute("SELECT coalesce(max(abs(wave)), 0) FROM taken").fetchone()[0])

    def told_alone(self) -> set[KioskWeek]:
        """The weeks of kiosks of which visits alone are told."""
        return {KioskWeek(*row) for row in self._db.execute("SELECT DISTINCT kiosk, week FROM taken WHERE wave < 0")}

    def micro(self, part: Part) -> dict[Micro, int]:
        """What was taken of visits and, of complete weeks, of outcomes and last steps, by place and week."""
        rows = self._db.execute(
            "SELECT place, week, event, journey, step, outcome, sum(n) FROM taken "
            "WHERE (region, month, wave) = (?, ?, ?) AND event <> 'minutes' AND (wave >= 0 OR event = 'visits') "
            "GROUP BY 1, 2, 3, 4, 5, 6",
            part,
        )
        return {
            Micro(place, week, Key(event, journey, step, outcome)): n
            for place, week, event, journey, step, outcome, n in rows
        }

    def minutes(self, part: Part) -> dict[str, int]:
        """Minutes of use in each week; none of incomplete ones."""
        rows = self._db.execute(
            "SELECT week, sum(n) FROM taken "
            "WHERE (region, month, wave) = (?, ?, ?) AND event = 'minutes' AND wave >= 0 GROUP BY 1",
            part,
        )
        return dict(rows.fetchall())

    def cells(self, table: str, audience: str, part: Part) -> dict[Cell, int]:
        """What is shown to an audience of a part, or was drawn for it."""
        rows = self._db.execute(
            f"SELECT {_CELL}, n FROM {table} WHERE (audience, region, month, wave) = (?, ?, ?, ?)",  # noqa: S608
            (audience, *part),
        )
        return {
            Cell(level, area, period, Key(cube, journey, step, outcome)): n
            for cube, level, area, period, journey, step, outcome, n in rows
        }

    def has_noise(self, part: Part) -> bool:
        """Whether any number of a part that everybody sees has noise."""
        row = self._db.execute("SELECT 1 FROM drawn WHERE (region, month, wave) = (?, ?, ?) LIMIT 1", part).fetchone()
        return row is not None

    def add_cells(self, table: str, audience: str, part: Part, cells: dict[Cell, int]) -> None:
        """Keep for good what is shown, or was drawn."""
        self._db.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - one of two names
            (
                (audience, *part, c.key.cube, c.level, c.area, c.period, c.key.journey, c.key.step, c.key.outcome, n)
                for c, n in cells.items()
            ),
        )

    def parts(self) -> list[Part]:
        """All parts that were ever taken."""
        return [
            Part(*row) for row in self._db.execute("SELECT DISTINCT region, month, wave FROM taken ORDER BY 2, 1, 3")
        ]

    def vocabulary(self) -> set[Key]:
        """Every key that was ever taken: the vocabulary, which is public."""
        rows = self._db.execute("SELECT DISTINCT event, journey, step, outcome FROM taken WHERE event <> 'minutes'")
        return {Key(*row) for row in rows}


def open_memory(hub: Path) -> sqlite3.Connection:
    """The file, made or migrated, with the counts beside it; transactions are begun by hand. Raises sqlite3.Error."""
    connection = opened(hub / MEMORY)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute("ATTACH ? AS counts", (str(hub / COUNTS),))
    return connection
