"""What the visitor leaves with when an official site has confirmed: "selon le site". Made here, kept nowhere."""

from datetime import datetime, timedelta
from textwrap import wrap
from zoneinfo import ZoneInfo

from kiosk.official_site import words
from kiosk.official_site.confirmation import Confirmation
from kiosk.pages import dates
from kiosk.ticket import WIDTH

NBSP = "\u00a0"


def start_of(confirmed: Confirmation, zone: ZoneInfo) -> datetime | None:
    """When it begins, aware; None where the site's day or hour could not be read."""
    if confirmed.day is None or confirmed.hour is None:
        return None
    return datetime.combine(confirmed.day, confirmed.hour, zone)


def when(confirmed: Confirmation, zone: ZoneInfo) -> tuple[str, ...]:
    """Day and hour as far as they were read."""
    start = start_of(confirmed, zone)
    day = dates.day_in_full(confirmed.day) if confirmed.day else ""
    hour = dates.hour(start, zone) if start else ""
    return tuple(text for text in (day, hour) if text)


def texts(confirmed: Confirmation, zone: ZoneInfo) -> tuple[str, ...]:
    """Day, hour and place as far as they were read, then who says so."""
    rest = tuple(text for text in (confirmed.place, confirmed.site, words.ACCORDING) if text)
    return (*when(confirmed, zone), *rest)


def as_text(confirmed: Confirmation, zone: ZoneInfo, width: int = WIDTH) -> str:
    """The ticket in plain text, wrapped to the printer's width."""
    plain = [text.replace(NBSP, " ") for text in (words.CONFIRMED, *texts(confirmed, zone))]
    return "\n".join(line for block in plain for line in wrap(block, width, break_on_hyphens=False)) + "\n"


def as_calendar(confirmed: Confirmation, zone: ZoneInfo) -> str:
    """The appointment as an iCalendar event (RFC 5545); without an hour, of the whole day.

    How long it takes is not known, and so not said. Raises ValueError without a day.
    """
    if confirmed.day is None:
        message = "a confirmation without a day is no event"
        raise ValueError(message)
    from icalendar import Calendar, Event  # noqa: PLC0415 (200 ms of imports that the resting screen does not need)

    start = start_of(confirmed, zone)
    event = Event()
    event.add("uid", f"{confirmed.day:%Y%m%d}-site@cdp")
    event.add("dtstamp", start.astimezone(ZoneInfo("UTC")) if start else _midnight(confirmed, zone))
    event.add("dtstart", start.astimezone(ZoneInfo("UTC")) if start else confirmed.day)
    if start is None:
        event.add("dtend", confirmed.day + timedelta(days=1))
    event.add("summary", confirmed.site)
    if confirmed.place:
        event.add("location", confirmed.place)
    event.add("description", words.ACCORDING)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//cdp//FR")
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _midnight(confirmed: Confirmation, zone: ZoneInfo) -> datetime:
    day = confirmed.day
    if day is None:
        raise TypeError(confirmed)
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(ZoneInfo("UTC"))
