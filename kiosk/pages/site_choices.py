"""A list, a day or an hour of an official page as our own large choices; long lists part by part."""

import re
from calendar import monthrange
from collections.abc import Sequence
from itertools import pairwise

from kiosk.ids import ChoiceId
from kiosk.official_site.view import Element, Entry
from kiosk.page import Choice, ChoicePage, Line
from kiosk.pages import dates, words

OPTION = "option:"
SPAN = "span:"
AT_ONCE = 8
"""So many things are shown as they are; of more, four parts of the list are offered first."""
PARTS = 4
YEARS = range(1916, 2044)
"""Of birth, of an appointment."""
MINUTES = range(0, 60, 5)
_DAY = ("year", "month", "day")
_HOUR = ("hour", "minute")
_STEPS = {Entry.DATE: _DAY, Entry.TIME: _HOUR, Entry.MOMENT: _DAY + _HOUR}
"""What is chosen one after the other."""
STEPWISE = frozenset(_STEPS)
_LONG = 18
"""Letters of a name in the name of a part."""

Span = tuple[int, int]
"""Part of a list: from the first to behind the last, counted from 0."""


def list_page(element: Element, part: str, span: Span | None) -> ChoicePage:
    """The choices that are open. `part`: what was chosen of a day or an hour so far, "2026-11" or "10"."""
    title, labels = _asked(element, part)
    note = (Line(element.note, live=True),) if element.note else ()
    lines = (Line(element.name, live=True), *note) if element.name else note
    return ChoicePage(
        title=title, lines=lines, choices=_choices(labels, span, element.chosen), bar=words.BAR, passing=True
    )


def picked(element: Element, part: str, number: int) -> str | int:
    """What follows from the choice of that number: the option's number, or more of a day or an hour.

    A whole day is "2026-11-24", a whole hour "10:40", both "2026-11-24T10:40".
    """
    match _asks(element.entry, part):
        case "year":
            return str(YEARS[number])
        case "month" | "day":
            return f"{part}-{number + 1:02}"
        case "hour":
            return f"{part}T{number:02}" if part else f"{number:02}"
        case "minute":
            return f"{part}:{MINUTES[number]:02}"
        case _:
            return number


def is_whole(entry: Entry, part: str) -> bool:
    """Whether a day or an hour is wholly chosen."""
    return not _asks(entry, part)


def less(part: str) -> str:
    """The same without what was chosen last: "2026-11" of "2026-11-24"."""
    return "".join(re.split(r"(?=[-T:])", part)[:-1])


def span_of(choice: ChoiceId) -> Span:
    """The part of a list that a choice opens."""
    first, _, end = choice.removeprefix(SPAN).partition("-")
    return int(first), int(end)


def _asks(entry: Entry, part: str) -> str:
    """What is to be chosen next: one of `_STEPS`; empty: an option, or nothing any more."""
    steps, done = _STEPS.get(entry, ()), len(re.findall(r"\d+", part))
    return steps[done] if done < len(steps) else ""


def _asked(element: Element, part: str) -> tuple[str, Sequence[str]]:
    match _asks(element.entry, part):
        case "year":
            return "Choisissez l’année", [str(year) for year in YEARS]
        case "month":
            return "Choisissez le mois", dates.months()
        case "day":
            year, _, month = part.partition("-")
            return "Choisissez le jour", [str(day + 1) for day in range(monthrange(int(year), int(month))[1])]
        case "hour":
            return "Choisissez l’heure", [f"{hour}{words.NBSP}h" for hour in range(24)]
        case "minute":
            hour = int(part.rpartition("T")[2])
            return "Choisissez les minutes", [f"{hour}{words.NBSP}h{words.NBSP}{minute:02}" for minute in MINUTES]
        case _:
            return "Choisissez une réponse", element.options


def _choices(labels: Sequence[str], span: Span | None, chosen: str) -> tuple[Choice, ...]:
    first, end = span or (0, len(labels))
    if end - first <= AT_ONCE:
        return tuple(_option(number, labels[number], chosen) for number in range(first, end))
    each, longer = divmod(end - first, PARTS)
    ends = [first + each * number + min(number, longer) for number in range(PARTS + 1)]
    return tuple(_part(labels, start, stop, chosen) for start, stop in pairwise(ends))


def _option(number: int, label: str, chosen: str) -> Choice:
    mine = bool(chosen) and label == chosen
    return Choice(ChoiceId(f"{OPTION}{number}"), label, chosen=mine, live=True, primary=False)


def _part(labels: Sequence[str], first: int, end: int, chosen: str) -> Choice:
    name = f"{_short(labels[first])} à {_short(labels[end - 1])}"
    mine = bool(chosen) and chosen in labels[first:end]
    return Choice(ChoiceId(f"{SPAN}{first}-{end}"), name, chosen=mine, live=True, primary=False)


def _short(label: str) -> str:
    return label if len(label) <= _LONG else f"{label[: _LONG - 1].rstrip()}…"
