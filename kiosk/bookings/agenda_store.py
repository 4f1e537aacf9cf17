"""The agenda's SQLite file: opened, prepared, and set aside when it is damaged.

One connection an operation: cheap (under a millisecond beside the fsync of a commit), safe between threads and
processes, and it never holds on to a file that another process has set aside.
"""

import fcntl
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.bookings.instants import Now, stamp

if TYPE_CHECKING:
    from kiosk.sqlite_tables import Database

log = logging.getLogger(__name__)

_VERSION = 2
_BUSY_SECONDS = 8.0
_SYNCHRONOUS = "PRAGMA synchronous = FULL"
"""An acknowledged booking outlives a cut of the mains."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_MOVED = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
"""What SQLite says when another process has set the file aside under an open connection."""
_PRIMARY = 0xFF
"""SQLite's extended codes carry the primary one in their low byte."""

# `bookings` holds a time, a desk, a code and the key of a visit: no name, no phone, no address, ever.
# The trigger is what makes a double booking impossible, whatever the code above it does.
_BOOKINGS = """
CREATE TABLE bookings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    office TEXT NOT NULL,
    desk TEXT NOT NULL,
    service TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    day TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL CHECK (length(code) = 4),
    held_until INTEGER,
    UNIQUE (office, desk, "start"),
    UNIQUE (office, day, code)
) STRICT;
CREATE TRIGGER no_overlap BEFORE INSERT ON bookings
WHEN EXISTS (
    SELECT 1 FROM bookings AS other
    WHERE other.office = NEW.office AND other.desk = NEW.desk
      AND other."start" < NEW."end" AND NEW."start" < other."end"
)
BEGIN SELECT RAISE(ABORT, 'taken'); END;
"""
# What staff closed.
_SHUT = """
CREATE TABLE shut (
    service TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    PRIMARY KEY (service, "start")
) STRICT, WITHOUT ROWID;
"""
_STEPS = (_BOOKINGS, _SHUT)
"""From an empty file to the present version, one a version."""


class AgendaStore:
    """The file and its transactions. Raises sqlite3.Error and OSError; the provider turns them into values."""

    def __init__(self, file: Path, now: Now) -> None:
        self._file = file
        self._now = now
        self.set_aside: tuple[str, ...] = ()
        """Names of the damaged files this process put aside, for the facilitator."""

    @contextmanager
    def writing(self) -> Iterator["Database"]:
        """A transaction that no other process writes in: all or nothing, on the disk when it ends."""
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.commit()
            finally:
                db.rollback()

    @contextmanager
    def reading(self) -> Iterator["Database"]:
        """The agenda as it is now."""
        with self._open() as db:
            yield db

    def mend(self, error: sqlite3.Error) -> bool:
        """Set the file aside when `error` says that it is damaged; True when the work may be tried once more."""
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if code not in _DAMAGE | _MOVED:
            return False
        with self._alone():
            if self._is_sound():
                return True  # another process has set it aside
            if code not in _DAMAGE:
                return False
            self._move_away()
        return True

    @contextmanager
    def _open(self) -> Iterator["Database"]:
        with self._connected() as db:
            if _version(db) == _VERSION:
                yield db
                return
        with self._alone():
            self._prepare()
        with self._connected() as db:
            yield db

    @contextmanager
    def _connected(self) -> Iterator["Database"]:
        # Imported here: only a background thread needs it, never the first picture on the screen.
        from kiosk.sqlite_tables import Database  # noqa: PLC0415

        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=_BUSY_SECONDS)) as connection:
            db = Database(connection, execute_plugins=False)
            db.execute(_SYNCHRONOUS)
            yield db

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Among all processes, the one that prepares or sets aside."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare(self) -> None:
        with self._connected() as db:
            if _version(db) == _VERSION:
                return
            if _version(db) > _VERSION:
                message = f"{self._file.name} was made by a newer version of the kiosk"
                raise sqlite3.DataError(message)
            db.enable_wal()
            steps = "".join(_STEPS[_version(db) :])
            db.conn.executescript(f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {_VERSION}; COMMIT;")

    def _is_sound(self) -> bool:
        try:
            with self._connected() as db:
                return bool(db.execute("PRAGMA quick_check").fetchone() == ("ok",))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY not in _DAMAGE:
                raise
            return False

    def _move_away(self) -> None:
        name = f"{self._file.name}.damaged-{stamp(self._now())}"
        # The log files first: a fresh database must never find those of the old one.
        for ending in ("-wal", "-shm", ""):
            part = self._file.with_name(self._file.name + ending)
            if part.exists():
                part.rename(self._file.with_name(name + ending))
        self.set_aside = (*self.set_aside, name)
        log.error("the agenda's file was damaged: kept as %s, a fresh one is used", name)


def _version(db: "Database") -> int:
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found
