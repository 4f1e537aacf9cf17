"""The kiosk's databases, read through without changing them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import CALL, RESTART, Found, attention, broken, ready

TITLE: Final = "Les fichiers de la borne"
ICON: Final = "files"
_BUSY_SECONDS: Final = 5.0
_SET_ASIDE: Final = (".damaged-", ".set-aside-")
"""In the name of a file that the agenda or the counts could not use, and kept."""


def look(needs: Needs) -> Found:
    """Every database of the kiosk; one that is not there yet is begun when it is needed."""
    files = sorted(needs.data.glob("*.db"))
    if any(_is_damaged(file) for file in files):
        return broken("Un fichier de la borne est abîmé.", RESTART)
    if any(mark in path.name for path in needs.data.glob("*.db.*") for mark in _SET_ASIDE):
        return attention("Un fichier était abîmé. La borne en a commencé un autre.", CALL)
    return ready("Les comptes et l’agenda sont en bon état.")


def _is_damaged(file: Path) -> bool:
    """Whether SQLite finds a fault in it; a file that is only held by somebody for a while is none."""
    try:
        uri = f"{file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
