"""Parcels of counts that came by stick, into the same table as those of the network; twice without harm."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.hub.body import fault_in, values
from kiosk.hub.enrolment import Enrolled, kiosks, note_heard
from kiosk.hub.schema import PUSH
from kiosk.usage.sync.parcel import PATTERN, BadParcel, Parcel, Sealed, read, unsealed


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
        sealed = read(path)
        if isinstance(sealed, BadParcel):
            yield Refused(path.name, sealed.reason)
            continue
        parcel = _opened(sealed, known)
        if isinstance(parcel, str):
            yield Refused(path.name, f"{path.name}: {parcel}")
            continue
        grew = _write(parcel, counts)
        note_heard(enrolment, parcel.kiosk, today)
        yield Loaded(path.name, known[parcel.kiosk].place, len(parcel.rows), grew)


def _opened(sealed: Sealed, known: Mapping[str, Enrolled]) -> Parcel | str:
    """What the kiosk put into it, or why that cannot be believed."""
    kiosk = known.get(sealed.kiosk)
    if kiosk is None:
        return "its kiosk is not enrolled here"
    if kiosk.revoked is not None:
        return f"its kiosk was revoked on {kiosk.revoked}"
    parcel = unsealed(sealed, kiosk.key)
    if isinstance(parcel, BadParcel):
        return parcel.reason
    fault = fault_in(parcel.rows, parcel.kiosk)
    return parcel if fault is None else fault.reason


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
