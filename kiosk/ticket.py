"""What the visitor leaves with: as text for a printer, as a calendar event, as a QR code. Made here, kept nowhere.

Its repr tells neither hour nor code.
"""

from dataclasses import dataclass, field
from datetime import datetime
from textwrap import wrap
from zoneinfo import ZoneInfo

from kiosk.bookings.protocol import Service
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.pages import dates, words
from kiosk.printing.slip import Block

WIDTH = 32
"""Characters a line of a 58 mm receipt printer in its usual font."""
BRING = "À apporter :"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One appointment, confirmed or asked for. Times are aware UTC."""

    service: Service
    start: datetime = field(repr=False)
    end: datetime = field(repr=False)
    code: str = field(repr=False)
    """Empty: only a request was sent."""
    zone: ZoneInfo
    example: bool
    practice: bool = False
    """True: an exercise; it says so, and is no event for a calendar."""
    catalogue: Catalogue = FRENCH
    """The language in which the visitor reads it; names of places stay as they are."""


def blocks(ticket: Ticket) -> tuple[Block, ...]:
    """What stands on paper, a paragraph each; what must not be missed is large."""
    service, say, formats = ticket.service, ticket.catalogue.say, ticket.catalogue.formats
    day = dates.day_in_full(ticket.start.astimezone(ticket.zone).date(), formats)
    texts = (
        *(Block(notice) for notice in _notices(ticket)),
        Block(say(service.label).text),
        Block(day, strong=True),
        Block(dates.hour(ticket.start, ticket.zone, formats), strong=True),
        Block(service.place.name),
        *(Block(line) for line in service.place.address),
        Block("" if service.place.sure else say(words.VERIFY).text),
        Block(say(BRING).text if service.bring else ""),
        *(Block(f"- {say(thing).text}") for thing in service.bring),
        Block(_code(ticket), strong=bool(ticket.code)),
    )
    return tuple(block for block in texts if block.text)


def as_text(ticket: Ticket, width: int = WIDTH) -> str:
    """The ticket in plain text, wrapped to the printer's width, spoken hours and all."""
    plain = [_plain(block.text) for block in blocks(ticket)]
    return "\n".join(line for text in plain for line in wrap(text, width, break_on_hyphens=False)) + "\n"


def as_calendar(ticket: Ticket) -> str:
    """The appointment as an iCalendar event (RFC 5545), short enough for a QR code that a phone reads at once.

    The hour is in UTC, which every phone shows in its own zone without a VTIMEZONE. Nothing is said twice: each
    fifty bytes more make the code's squares smaller. Raises ValueError for an exercise: no phone may remind of it.
    """
    if ticket.practice:
        message = "an exercise is no event for a calendar"
        raise ValueError(message)
    from icalendar import Calendar, Event  # noqa: PLC0415 (200 ms of imports that the resting screen does not need)

    service = ticket.service
    event = Event()
    event.add("uid", f"{ticket.start:%Y%m%dT%H%M}-{ticket.code or 'demande'}@cdp")
    event.add("dtstamp", ticket.start)
    event.add("dtstart", ticket.start)
    event.add("dtend", ticket.end)
    label, example = ticket.catalogue.say(service.label).text, _plain(ticket.catalogue.house.example)
    event.add("summary", f"{label}. {example}" if ticket.example else label)
    event.add("status", "CONFIRMED" if ticket.code else "TENTATIVE")
    event.add("location", ", ".join((service.place.name, *service.place.address)))
    event.add("description", "\n".join(_description(ticket)))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//cdp//FR")
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def as_qr(text: str) -> tuple[tuple[bool, ...], ...]:
    """The text as QR modules, True for dark, without the quiet zone (the screen draws it)."""
    import segno  # noqa: PLC0415 (only when a ticket is shown as a code)

    code = segno.make_qr(text, error="l", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def _notices(ticket: Ticket) -> tuple[str, ...]:
    """What stands above all else on a ticket that is not real."""
    house = ticket.catalogue.house
    if ticket.practice:
        return (ticket.catalogue.say(words.EXERCISE).text, house.practice)
    return (house.example,) if ticket.example else ()


def _description(ticket: Ticket) -> list[str]:
    say = ticket.catalogue.say
    things = ", ".join(say(thing).text for thing in ticket.service.bring)
    said = [_plain(ticket.catalogue.fill(words.PREPARE, things=things).text).removesuffix(".")] if things else []
    return [*said, _code(ticket)]


def _code(ticket: Ticket) -> str:
    """The code, or that an answer is still to come."""
    if not ticket.code:
        return ticket.catalogue.say(words.NOT_YET).text
    return ticket.catalogue.fill("Code : {code}", code=ticket.code).text


def _plain(text: str) -> str:
    """Without no-break spaces, which some printers and phones show as signs."""
    return text.replace("\u00a0", " ")
