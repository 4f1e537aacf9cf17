"""What a facilitator is told when counting is in trouble, and which errors of SQLite mean what."""

import sqlite3
from dataclasses import dataclass
from enum import Enum

_READONLY, _PERM, _CORRUPT, _NOT_A_DATABASE = 8, 3, 11, 26
_ERROR, _CONSTRAINT, _MISMATCH = 1, 19, 20
_FULL = 13
_SPOILED = {_READONLY, _PERM, _CORRUPT, _NOT_A_DATABASE, _ERROR, _CONSTRAINT, _MISMATCH}
"""SQLite's primary codes after which this file will never take a count again. ERROR, CONSTRAINT and MISMATCH: its
tables are not ours."""
_UNREADABLE = {266, 522, 8458}
"""Extended codes of IOERR: READ, SHORT_READ, CORRUPTFS. The other disk errors may pass."""


class FaultKind(Enum):
    """The trouble, from the lightest."""

    SET_ASIDE = "set_aside"
    """A file was spoiled; another was begun, and counting goes on."""
    LOST = "lost"
    """Writing works again, but some visits had found no room in memory."""
    DISK_FULL = "disk_full"
    """Nothing can be written now; counts are kept in memory and tried again."""
    NOT_WRITABLE = "not_writable"
    """The same, for a reason other than a full disk."""
    STOPPED = "stopped"
    """The recorder has ended: a fault of this software."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A trouble of the counts. `kept` visits wait in memory, `lost` ones found no room there."""

    kind: FaultKind
    kept: int = 0
    lost: int = 0
    aside: str = ""
    """The name of the last spoiled file."""

    @property
    def text(self) -> str:
        """For the facilitator, in French."""
        parts = [_TEXTS[self.kind]]
        if self.aside:
            parts.append(f"Ancien fichier : {self.aside}.")
        if self.kept:
            parts.append(f"Visites gardées en mémoire : {self.kept}.")
        if self.lost:
            parts.append(f"Visites non comptées : {self.lost}.")
        return " ".join(parts)


_TEXTS = {
    FaultKind.SET_ASIDE: "Le fichier des comptes était abîmé. Un nouveau fichier est commencé.",
    FaultKind.LOST: "Les comptes sont de nouveau écrits. Il manque des visites.",
    FaultKind.DISK_FULL: "Le disque est plein. Libérez de la place : les comptes seront alors écrits.",
    FaultKind.NOT_WRITABLE: "Les comptes ne peuvent pas être écrits. Appelez le service technique.",
    FaultKind.STOPPED: "Le comptage est arrêté. Redémarrez la borne.",
}


def spoiled(error: sqlite3.Error | OSError) -> bool:
    """Whether the file is beyond use, so that it has to be set aside; otherwise writing is tried again."""
    if isinstance(error, OSError):
        return False
    code = _code(error)
    return code & 0xFF in _SPOILED or code in _UNREADABLE


def kind_of(error: sqlite3.Error | OSError) -> FaultKind:
    """How to name the trouble of a write that failed."""
    if not isinstance(error, OSError) and _code(error) & 0xFF == _FULL:
        return FaultKind.DISK_FULL
    return FaultKind.NOT_WRITABLE


def _code(error: sqlite3.Error) -> int:
    """SQLite's extended code; an error raised by a check of ours has none and means damage."""
    code: int = getattr(error, "sqlite_errorcode", _CORRUPT)
    return code
