"""The resource of one cell: its name, and the event inside, written and read back.

The event carries the visitor's code and a digest of the visit's key; nothing else of a person.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Self

from kiosk.bookings.grid import Cell
from kiosk.bookings.instants import from_stamp, stamp, utc
from kiosk.ids import BookingKey, DeskId

if TYPE_CHECKING:
    from icalendar import Component

CONFIRM_UNTIL = timedelta(seconds=-30)
"""From its end, how long the holder may still confirm."""
TAKEOVER_AFTER = timedelta(seconds=60)
"""After its end, when somebody else may take a hold over. Between the two, clocks may differ."""

_NAME = re.compile(r"(?P<agenda>.+)-(?P<start>\d{8}T\d{6}Z)-g(?P<desk>[^~]+)~(?P<generation>\d{1,6})\.ics")
_KEY, _CODE, _UNTIL = "X-COUPDEPOUCE-KEY", "X-COUPDEPOUCE-CODE", "X-COUPDEPOUCE-UNTIL"


class State(Enum):
    """What a cell's event says; the value is iCalendar's STATUS."""

    HELD = "TENTATIVE"
    BOOKED = "CONFIRMED"
    FREED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CellName:
    """`<agenda>-<start UTC>-g<desk>~<generation>.ics`. A name is never used twice, even after a deletion."""

    agenda: str
    start: datetime
    desk: DeskId
    generation: int = 1

    @classmethod
    def read(cls, name: str) -> Self | None:
        """The parts of a name; None for a resource that no kiosk wrote."""
        found = _NAME.fullmatch(name)
        start = from_stamp(found["start"]) if found else None
        return cls(found["agenda"], start, DeskId(found["desk"]), int(found["generation"])) if found and start else None

    def next(self) -> Self:
        """The name to try after this one."""
        return replace(self, generation=self.generation + 1)

    def __str__(self) -> str:
        return f"{self.agenda}-{stamp(self.start)}-g{self.desk}~{self.generation}.ics"


@dataclass(frozen=True, slots=True)
class CellEvent:
    """What stands in a cell's resource."""

    cell: Cell
    owner: str
    """A digest of the key of the visit that holds or booked it."""
    code: str
    state: State
    until: datetime | None = None
    """When a hold ends; a request (see caldav_request) has no end, the office decides."""
    label: str = ""
    revision: int = 0

    def owned_by(self, key: BookingKey) -> Self:
        """The same event, of the visit of this key."""
        return replace(self, owner=digest(key))

    def is_of(self, key: BookingKey) -> bool:
        """Whether the visit of this key wrote it."""
        return self.owner == digest(key)

    def stands(self, now: datetime) -> bool:
        """Whether it keeps others away: booked, or held and not yet to be taken over."""
        if self.state is State.HELD:
            return self.until is None or now < self.until + TAKEOVER_AFTER
        return self.state is State.BOOKED

    def may_confirm(self, now: datetime) -> bool:
        """Whether its own visitor may still confirm or renew it under this name."""
        return self.state is State.HELD and self.until is not None and now <= self.until + CONFIRM_UNTIL

    def rewritten(self, **changes: object) -> Self:
        """The same event with changes, as its next revision."""
        return replace(self, revision=self.revision + 1, **changes)  # type: ignore[arg-type] # fields of this class


def digest(key: BookingKey) -> str:
    """What the calendar's readers see of a key: enough to recognise it, not to use it."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def write(name: CellName, event: CellEvent, now: datetime) -> str:
    """The iCalendar text of a cell's resource."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - 50 ms on a PC; only a background thread needs it

    inner = Event()
    inner.add("uid", str(name).removesuffix(".ics"))
    inner.add("dtstamp", utc(now))
    inner.add("sequence", event.revision)
    inner.add("dtstart", utc(event.cell.start))
    inner.add("dtend", utc(event.cell.end))
    inner.add("summary", _summary(event))
    inner.add("status", event.state.value)
    inner.add("transp", "TRANSPARENT" if event.state is State.FREED else "OPAQUE")
    inner.add(_KEY, event.owner)
    inner.add(_CODE, event.code)
    if event.state is State.HELD and event.until is not None:
        inner.add(_UNTIL, stamp(event.until))
    outer = Calendar()
    outer.add("prodid", "-//Coup de pouce//Borne//FR")
    outer.add("version", "2.0")
    outer.add_component(inner)
    return str(outer.to_ical(), "utf-8")


def read(calendar: str) -> CellEvent | None:
    """The event of a cell's resource; None when the text is not one that a kiosk wrote."""
    from icalendar import Calendar  # noqa: PLC0415 - see write

    try:
        events = Calendar.from_ical(calendar).walk("VEVENT")
        return _event(events[0]) if len(events) == 1 else None
    # The parser lets several kinds of errors through for a broken text; each means the same here.
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None


def _event(inner: "Component") -> CellEvent | None:
    owner, code, status = (str(inner.get(field, "")) for field in (_KEY, _CODE, "STATUS"))
    start, end = inner.decoded("dtstart"), inner.decoded("dtend")
    if not owner or not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    cell = Cell(utc(start), utc(end))
    until = from_stamp(str(inner.get(_UNTIL, "")))
    return CellEvent(cell, owner, code, State(status), until, "", int(inner.get("SEQUENCE", 0)))


def _summary(event: CellEvent) -> str:
    """What staff read in their calendar program."""
    if event.state is State.BOOKED:
        return f"Borne : {event.label} ({event.code})" if event.label else f"Borne : rendez-vous ({event.code})"
    return "Borne : en cours" if event.state is State.HELD else "Borne : libre à nouveau"
