"""What stands on the poster of a week, as plain data in French: for the wall, and for the annual report. Pure.

A sum of what may be seen says "ou plus" where something is hidden behind it, and never how much.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from kiosk.figures import BELOW
from kiosk.ids import JourneyId
from kiosk.usage.export import HIDDEN, ClosedWeek, Counted, Export, Total
from kiosk.usage.period import Period, monday
from kiosk.usage.show import MONTHS, OUTCOMES

NBSP: Final = "\u00a0"
PAINTS: Final = {
    "ink": "#14213D",
    "forem": "#5B2A86",
    "commune": "#00595A",
    "learn": "#8A3B00",
    "aid": "#9B1B30",
}
"""The colours of the screens, by the tone of a journey."""
MOST_BARS: Final = 14
"""What a page has room for; the rest is one line more, without a bar: it may be longer than all others."""
OTHERS: Final = "D’autres sujets"
OR_MORE: Final = "ou plus"
FEW: Final = "peu"
NOBODY: Final = "Personne n’a utilisé la borne cette semaine."
HIDDEN_TOPICS: Final = f"Ces sujets ont {HIDDEN} visites par résultat{NBSP}:"
ALL_HIDDEN: Final = "Chaque nombre est trop petit pour être montré."
TOPICS: Final = "Les visites par sujet"
ENDS: Final = "Comment les visites finissent"
KICKER: Final = "La borne Coup de pouce"
PROMISE: Final = "Nous ne savons pas qui vous êtes"
PRIVACY: Final = (
    "La borne compte des visites, jamais des personnes.",
    "Elle oublie votre nom, l’heure et votre chemin sur les écrans.",
    f"Un nombre plus petit que {BELOW} reste caché.",
)
NOT_COUNTED: Final = "Une visite sans date connue manque dans ces chiffres."
ROUNDED: Final = f"Les minutes sont arrondies à {BELOW}."


class Card(Struct, frozen=True):
    """A number, and what it counts."""

    number: str
    label: str


class Bar(Struct, frozen=True):
    """One topic: `share` of the longest bar, 0 to 1; 0: there is no bar."""

    title: str
    number: str
    share: float
    paint: str


class Poster(Struct, frozen=True, kw_only=True):
    """All that the page says; empty: that part is left out."""

    date: tuple[int, int, int]
    """Year, month, day: of the document; always the same for a week."""
    site: str
    kicker: str = KICKER
    title: str
    visits: Card
    cards: tuple[Card, ...]
    topics: str = TOPICS
    bars: tuple[Bar, ...]
    hidden: str
    """Topics without a number to show."""
    ends_title: str = ENDS
    ends: tuple[Card, ...]
    note: str
    """Instead of bars."""
    promise: str = PROMISE
    privacy: tuple[str, ...] = PRIVACY
    small: tuple[str, ...] = (NOT_COUNTED, ROUNDED)


def poster_of(exported: Export, period: Period, tone: Callable[[JourneyId], str]) -> Poster:
    """The poster of a closed ISO week; `tone` names the tone of a journey. A week without a row had no visit."""
    first = monday(period)
    week = next((one for one in exported.weeks if one.week == period), _empty(period))
    groups = _by_journey(week.cells)
    seen = {journey: cells for journey, cells in groups.items() if _sum(cells)}
    few = [cells[0].title for journey, cells in groups.items() if journey not in seen]
    after = first + timedelta(weeks=1)
    return Poster(
        date=(after.year, after.month, after.day),
        site=exported.site,
        title=week_in_words(first),
        visits=_visits(week),
        cards=tuple(_cards(week)),
        bars=_bars(seen, tone),
        hidden=f"{HIDDEN_TOPICS} {f'{NBSP}; '.join(few)}." if few else "",
        ends=tuple(_ends(week.cells)),
        note=("" if seen else ALL_HIDDEN) if week.cells else NOBODY,
    )


def week_in_words(first: date) -> str:
    """As in "Semaine du 16 au 22 novembre 2026"; `first` is its Monday."""
    last = first + timedelta(days=6)
    same_year, same_month = first.year == last.year, first.month == last.month
    month = "" if same_month else f"{NBSP}{MONTHS[first.month - 1]}"
    year = "" if same_year else f" {first.year}"
    return f"Semaine du {_day(first)}{month}{year} au {_day(last)}{NBSP}{MONTHS[last.month - 1]} {last.year}"


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _empty(period: Period) -> ClosedWeek:
    first = monday(period)
    return ClosedWeek(
        week=period,
        monday=first,
        sunday=first + timedelta(days=6),
        visits=Total(0),
        minutes=0,
        hours_up=None,
        days_up=None,
        cells=(),
    )


def _visits(week: ClosedWeek) -> Card:
    """The big number; where nothing of it may be seen, a word."""
    n = week.visits.n
    if week.visits.exact:
        return Card(str(n), "visite" if n < 2 else "visites")  # noqa: PLR2004 - French: zero and one are singular
    if n:
        return Card(str(n), f"visites {OR_MORE}")
    return Card(FEW, "de visites") if len(week.cells) > 1 else Card(HIDDEN, "visites")


def _cards(week: ClosedWeek) -> Iterable[Card]:
    hours, minutes = divmod(week.minutes, 60)
    used = f"{hours}{NBSP}h{NBSP}{minutes:02}" if hours else f"{minutes}{NBSP}min"
    yield Card(used, "d’utilisation")
    if week.hours_up is not None and week.days_up is not None:
        days = f"1{NBSP}jour" if week.days_up == 1 else f"{week.days_up}{NBSP}jours"
        yield Card(f"{week.hours_up}{NBSP}h", f"de marche, {days}")


def _by_journey(cells: Iterable[Counted]) -> dict[JourneyId, list[Counted]]:
    found: dict[JourneyId, list[Counted]] = {}
    for cell in cells:
        found.setdefault(cell.journey, []).append(cell)
    return found


def _sum(cells: Iterable[Counted]) -> int:
    return sum(cell.n for cell in cells if cell.n is not None)


def _said(cells: Iterable[Counted]) -> str:
    """The sum of the numbers that may be seen, and that there are others."""
    cells = tuple(cells)
    hidden = sum(cell.n is None for cell in cells)
    if seen := _sum(cells):
        return f"{seen} {OR_MORE}" if hidden else str(seen)
    return FEW if hidden > 1 else HIDDEN


def _bars(groups: Mapping[JourneyId, list[Counted]], tone: Callable[[JourneyId], str]) -> tuple[Bar, ...]:
    """The longest first: what is hidden has no place among them that could tell its size."""
    order = sorted(groups.items(), key=lambda item: (-_sum(item[1]), item[1][0].title))
    most = max(map(_sum, groups.values()), default=1)
    bars = [
        Bar(cells[0].title, _said(cells), _sum(cells) / most, PAINTS.get(tone(journey), PAINTS["ink"]))
        for journey, cells in order[:MOST_BARS]
    ]
    rest = [cell for _, cells in order[MOST_BARS:] for cell in cells]
    return (*bars, Bar(OTHERS, _said(rest), 0.0, PAINTS["ink"])) if rest else tuple(bars)


def _ends(cells: Iterable[Counted]) -> Iterable[Card]:
    """By end, in the order of the vocabulary; an end of a later version comes last."""
    groups: dict[str, list[Counted]] = {}
    for cell in cells:
        groups.setdefault(cell.outcome, []).append(cell)
    known = [one for one in OUTCOMES if one in groups]
    for outcome in (*known, *(one for one in groups if one not in OUTCOMES)):
        yield Card(_said(groups[outcome]), groups[outcome][0].ending)
