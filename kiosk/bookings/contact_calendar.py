"""The second calendar: the kiosk writes a required contact there, and never reads it.

One event an appointment, named after it, so that a repeated sending writes the same event again. The office reads
it in its calendar program; a cancelled appointment's contact is written over.
"""

from dataclasses import dataclass

from kiosk.bookings.cell_event import CellName
from kiosk.bookings.dav import Answer, Collection, Line, why_not
from kiosk.bookings.grid import Cell
from kiosk.bookings.instants import Now, utc
from kiosk.bookings.protocol import Contact, Refused, Unreachable

_FRENCH = {"name": "Nom", "phone": "Téléphone", "email": "E-mail"}
_OK = frozenset({200, 201, 204})
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class ContactCalendar:
    """Where contacts are written."""

    collection: Collection
    now: Now

    def send(self, name: CellName, cell: Cell, code: str, contact: Contact) -> Unreachable | Refused | None:
        """Write the contact of an appointment; None when the server has it."""
        pieces = [f"{_FRENCH[piece]} : {contact.values[piece]}" for piece in _FRENCH if contact.values.get(piece)]
        calendar = self._event(name, cell, f"Borne : contact ({code})", "\n".join(pieces))
        end = self._put(name, calendar)
        # Once more after a lost answer: the same event under the same name.
        return self._put(name, calendar) if isinstance(end, Unreachable) else end

    def erase(self, name: CellName, cell: Cell) -> None:
        """Write over a contact that is no longer needed, best effort."""
        self._put(name, self._event(name, cell, "Borne : contact effacé", ""))

    def _put(self, name: CellName, calendar: str) -> Unreachable | Refused | None:
        with Line(self.collection) as line:
            reply = line.put(f"contact-{name}", calendar, {})
        if not isinstance(reply, Answer):
            return Unreachable(f"contact calendar: {reply.why}")
        if reply.status in _OK:
            return None
        why = f"contact calendar: {why_not(reply)}"
        return Unreachable(why) if reply.status >= _SERVER_FAULT else Refused(why)

    def _event(self, name: CellName, cell: Cell, summary: str, text: str) -> str:
        from icalendar import Calendar, Event  # noqa: PLC0415 - slow to import, needed in the background only

        inner = Event()
        inner.add("uid", f"contact-{str(name).removesuffix('.ics')}")
        inner.add("dtstamp", utc(self.now()))
        inner.add("dtstart", utc(cell.start))
        inner.add("dtend", utc(cell.end))
        inner.add("summary", summary)
        if text:
            inner.add("description", text)
        inner.add("transp", "TRANSPARENT")
        outer = Calendar()
        outer.add("prodid", "-//Coup de pouce//Borne//FR")
        outer.add("version", "2.0")
        outer.add_component(inner)
        return str(outer.to_ical(), "utf-8")
