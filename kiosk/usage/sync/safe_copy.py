"""A copy of `sync.db` beside it, `sync.db.copy`: which cells are folded must outlive a damaged file.

A choice that is drawn anew tells a cell under a second name, and nobody can take that back at the hub.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.usage.sync.durable import put


def copy_of(path: Path) -> Path:
    """Where the copy of `sync.db` lies."""
    return path.with_name(f"{path.name}.copy")


def keep(database: sqlite3.Connection, path: Path) -> None:
    """Renew the copy where it lacks a choice, is damaged or is not there. Raises sqlite3.Error, OSError."""
    if _choices_in(copy_of(path)) == _choices(database):
        return
    fresh = path.with_name(f"{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
        database.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, which can be read where nothing can be written
    put(fresh, copy_of(path))


def restore(path: Path) -> bool:
    """Put the copy in the place of a `sync.db` that is not there; False: there is no sound one. Raises OSError."""
    if _choices_in(copy_of(path)) is None:
        return False
    fresh = path.with_name(f"{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    shutil.copyfile(copy_of(path), fresh)
    put(fresh, path)
    return True


def _choices_in(copy: Path) -> int | None:
    """None: it is not there, or damaged."""
    if not copy.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
            return _choices(database) if verdict == "ok" else None
    except sqlite3.Error:
        return None


def _choices(database: sqlite3.Connection) -> int:
    found: tuple[int] = database.execute("SELECT count(*) FROM choices").fetchone()
    return found[0]
