"""Pure: what a confirmation page says of the appointment, read by the guidance's patterns: "selon le site"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache

from kiosk.official_site.guidance import Done
from kiosk.official_site.plain import plain
from kiosk.official_site.view import View

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_WORDS = re.compile(r"(?:\b([a-z]+)\.?,?\s+)?\b(\d{1,2})(?:er)?\s+([a-z]+)\.?(?:,?\s+(\d{4}))?")
_HOUR = re.compile(r"\b(\d{1,2})\s*(?:h(?:eures?)?|:)\s*(\d{2})?(?!\d)\s*([ap]\.?m\b)?")
_PLACE = 80
"""Letters of a place that fit on a ticket."""
_YEARS = range(2000, 2200)
"""Of an appointment. A site that has no day may write the first or the last that its language knows: 01/01/0001."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The appointment as the site tells it. What could not be read is empty; a ticket then says less."""

    site: str
    """The site's name: "Site officiel du Forem"."""
    place: str = field(default="", repr=False)
    day: date | None = field(default=None, repr=False)
    hour: time | None = field(default=None, repr=False)


def read_confirmation(name: str, done: Done, view: View, today: date | None) -> Confirmation:
    """What stands on a confirmation page. `today` gives the year to a day without one; None: such a day is not read."""
    text = "\n".join(element.name for element in view.elements if element.name)
    place = " ".join(_found(done.place, text).split())
    day, hour = read_day(_found(done.day, text), today), read_hour(_found(done.hour, text))
    usual = day if day and day.year in _YEARS else None
    return Confirmation(name, place if len(place) <= _PLACE else "", usual, hour)


def read_day(text: str, today: date | None) -> date | None:
    """The one day in a text: "mardi 24 novembre 2026", "mar. 1er déc.", "24/11/2026", "2026-11-24"; None: none, or two.

    A weekday that does not belong to the day, and a day that no calendar has, make it None.
    """
    bare = plain(text)
    found = {_day(int(match[1]), int(match[2]), int(match[3])) for match in _ISO.finditer(bare)}
    found |= {_day(_year(match[3]), int(match[2]), int(match[1])) for match in _FIGURES.finditer(_ISO.sub("", bare))}
    found |= {_in_words(match, today) for match in _WORDS.finditer(bare) if match[3] in _months()}
    return found.pop() if len(found) == 1 else None


def read_hour(text: str) -> time | None:
    """The first hour in a text: "10 h 40", "10h", "10:40", "10 heures 40", "2:30 p.m."; None where there is none."""
    match = _HOUR.search(plain(text))
    if match is None or ("h" not in match[0] and match[2] is None):
        return None
    hours, minutes, half = int(match[1]), int(match[2] or 0), match[3]
    if half and 1 <= hours <= 12:  # noqa: PLR2004
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None  # noqa: PLR2004


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return (match[1] or "").strip() if match else ""


def _in_words(match: re.Match[str], today: date | None) -> date | None:
    month, number = _months()[match[3]], int(match[2])
    if match[4]:
        day = _day(int(match[4]), month, number)
    elif today is None:
        return None
    else:  # the next such day
        years = (_day(today.year + more, month, number) for more in (0, 1))
        day = next((one for one in years if one and one >= today), None)
    said = _weekdays().get(match[1] or "")
    return None if day is None or (said is not None and said != day.weekday()) else day


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)  # noqa: PLR2004


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    from babel.dates import get_month_names  # noqa: PLC0415 (only where a confirmation is read)

    wide = {plain(name): number for number, name in get_month_names("wide", locale="fr").items()}
    return {plain(name): number for number, name in get_month_names("abbreviated", locale="fr").items()} | wide


@cache
def _weekdays() -> Mapping[str, int]:
    from babel.dates import get_day_names  # noqa: PLC0415 (the same)

    wide = {plain(name): number for number, name in get_day_names("wide", locale="fr").items()}
    return {plain(name): number for number, name in get_day_names("abbreviated", locale="fr").items()} | wide
