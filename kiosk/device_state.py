"""What the device itself remembers over a restart: a few small texts in one table, `<data>/device.db`.

`get` and `put` only touch memory, on any thread; `save` and `reread` touch the disk and are for the background.
Nothing of a visitor is ever here.
"""

import logging
from contextlib import closing
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.sqlite_tables import Database

FILE_NAME: Final = "device.db"
_BUSY_SECONDS: Final = 5.0
log = logging.getLogger(__name__)


class Key(Enum):
    """What is remembered; the value is its name in the table."""

    PIN_HASH = "pin_hash"
    LOCKOUT = "lockout"
    FIRST_START = "first_start"
    PAUSE = "pause"
    HOURS = "hours"
    LIMITS = "limits"
    LANGUAGE = "language"


class DeviceState:
    """The values of this device. Without a path they live as long as the process."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file at `path`, if there is one yet; a damaged one is set aside, and is not a new kiosk for that."""
        self._path = path
        self._values: dict[Key, str] = {}
        self._unsaved: set[Key] = set()
        self._memory = Lock()
        self._disk = Lock()
        self.is_new = path is None or not path.exists()
        """Whether nothing was ever kept here before this process."""
        fault = self._reread()
        if fault is not None:
            self.put(Key.FIRST_START, "not this one")
        if path is not None and _is_damage(fault):
            _set_aside(path)

    def get(self, key: Key) -> str:
        """The value; empty: there is none."""
        with self._memory:
            return self._values.get(key, "")

    def put(self, key: Key, value: str) -> None:
        """Another value, empty for none; on disk after the next `save`."""
        with self._memory:
            self._values[key] = value
            self._unsaved.add(key)

    def save(self) -> bool:
        """Write what was put, durable on return; False: it is in memory alone, and is written with the next."""
        with self._disk:
            with self._memory:
                changed = {key: self._values[key] for key in self._unsaved}
                self._unsaved.clear()
            if self._path is None or not changed:
                return True
            try:
                _write(self._path, changed)
            except _faults() as error:
                log.warning("the device's state is kept in memory: %s", type(error).__name__)
                with self._memory:
                    self._unsaved |= set(changed)
                return False
            return True

    def reread(self) -> bool:
        """Take what another process has written meanwhile; what waits to be saved stays. False: it cannot be read."""
        return self._reread() is None

    def _reread(self) -> Exception | None:
        if self._path is None or not self._path.exists():
            return None
        with self._disk:  # what is saved meanwhile is newer than what was read
            try:
                found = _read(self._path)
            except _faults() as error:
                log.warning("the device's state cannot be read: %s", type(error).__name__)
                return error
            with self._memory:
                self._values |= {key: found.get(key.value, "") for key in Key if key not in self._unsaved}
        return None


def _faults() -> tuple[type[Exception], ...]:
    """What may go wrong on a disk."""
    import sqlite3  # noqa: PLC0415  # only where there is a file

    return sqlite3.Error, OSError


def _is_damage(fault: Exception | None) -> bool:
    """Whether the file itself is spoilt; one that is locked, or not ours to read, may be whole."""
    import sqlite3  # noqa: PLC0415  # see above

    return isinstance(fault, sqlite3.DatabaseError) and not isinstance(fault, sqlite3.OperationalError)


def _set_aside(path: Path) -> None:
    """Rename the damaged file with its log: nothing is destroyed, and the next value is written into a new one."""
    for end in ("-wal", "-shm", ""):
        old = Path(f"{path}{end}")
        if old.exists():
            try:
                old.replace(Path(f"{path}.set-aside{end}"))
            except OSError as error:
                log.warning("the damaged state of the device stays where it is: %s", type(error).__name__)


def _read(path: Path) -> dict[str, str]:
    import sqlite3  # noqa: PLC0415  # see above

    try:
        return _found(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    # The power went while the file was made: only who may write takes back what was begun.
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as database:
        database.execute("SELECT 1 FROM sqlite_master")
    return _found(path)


def _found(path: Path) -> dict[str, str]:
    import sqlite3  # noqa: PLC0415  # see above

    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'device'").fetchone():
            return {}
        return dict(database.execute("SELECT name, value FROM device"))


def _write(path: Path, values: dict[Key, str]) -> None:
    import sqlite3  # noqa: PLC0415  # see above

    from kiosk.sqlite_tables import Database  # noqa: PLC0415  # long to import: a start only reads

    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # SQLite's log takes over who may read it
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        database = Database(connection, execute_plugins=False)
        _migrated()(database)
        with database.atomic():
            gone = [(key.value,) for key, value in values.items() if not value]
            kept = [(key.value, value) for key, value in values.items() if value]
            connection.executemany("DELETE FROM device WHERE name = ?", gone)
            connection.executemany("INSERT OR REPLACE INTO device (name, value) VALUES (?, ?)", kept)


def _migrated() -> "Callable[[Database], None]":
    from kiosk.sqlite_tables import Migrations  # noqa: PLC0415  # see above

    migrations = Migrations("device")

    @migrations()
    def m001_device(db: "Database") -> None:
        """One row a value."""
        db.execute("CREATE TABLE device (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")

    return migrations.apply
