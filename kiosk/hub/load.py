"""Parcels of counts that came by stick, into the same table as those of the network; twice without harm."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.hub.body import fault_in, values
from kiosk.hub.enrolment import Enrolled, kiosks, note_heard
from kiosk.hub.schema import PUSH
from kiosk.usage.sync.parcel import PATTERN, BadParcel, Parcel, is_genuine, read


@dataclass(frozen=True, slots=True)
class Loaded:
    """A parcel whose rows are all in the table now."""

    file: str
    place: str
    rows: int
    grew: int
    """Of its rows, those that were new or greater than what the hub had."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A parcel of which nothing was taken; `reason` is for whoever holds the stick."""

    file: str
    reason: str


def load(
    folder: Path, counts: sqlite3.Connection, enrolment: sqlite3.Connection, today: date
) -> Iterator[Loaded | Refused]:
    """Take every parcel of the folder, each all or nothing. Raises sqlite3.Error where the hub cannot write."""
    known = {one.kiosk: one for one in kiosks(enrolment)}
    for path in sorted(folder.glob(PATTERN)):
        parcel = read(path)
        if isinstance(parcel, BadParcel):
            yield Refused(path.name, parcel.reason)
            continue
        trusted = _trusted(parcel, known)
        if isinstance(trusted, str):
            yield Refused(path.name, f"{path.name}: {trusted}")
            continue
        grew = _write(parcel, counts)
        note_heard(enrolment, parcel.kiosk, today)
        yield Loaded(path.name, trusted.place, len(parcel.rows), grew)


def _trusted(parcel: Parcel, known: Mapping[str, Enrolled]) -> Enrolled | str:
    """The kiosk that wrote the parcel, or why that cannot be believed."""
    kiosk = known.get(parcel.kiosk)
    if kiosk is None:
        return "its kiosk is not enrolled here"
    if kiosk.revoked is not None:
        return f"its kiosk was revoked on {kiosk.revoked}"
    if not is_genuine(parcel, kiosk.key):
        return "is not genuine: another key signed it, or it was changed since"
    fault = fault_in(parcel.rows, parcel.kiosk)
    return kiosk if fault is None else fault.reason


def _write(parcel: Parcel, counts: sqlite3.Connection) -> int:
    """How many rows grew; one transaction."""
    before = counts.total_changes
    counts.execute("BEGIN IMMEDIATE")
    try:
        counts.executemany(PUSH, [values(row) for row in parcel.rows])
    except sqlite3.Error:
        counts.rollback()
        raise
    counts.commit()
    return counts.total_changes - before
