"""SQLite's own look at a file."""

import sqlite3

from tests.system.powercut.life import CorruptError


def look_at_every_page(connection: sqlite3.Connection) -> None:
    """Raise CorruptError, or sqlite3.Error, for a damaged one."""
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise CorruptError(verdict)
