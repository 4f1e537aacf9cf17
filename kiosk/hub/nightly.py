"""`kiosk hub publish`: decide what is due, then write both files anew from all that was ever decided."""

import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.hub.machines import days_up, open_tables, staff_tables
from kiosk.hub.memory import Memory, open_memory
from kiosk.hub.pages import FOLDER, tables, write
from kiosk.hub.places import placed
from kiosk.hub.publication import NOISE_BELOW, OPEN_BELOW, STAFF_BELOW, Decided, decide
from kiosk.hub.titles import Titles

STAFF, OPEN = "staff.db", "open.db"
INVENTED: Final = "invented"
"""A file in the folder of a hub whose counts are invented: its pages say so."""


def publish(hub: Path, today: date, titles: Titles, *, noise: bool = False) -> Decided:
    """One night. What was decided is on disk before either file changes. Raises OSError, sqlite3.Error, KioskError."""
    with _alone(hub):
        decided = decide(hub, today, noise=noise)
        _write(hub, today, titles, noise=noise)
    return decided


@contextmanager
def _alone(hub: Path) -> Iterator[None]:
    """Wait until nobody else publishes; whoever ends, however it ends, makes room."""
    with (hub / "publication.lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(hub: Path, today: date, titles: Titles, *, noise: bool) -> None:
    known = placed(hub)
    below = NOISE_BELOW if noise else OPEN_BELOW
    with closing(open_memory(hub)) as connection:
        memory, up = Memory(connection), days_up(connection)
        machines = open_tables(known, up)
        for_staff = [*tables(memory, "staff", STAFF_BELOW, titles), *machines, *staff_tables(known, up, today)]
        for_all = [*tables(memory, "open", below, titles), *machines]
        about = {"publication": today.isoformat(), "chiffres inventés": "oui" if (hub / INVENTED).exists() else "non"}
    write(hub / FOLDER / STAFF, for_staff, {**about, "seuil": f"{STAFF_BELOW}", "bruit": "non"}, 0o640)
    write(hub / FOLDER / OPEN, for_all, {**about, "seuil": f"{below}", "bruit": "oui" if noise else "non"}, 0o644)
