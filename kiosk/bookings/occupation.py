"""A stretch of a calendar as the kiosk understands it: what keeps which desk busy, and where staff drew "Libre".

Cells that a kiosk wrote are read by their names; everything else was drawn by people in their calendar program:
opaque events keep all desks busy, transparent ones nobody, and repeated ones count each time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.bookings.cell_event import CellEvent, CellName, State, read
from kiosk.bookings.grid import Cell
from kiosk.bookings.multistatus import Resource
from kiosk.ids import BookingKey, DeskId

if TYPE_CHECKING:
    from icalendar import Event

FREE_WORD = "libre"


@dataclass(frozen=True, slots=True)
class Written:
    """A cell's resource as it stands on the server."""

    name: CellName
    event: CellEvent
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An event that people drew."""

    cell: Cell
    opening: bool
    """True for a "Libre" event; False for one that keeps all desks busy."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """All that was found in a stretch of the calendar."""

    written: tuple[Written, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    names: Mapping[tuple[datetime, DeskId], CellName] = field(default_factory=dict)
    """The last generation of each cell's name, readable inside or not."""

    def last(self, first: CellName) -> CellName | None:
        """The last generation written of a cell."""
        return self.names.get((first.start, first.desk))

    def at(self, name: CellName) -> Written | None:
        """What stands under a name."""
        return next((one for one in self.written if one.name == name), None)

    def openings(self) -> tuple[Cell, ...]:
        """The "Libre" events, touching ones joined so that their cells never overlap."""
        joined: list[Cell] = []
        for cell in sorted(one.cell for one in self.drawn if one.opening):
            if joined and cell.start <= joined[-1].end:
                joined[-1] = Cell(joined[-1].start, max(joined[-1].end, cell.end))
            else:
                joined.append(cell)
        return tuple(joined)

    def is_free(self, cell: Cell, desk: DeskId, now: datetime, key: BookingKey | None = None) -> bool:
        """Whether nobody but the visit of `key` keeps the desk busy during the cell."""
        if any(not one.opening and one.cell.overlaps(cell) for one in self.drawn):
            return False
        return not any(
            one.name.desk == desk
            and one.event.stands(now)
            and one.event.cell.overlaps(cell)
            and not (key is not None and one.event.is_of(key))
            for one in self.written
        )

    def codes(self, key: BookingKey) -> frozenset[str]:
        """The codes in this stretch that are not of the visit of `key`."""
        return frozenset(one.event.code for one in self.written if not one.event.is_of(key))


def understand(found: tuple[Resource, ...], span: Cell, agenda: str, zone: ZoneInfo) -> Occupation | None:
    """What the resources mean; None when one that people drew cannot be read, so that nothing is promised over it."""
    written: list[Written] = []
    drawn: list[Drawn] = []
    names: dict[tuple[datetime, DeskId], CellName] = {}
    for resource in found:
        name = CellName.read(resource.name)
        if name is not None:
            place = (name.start, name.desk)
            if name.agenda == agenda:
                names[place] = max(name, names.get(place, name), key=lambda one: one.generation)
            event = read(resource.calendar)
            if event is not None:
                written.append(Written(name, event, resource.etag))
                continue
        try:
            drawn += _drawn(resource.calendar, span, zone)
        # As wide as the parser's own errors, which come in many kinds for a broken text.
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            return None
    return Occupation(tuple(written), tuple(drawn), names)


def _drawn(calendar: str, span: Cell, zone: ZoneInfo) -> Iterator[Drawn]:
    """Each time an event of a resource happens in the span."""
    import recurring_ical_events  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import, as icalendar
    from icalendar import Calendar  # noqa: PLC0415

    for event in recurring_ical_events.of(Calendar.from_ical(calendar)).between(span.start, span.end):
        through = str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT"
        opening = through and str(event.get("SUMMARY", "")).strip().casefold().startswith(FREE_WORD)
        gone = str(event.get("STATUS", "")).upper() == State.FREED.value
        if not gone and (opening or not through):
            yield Drawn(_times(event, zone), opening)


def _times(event: "Event", zone: ZoneInfo) -> Cell:
    start = event.decoded("DTSTART")
    if "DTEND" in event:
        end = event.decoded("DTEND")
    else:
        end = start + (event.decoded("DURATION") if "DURATION" in event else _usual_length(start))
    return Cell(_moment(start, zone), _moment(end, zone))


def _usual_length(start: date | datetime) -> timedelta:
    """RFC 5545: without an end, a day lasts a day and a moment no time."""
    return timedelta() if isinstance(start, datetime) else timedelta(days=1)


def _moment(given: date | datetime, zone: ZoneInfo) -> datetime:
    """A moment from a date (its midnight), a floating wall time, or a moment."""
    wall = given if isinstance(given, datetime) else datetime.combine(given, time())
    return (wall if wall.tzinfo is not None else wall.replace(tzinfo=zone)).astimezone(UTC)
