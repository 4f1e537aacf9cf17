"""`<hub>/published/staff.db` and `open.db`: what the pages show, written anew each night, put in place at once.

Names of tables and columns are French: whoever takes the open data reads them. A file holds no kiosk's id, no number
that is hidden and no trace of one: it was never written there.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from kiosk.hub.cells import Cell, monday_of
from kiosk.hub.memory import Memory, Part
from kiosk.hub.titles import Titles

FOLDER: Final = "published"
_MINUTES_STEP: Final = 5
Value = str | int | None


class Table(NamedTuple):
    """A table to write: its columns as SQL has them, and its rows."""

    name: str
    columns: str
    rows: Sequence[tuple[Value, ...]]


_WHERE: Final = {
    "region_week": ("semaine", "region TEXT, semaine TEXT, lundi TEXT"),
    "place_month": ("mois", "region TEXT, lieu TEXT, mois TEXT"),
}
_WHAT: Final = {
    "visits": ("visites", "parcours TEXT, titre TEXT, visites INTEGER"),
    "outcomes": ("issues", "parcours TEXT, titre TEXT, issue TEXT, visites INTEGER"),
    "last_steps": ("arrets", "parcours TEXT, titre TEXT, etape TEXT, page TEXT, visites INTEGER"),
}


def tables(memory: Memory, audience: str, below: int, titles: Titles) -> list[Table]:
    """Of all waves together: a number shown in two waves is their sum, since no visit is in two."""
    sums: Counter[tuple[str, Cell]] = Counter()
    minutes: Counter[tuple[str, str]] = Counter()
    for part in memory.parts():
        shown = memory.cells("shown", audience, part)
        for cell, n in shown.items():
            sums[part.region, cell._replace(key=titles.named(cell.key))] += n
        # Minutes have no noise: beside noisy visits they would be told exactly, and perhaps of one visitor.
        if audience == "staff" or not memory.has_noise(part):
            minutes.update(_minutes(memory, part, shown, below))
    found = [
        Table(f"{what}_{where}", f"{place}, {columns}", _rows(sums, cube, level, titles))
        for level, (where, place) in _WHERE.items()
        for cube, (what, columns) in _WHAT.items()
    ]
    in_weeks = [(region, week, monday_of(week).isoformat(), n) for (region, week), n in sorted(minutes.items())]
    return [*found, Table("minutes_semaine", "region TEXT, semaine TEXT, lundi TEXT, minutes INTEGER", in_weeks)]


def _minutes(memory: Memory, part: Part, shown: Mapping[Cell, int], below: int) -> dict[tuple[str, str], int]:
    """Of the weeks whose visits are shown, rounded: minutes of one visitor would tell that visit."""
    visits: Counter[str] = Counter()
    for cell, n in shown.items():
        if cell.level == "region_week" and cell.key.cube == "visits":
            visits[cell.period] += n
    return {
        (part.region, week): _MINUTES_STEP * round(n / _MINUTES_STEP)
        for week, n in memory.minutes(part).items()
        if visits[week] >= below
    }


def _rows(sums: Mapping[tuple[str, Cell], int], cube: str, level: str, titles: Titles) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for (region, cell), n in sorted(sums.items()):
        if cell.level != level or cell.key.cube != cube:
            continue
        key, period = cell.key, cell.period
        where = (
            (region, period, monday_of(period).isoformat()) if level == "region_week" else (region, cell.area, period)
        )
        what: tuple[Value, ...] = (key.journey, titles.journey(key.journey))
        if cube == "outcomes":
            what += (titles.outcome(key.outcome),)
        if cube == "last_steps":
            what += (key.step, titles.step(key.journey, key.step))
        rows.append((*where, *what, n))
    return rows


def write(path: Path, tables: Iterable[Table], about: Mapping[str, str], mode: int) -> None:
    """Write a new file and put it in the place of the old one: whoever has that open goes on reading it."""
    path.parent.mkdir(mode=0o755, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("BEGIN")
        for table in tables:
            _fill(db, table)
        _fill(db, Table("a_propos", "nom TEXT, valeur TEXT", list(about.items())))
        db.execute("COMMIT")
    fresh.chmod(mode)
    _place(fresh, path)


def _fill(db: sqlite3.Connection, table: Table) -> None:
    db.execute(f"CREATE TABLE {table.name} ({table.columns}) STRICT")
    marks = ", ".join("?" * (table.columns.count(",") + 1))
    db.executemany(f"INSERT INTO {table.name} VALUES ({marks})", table.rows)  # noqa: S608 - names of this file alone


def _place(fresh: Path, path: Path) -> None:
    """Durably: after a power cut there is the old file or the new one, whole."""
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
