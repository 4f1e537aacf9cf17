"""A hub's folder filled by hand, and what its published files say."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from kiosk.hub.enrolment import drawn, enrol, note_heard, open_enrolment
from kiosk.hub.folder import prepare
from kiosk.hub.schema import COUNTS, PUSH, open_counts
from kiosk.hub.titles import Titles

Row = tuple[str, str, str, str, str]
"""(period, event, journey, step, outcome)"""
ENROLLED = date(2026, 9, 1)


def enrolled(hub: Path, place: str, region: str = "Hainaut", heard: date | None = None) -> str:
    """The id of a new kiosk."""
    prepare(hub)
    credential = drawn()
    with closing(open_enrolment(hub)) as enrolment:
        enrol(enrolment, credential, place, region, ENROLLED)
        if heard:
            note_heard(enrolment, credential.kiosk, heard)
    return credential.kiosk


def push(hub: Path, kiosk: str, rows: Mapping[Row, int]) -> None:
    """Absolute counts of a kiosk."""
    with closing(open_counts(hub / COUNTS)) as counts:
        counts.executemany(PUSH, [(kiosk, *row, n) for row, n in rows.items()])


def visits(journeys: Mapping[tuple[str, str], int]) -> dict[Row, int]:
    """Visits by (day, journey), all of which ended at the counter, on the first page."""
    rows: dict[Row, int] = {}
    for (day, journey), n in journeys.items():
        year, week, _ = date.fromisoformat(day).isocalendar()
        rows[day, "visits", journey, "", ""] = n
        for row in (
            (f"{year}-W{week:02d}", "outcomes", journey, "", "counter"),
            (f"{year}-W{week:02d}", "last_steps", journey, "depart", ""),
        ):
            rows[row] = rows.get(row, 0) + n
    return rows


def titles(journeys: Mapping[str, Sequence[str]]) -> Titles:
    """Journeys and their steps, each called by its id."""
    return Titles(
        {one: one for one in journeys}, {(one, step): step for one, steps in journeys.items() for step in steps}
    )


def table(hub: Path, file: str, query: str) -> list[tuple[object, ...]]:
    """Rows of a published file."""
    with closing(sqlite3.connect(f"{(hub / 'published' / file).as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(query).fetchall()
