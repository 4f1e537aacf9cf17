"""The tables of `usage.db`, and how files of earlier versions become what they are now."""

import secrets

from kiosk.sqlite_tables import Database, Migrations

COLUMNS = "period, event, journey, step, outcome"
_COUNTS = """
    CREATE TABLE {name} (
        period TEXT NOT NULL CHECK (length(period) BETWEEN 7 AND 64),
        event TEXT NOT NULL CHECK (event IN ({events})),
        journey TEXT NOT NULL CHECK (journey NOT GLOB '*[^A-Za-z0-9_@:.~-]*'),
        step TEXT NOT NULL CHECK (step NOT GLOB '*[^A-Za-z0-9_@:.~-]*'),
        outcome TEXT NOT NULL CHECK (outcome NOT GLOB '*[^a-z_]*'),
        n INTEGER NOT NULL CHECK (n >= 0),
        PRIMARY KEY (period, event, journey, step, outcome)
    ) STRICT, WITHOUT ROWID
"""

migrations = Migrations("usage")


@migrations()
def m001_counts(db: Database) -> None:
    """One table for all counters, named as the rows that go to a hub. No row id: no order of arrival is kept."""
    db.execute(_COUNTS.format(name="counts", events="'visits', 'outcomes', 'last_steps', 'minutes'"))


@migrations()
def m002_guidance_lost(db: Database) -> None:
    """One counter more."""
    _count_also(db, "'visits', 'outcomes', 'last_steps', 'minutes', 'guidance_lost'")


@migrations()
def m003_birth_and_hours_up(db: Database) -> None:
    """One counter more; and a row of the file itself: its birth, and the last hour of a boot that was counted."""
    _count_also(db, "'visits', 'outcomes', 'last_steps', 'minutes', 'guidance_lost', 'hours_up'")
    db.execute(
        """
        CREATE TABLE about (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            birth TEXT NOT NULL CHECK (length(birth) = 32 AND birth NOT GLOB '*[^0-9a-f]*'),
            marked TEXT NOT NULL DEFAULT ''
        ) STRICT
        """
    )
    db.execute("INSERT INTO about (only, birth) VALUES (1, ?)", (secrets.token_hex(16),))


def _count_also(db: Database, events: str) -> None:
    """Allow these events. SQLite cannot change a check, so the table is made anew and filled from the old one."""
    db.execute(_COUNTS.format(name="counts_more", events=events))
    db.execute(f"INSERT INTO counts_more ({COLUMNS}, n) SELECT {COLUMNS}, n FROM counts")  # noqa: S608 - a constant
    db.execute("DROP TABLE counts")
    db.execute("ALTER TABLE counts_more RENAME TO counts")
