"""What may be told of the sync: when it last succeeded, what waits. Reads the disk: never on the UI thread."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

from kiosk.usage.sync.result import Reason, Result

FILE_NAME: Final = "sync.db"
"""In the kiosk's data folder; the sync alone writes it."""
_BUSY_SECONDS: Final = 5.0


class Note(Enum):
    """What the sync notes of itself; the value is its name in the table `about`."""

    ENROLLED = "enrolled"
    ATTEMPTS = "attempts"
    RESULT = "result"
    REASON = "reason"
    SUCCESS = "success"
    WAITING = "waiting"
    SET_ASIDE = "set_aside"
    CARRIES = "carries"
    CARRY = "carry"
    CARRIED = "carried"
    SEEN = "seen"
    """The last day on which a sync believed the clock."""
    AGAIN = "again"
    """The day on which the last weeks were last sent again."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """As the last sync left it; a kiosk that never tried has no result."""

    configured: bool = False
    """The last sync had a usable credential. (Whether a hub is set is in the settings.)"""
    last_success: date | None = None
    """The local day on which nothing was left to send."""
    last_attempt: Result | None = None
    reason: Reason | None = None
    """With STOPPED, and with SET_ASIDE where too much was refused."""
    attempts: int = 0
    """Ends counted: it has grown once a wish was answered."""
    waiting: int = 0
    """Rows of closed periods that no hub has accepted yet, those set aside left out."""
    set_aside: int = 0
    """Rows that the hub refused one by one."""
    carried: date | None = None
    """The day of the last carrying by stick that could be dated."""
    last_carry: Result | None = None
    carries: int = 0
    """Ends of carryings counted."""


@dataclass(frozen=True, slots=True)
class UnreadableStatus:
    """The file cannot be read; `reason` is SQLite's sentence."""

    reason: str


def read_status(data: Path) -> SyncStatus | UnreadableStatus:
    """Read `sync.db` in the data folder, beside a sync that runs; one that is not there reads as never tried."""
    path = data / FILE_NAME
    try:
        if not path.exists():
            return SyncStatus()
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS)) as database:
            if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone():
                return SyncStatus()  # only just begun
            return _status(dict(database.execute("SELECT name, value FROM about")))
    except (sqlite3.Error, OSError) as error:
        return UnreadableStatus(str(error))
    except ValueError:  # a word of a later version, or a hand was in the file
        return UnreadableStatus("sync.db holds a value that is not known here")


def _status(notes: Mapping[str, str]) -> SyncStatus:
    def text(note: Note) -> str:
        return notes.get(note.value, "")

    def number(note: Note) -> int:
        return int(text(note) or 0)

    def day(note: Note) -> date | None:
        return date.fromisoformat(text(note)) if text(note) else None

    return SyncStatus(
        configured=bool(number(Note.ENROLLED)),
        last_success=day(Note.SUCCESS),
        last_attempt=Result(text(Note.RESULT)) if text(Note.RESULT) else None,
        reason=Reason(text(Note.REASON)) if text(Note.REASON) else None,
        attempts=number(Note.ATTEMPTS),
        waiting=number(Note.WAITING),
        set_aside=number(Note.SET_ASIDE),
        carried=day(Note.CARRIED),
        last_carry=Result(text(Note.CARRY)) if text(Note.CARRY) else None,
        carries=number(Note.CARRIES),
    )
