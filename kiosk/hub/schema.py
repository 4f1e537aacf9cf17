"""`<hub>/counts.db`: the one table into which all kiosks push, and which a served page never shows.

A row only grows, so that a resend, a duplicate, a replay and a backup put back are all harmless. The table's own
checks say once more what `kiosk.hub.body` has checked, for whatever else is ever given write access.
"""

import sqlite3
from pathlib import Path
from typing import get_args

from kiosk.sqlite_tables import Database, Migrations
from kiosk.usage.sync.rows import Event

COUNTS = "counts.db"
BUSY_SECONDS = 30.0
COLUMNS = "kiosk, period, event, journey, step, outcome, n"
PUSH = (
    f"INSERT INTO counts ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - a constant
    "ON CONFLICT DO UPDATE SET n = excluded.n WHERE excluded.n > n"
)
"""With the values of a row; one that is not greater than what is there writes nothing."""
_TEXT = "NOT NULL CHECK (length({0}) <= 80 AND {0} NOT GLOB '*[^A-Za-z0-9_@:.~-]*')"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_WEEK = "[0-9][0-9][0-9][0-9]-W[0-9][0-9]"

migrations = Migrations("hub_counts")


@migrations()
def m001_counts(db: Database) -> None:
    """The wire's columns; no row id and no time: no order of arrival is kept."""
    events = ", ".join(f"'{event}'" for event in get_args(Event))
    db.execute(
        f"""
        CREATE TABLE counts (
            kiosk TEXT NOT NULL CHECK (length(kiosk) = 32 AND kiosk NOT GLOB '*[^0-9a-f]*'),
            period TEXT NOT NULL CHECK (period = 'undated' OR period GLOB '{_DAY}' OR period GLOB '{_WEEK}'),
            event TEXT NOT NULL CHECK (event IN ({events})),
            journey TEXT {_TEXT.format("journey")},
            step TEXT {_TEXT.format("step")},
            outcome TEXT {_TEXT.format("outcome")},
            n INTEGER NOT NULL CHECK (n >= 0),
            PRIMARY KEY (kiosk, period, event, journey, step, outcome)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        "CREATE TRIGGER counts_only_grow BEFORE UPDATE ON counts WHEN NEW.n < OLD.n BEGIN SELECT RAISE(IGNORE); END"
    )


def open_counts(path: Path) -> sqlite3.Connection:
    """The file of counts, made or migrated, for writing; transactions are begun by hand. Raises sqlite3.Error."""
    connection = opened(path)
    migrations.apply(Database(connection, execute_plugins=False))
    return connection


def opened(path: Path) -> sqlite3.Connection:
    """A database of the hub: mode 600 when made, readers and a writer side by side, a commit durable on return."""
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection
