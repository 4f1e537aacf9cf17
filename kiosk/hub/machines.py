"""What is told of the machines: days on which they ran, and those not heard from. Nothing here is about a visitor.

A kiosk is named by its place and a number, in the order of enrolment; its id stays in the enrolment.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from kiosk.hub.enrolment import Enrolled
from kiosk.hub.pages import Table

SILENT_DAYS: Final = 3


class _Named(NamedTuple):
    kiosk: Enrolled
    number: int


def named(kiosks: Sequence[Enrolled]) -> list[_Named]:
    """Each kiosk with its number in its place, from 1; revoked ones keep theirs."""
    numbers: dict[tuple[str, str], int] = {}
    found = []
    for one in sorted(kiosks, key=lambda one: (one.region, one.place, one.enrolled, one.kiosk)):
        spot = (one.region, one.place)
        numbers[spot] = numbers.get(spot, 0) + 1
        found.append(_Named(one, numbers[spot]))
    return found


def days_up(counts: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Days on which each kiosk ran, by (kiosk, month as "2026-11")."""
    rows = counts.execute(
        "SELECT kiosk, substr(period, 1, 7), count(*) FROM counts.counts "
        "WHERE event = 'hours_up' AND n > 0 AND period GLOB '????-??-??' GROUP BY 1, 2"
    )
    return {(kiosk, month): days for kiosk, month, days in rows}


def open_tables(kiosks: Sequence[Enrolled], up: dict[tuple[str, str], int]) -> list[Table]:
    """For everybody: by place and month."""
    where = {one.kiosk: (one.region, one.place) for one in kiosks}
    found: dict[tuple[str, str, str], list[int]] = {}
    for (kiosk, month), days in up.items():
        if kiosk in where:
            found.setdefault((*where[kiosk], month), []).append(days)
    rows = [(*spot, len(days), sum(days)) for spot, days in sorted(found.items())]
    places: dict[tuple[str, str], int] = {}
    for one in kiosks:
        places[one.region, one.place] = places.get((one.region, one.place), 0) + (one.revoked is None)
    return [
        Table("allumage_mois", "region TEXT, lieu TEXT, mois TEXT, bornes INTEGER, jours INTEGER", rows),
        Table("lieux", "region TEXT, lieu TEXT, bornes INTEGER", [(*spot, n) for spot, n in sorted(places.items())]),
    ]


def staff_tables(kiosks: Sequence[Enrolled], up: dict[tuple[str, str], int], today: date) -> list[Table]:
    """For staff: each kiosk by its number, and who was not heard for some days."""
    by_number = [
        (one.region, one.place, number, month, up[one.kiosk, month])
        for one, number in named(kiosks)
        for month in sorted(month for kiosk, month in up if kiosk == one.kiosk)
    ]
    silent = [
        (one.region, one.place, number, one.heard.isoformat() if one.heard else None, (today - since).days)
        for one, number in named(kiosks)
        if one.revoked is None and today - (since := one.heard or one.enrolled) >= timedelta(days=SILENT_DAYS)
    ]
    return [
        Table("allumage_bornes", "region TEXT, lieu TEXT, borne INTEGER, mois TEXT, jours INTEGER", by_number),
        Table(
            "bornes_silencieuses",
            "region TEXT, lieu TEXT, borne INTEGER, derniere_nouvelle TEXT, jours INTEGER",
            silent,
        ),
    ]
