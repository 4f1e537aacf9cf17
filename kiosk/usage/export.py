"""The closed weeks as plain data to take away: for a spreadsheet, for a poster.

What is hidden in `kiosk usage show` is hidden here. The sum of a week is told exactly only where each hidden number
could then still be any of 1 to 4; elsewhere it is told as "at least". Days are left out: with them a hidden number
would come out by subtraction.
"""

import csv
import io
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kiosk.figures import BELOW, stay_open
from kiosk.ids import JourneyId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import Period, is_closed_week, is_week, monday, week_of_day
from kiosk.usage.show import Unreadable, hours_by_day, week_of
from kiosk.usage.store import Store

FORMAT: Final = 1
COLUMNS: Final = (
    "Semaine",
    "Du",
    "Au",
    "Mesure",
    "Sujet",
    "Code du sujet",
    "Résultat",
    "Code du résultat",
    "Nombre",
    "Remarque",
)
HIDDEN: Final = f"moins de {BELOW}"
OR_MORE: Final = "ou plus"
UNKNOWN: Final = "inconnu"
BOM: Final = "\ufeff"
"""Without it Excel reads accents as two letters each."""
_FORMULA: Final = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The words of the site; an id that is not in them has left the kiosk since."""

    site: str
    journeys: Mapping[JourneyId, str]
    outcomes: Mapping[str, str]
    another_journey: str
    another_outcome: str


class Total(Struct, frozen=True):
    """The visits of a week in all; not `exact`: `n` or more."""

    n: int
    exact: bool = True


class Counted(Struct, frozen=True, kw_only=True):
    """Visits of a journey that ended so; `n` None: 1 to 4."""

    journey: JourneyId
    title: str
    outcome: str
    ending: str
    n: int | None


class ClosedWeek(Struct, frozen=True, kw_only=True):
    """One ISO week. `minutes` of use are rounded to 5; `hours_up` None: not known."""

    week: Period
    monday: date
    sunday: date
    visits: Total
    minutes: int
    hours_up: int | None
    days_up: int | None
    cells: tuple[Counted, ...]


class Export(Struct, frozen=True, kw_only=True):
    """All closed weeks in which something was counted, the oldest first."""

    format: int = FORMAT
    site: str
    made: date
    below: int = BELOW
    weeks: tuple[ClosedWeek, ...]


def read_export(path: Path, today: date | None, names: Names) -> Export | Unreadable:
    """Read the file of counts as of the local day `today`; one that is not there yet has no week.

    None: the clock is not trusted. Visits are only ever dated by a trusted one, so that a week is surely over once a
    later one has visits.
    """
    try:
        with closing(Store.read(path)) as store:
            rows = store.rows()
            weeks = [row.period for row in rows if is_week(row.period)]
            return export(rows, today or (monday(max(weeks)) if weeks else date.min), names)
    except (sqlite3.Error, ValueError) as error:  # a week that no calendar knows: a hand was in the file
        return Unreadable(str(error))


def export(rows: Mapping[Row, int], today: date, names: Names) -> Export:
    """What of these counts may be taken away on the local day `today`."""
    # a week in which the kiosk only ran counts too
    periods = {week_of_day(row.period) if row.counter is Counter.HOURS_UP else row.period for row in rows}
    closed = sorted(period for period in periods if period and is_closed_week(period, today))
    return Export(site=names.site, made=today, weeks=tuple(_closed(rows, period, names) for period in closed))


def total_of(numbers: tuple[int, ...]) -> Total:
    """The sum, exact where it leaves each hidden number open; these are the true numbers."""
    seen = sum(n for n in numbers if n >= BELOW)
    return Total(sum(numbers)) if stay_open(numbers) else Total(seen, exact=False)


def as_json(exported: Export) -> str:
    """For tools, and for a poster that is made elsewhere."""
    return msgspec.json.format(msgspec.json.encode(exported), indent=1).decode()


def from_json(text: str | bytes) -> Export | Unreadable:
    """What `as_json` gave."""
    try:
        found = msgspec.json.decode(text, type=Export)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        return Unreadable(str(error))
    return found if found.format == FORMAT else Unreadable(f"format {found.format}; expected {FORMAT}")


def as_csv(exported: Export) -> str:
    """A spreadsheet of Belgium opens it by a touch: semicolons, a mark for UTF-8, days that no country reads wrong.

    A number that is hidden is an empty field, so that a column of numbers can be summed.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for week in exported.weeks:
        table.writerows((week.week, week.monday, week.sunday, *map(_plain, line)) for line in _lines(week))
    return BOM + text.getvalue()


def _lines(week: ClosedWeek) -> Iterator[tuple[str, ...]]:
    yield "Visites en tout", "", "", "", "", str(week.visits.n), "" if week.visits.exact else OR_MORE
    yield "Minutes d’utilisation", "", "", "", "", str(week.minutes), "arrondi à 5"
    for name, known in (("Heures de marche", week.hours_up), ("Jours de marche", week.days_up)):
        yield name, "", "", "", "", *(("", UNKNOWN) if known is None else (str(known), ""))
    for cell in week.cells:
        told = ("", HIDDEN) if cell.n is None else (str(cell.n), "")
        yield "Visites", cell.title, cell.journey, cell.ending, cell.outcome, *told


def _plain(text: str) -> str:
    """A field that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _closed(rows: Mapping[Row, int], period: Period, names: Names) -> ClosedWeek:
    week, first = week_of(rows, period), monday(period)
    true = tuple(n for row, n in rows.items() if row.counter is Counter.OUTCOMES and row.period == period)
    return ClosedWeek(
        week=period,
        monday=first,
        sunday=first + timedelta(days=6),
        visits=total_of(true),
        minutes=week.minutes,
        hours_up=week.hours_up,
        days_up=len(hours_by_day(rows, period)) or None,
        cells=tuple(
            Counted(
                journey=cell.journey,
                title=names.journeys.get(cell.journey, names.another_journey),
                outcome=cell.outcome,
                ending=names.outcomes.get(cell.outcome, names.another_outcome),
                n=cell.n,
            )
            for cell in week.cells
        ),
    )
