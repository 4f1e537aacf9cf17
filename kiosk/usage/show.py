"""What may be shown of the counts, and how `kiosk usage show` says it. Pure, apart from reading the file.

The next person at the kiosk must not be able to read the one before: of today there is only the number of visits in
all; journeys and outcomes appear once their week is closed, and a number of 1 to 4 is not said.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.events import Outcome
from kiosk.figures import BELOW, Cell, Week
from kiosk.ids import JourneyId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import BUCKET_PREFIX, UNDATED, Period, day_period, is_closed_week, monday, week_of_day
from kiosk.usage.store import Store

_MINUTES_STEP = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """All that may be shown. Weeks: the latest first."""

    today: date
    visits_today: int
    waiting: int
    """Visits of this boot that get their day when the clock is right."""
    undated: int
    """Visits whose day will never be known."""
    weeks: tuple[Week, ...]
    lost: tuple[tuple[str, str], ...] = ()
    """(guidance, page) of official sites that are not as their guidance has them, by closed weeks; never how often."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The file cannot be read; `reason` is SQLite's sentence."""

    reason: str


def read(path: Path, today: date) -> Summary | Unreadable:
    """Read the file of counts; one that is not there yet reads as no visit."""
    try:
        with closing(Store.read(path)) as store:
            return summary(store, today)
    except sqlite3.Error as error:
        return Unreadable(str(error))


def summary(store: Store, today: date) -> Summary:
    """What may be shown on the local day `today`. Raises sqlite3.Error."""
    rows = store.rows()
    periods = sorted({row.period for row in rows if is_closed_week(row.period, today)}, reverse=True)
    return Summary(
        today=today,
        visits_today=_visits(rows, day_period(today)),
        waiting=_visits(rows, BUCKET_PREFIX),
        undated=_visits(rows, UNDATED),
        weeks=tuple(week_of(rows, period) for period in periods),
        lost=_lost(rows, periods),
    )


def as_json(shown: Summary) -> str:
    """Plain data; a hidden number is {"n": null, "below": 5}."""
    data: dict[str, Any] = {
        "today": {"day": shown.today.isoformat(), "visits": shown.visits_today},
        "waiting_for_clock": shown.waiting,
        "undated": shown.undated,
        "weeks": [
            {
                "week": week.period,
                "monday": monday(week.period).isoformat(),
                "minutes": week.minutes,
                "hours_up": week.hours_up,
                "visits": [{"journey": cell.journey, "outcome": cell.outcome, **_number(cell)} for cell in week.cells],
            }
            for week in shown.weeks
        ],
        "guidance_lost": [{"guidance": guidance, "page": page} for guidance, page in shown.lost],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_text(shown: Summary, titles: Mapping[JourneyId, str] | None = None) -> str:
    """For people, in French; `titles` names the journeys, without it they stand by their ids."""
    lines = [f"Aujourd'hui, {_in_french(shown.today)} : {_visits_word(shown.visits_today)}"]
    if shown.waiting:
        lines.append(f"En attente d'une horloge juste : {_visits_word(shown.waiting)}")
    if shown.undated:
        lines.append(f"Sans date connue : {_visits_word(shown.undated)}")
    lines += [f"Site officiel à revoir : {guidance} (page : {page})" for guidance, page in shown.lost]
    if not shown.weeks:
        lines.append("Le détail est montré quand la semaine est finie.")
    for week in shown.weeks:
        lines += ["", *_week_lines(week, titles or {})]
    return "\n".join(lines)


def _visits(rows: Mapping[Row, int], period_prefix: str) -> int:
    return sum(n for row, n in rows.items() if row.counter is Counter.VISITS and row.period.startswith(period_prefix))


def _lost(rows: Mapping[Row, int], closed: Collection[Period]) -> tuple[tuple[str, str], ...]:
    found = {(row.journey, row.step) for row in rows if row.counter is Counter.GUIDANCE_LOST and row.period in closed}
    return tuple(sorted(found))


def week_of(rows: Mapping[Row, int], period: Period) -> Week:
    """What may be shown of a closed ISO week."""
    minutes = rows.get(Row(period, Counter.MINUTES), 0)
    found = [(row, n) for row, n in rows.items() if row.period == period and row.counter is Counter.OUTCOMES]
    cells = tuple(Cell(row.journey, row.outcome, n if n >= BELOW else None) for row, n in sorted(found, key=_order))
    hours = sum(hours_by_day(rows, period).values()) or None
    return Week(period, _MINUTES_STEP * round(minutes / _MINUTES_STEP), cells, hours)


def hours_by_day(rows: Mapping[Row, int], period: Period) -> dict[Period, int]:
    """The days of an ISO week on which the kiosk ran, and for how many hours."""
    days = [(row.period, n) for row, n in rows.items() if row.counter is Counter.HOURS_UP]
    return {day: n for day, n in days if week_of_day(day) == period}


def _order(item: tuple[Row, int]) -> tuple[str, int]:
    """By journey, then in the order of the vocabulary: never by size, which would rank the hidden ones."""
    row, _ = item
    return row.journey, list(OUTCOMES).index(row.outcome) if row.outcome in OUTCOMES else len(OUTCOMES)


def _number(cell: Cell) -> dict[str, int | None]:
    return {"n": None, "below": BELOW} if cell.n is None else {"n": cell.n}


def _week_lines(week: Week, titles: Mapping[JourneyId, str]) -> list[str]:
    up = f", {week.hours_up} heures de marche" if week.hours_up else ""
    day = _in_french(monday(week.period))
    lines = [f"Semaine {week.period[6:]} ({day}) : {week.minutes} minutes d'utilisation{up}"]
    for journey in dict.fromkeys(cell.journey for cell in week.cells):
        lines.append(f"  {titles.get(journey, journey)}")
        for cell in week.cells:
            if cell.journey == journey:
                number = f"moins de {BELOW}" if cell.n is None else str(cell.n)
                lines.append(f"    {OUTCOMES.get(cell.outcome, cell.outcome)} : {number}")
    return lines


def _visits_word(n: int) -> str:
    return f"{n} visite" if n < 2 else f"{n} visites"  # noqa: PLR2004 - French: zero and one are singular


def _in_french(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
OUTCOMES = {
    Outcome.BOOKED.value: "rendez-vous pris",
    Outcome.REQUESTED.value: "rendez-vous demandé",
    Outcome.PHONE.value: "par téléphone",
    Outcome.ONLINE.value: "en ligne",
    Outcome.COUNTER.value: "au guichet",
    Outcome.PERSON.value: "avec une personne",
    Outcome.INFORMATION.value: "renseignement",
    Outcome.LEFT.value: "visite arrêtée en chemin",
}
