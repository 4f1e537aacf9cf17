"""The `unsafe` profile: on a server where two creations of one name both succeed, only requests are made.

A request is a tentative event under a name of the visit's own; the office decides and calls back. Nothing here is
ever "confirmé".
"""

from datetime import timedelta

from kiosk.bookings.caldav import Caldav
from kiosk.bookings.cell_event import CellEvent, CellName, State, digest, write
from kiosk.bookings.dav import Answer, Line, NotSent, why_not
from kiosk.bookings.deadline import within
from kiosk.bookings.grid import Cell
from kiosk.bookings.protocol import (
    HOLD_TTL,
    BookEnd,
    CancelEnd,
    Capabilities,
    Contact,
    Exclusive,
    FindEnd,
    Held,
    HoldEnd,
    HoldKind,
    Mode,
    Refused,
    RenewEnd,
    Requested,
    Slot,
    Unknown,
    Unreachable,
)
from kiosk.ids import BookingKey

_OK = frozenset({200, 201, 204})
_SERVER_FAULT = 500


class CaldavRequest(Caldav):
    """`BookingProvider` that only asks."""

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(HoldKind.NONE, Exclusive.NONE, Mode.REQUEST)

    def hold(self, slot: Slot, key: BookingKey, ttl: timedelta = HOLD_TTL) -> HoldEnd:
        """Promise nothing to anybody; the visitor goes on to send a request."""
        return Held(slot, key, self._now() + ttl)

    def renew(self, held: Held) -> RenewEnd:
        return Held(held.slot, held.key, self._now() + HOLD_TTL)

    def release(self, held: Held) -> None:
        """Nothing is held on the server."""

    def book(self, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:
        """Send the request; again with the same key, the same event is written over itself."""
        require = self._table(slot.service).settings.require
        missing = [piece for piece in require if not contact.values.get(piece)]
        if missing:
            return Refused(f"the service requires: {', '.join(missing)}")
        name = CellName(f"demande-{digest(key)}", slot.start, slot.desk)
        cell = Cell(slot.start, slot.end)
        with within():
            if self._contacts and require:
                wanted = Contact({piece: contact.values[piece] for piece in require})
                refused = self._contacts.send(name, cell, "demande", wanted)
                if refused is not None:
                    return refused
            event = CellEvent(cell, digest(key), "demande", State.HELD, None)
            with Line(self._calendar) as line:
                reply = line.put(str(name), write(name, event, self._now()), {})
        if not isinstance(reply, Answer):
            return Unreachable(reply.why) if isinstance(reply, NotSent) else Unknown()
        if reply.status in _OK:
            return Requested(str(name))
        return Unreachable(why_not(reply)) if reply.status >= _SERVER_FAULT else Refused(why_not(reply))

    def find(self, key: BookingKey, slot: Slot) -> FindEnd:  # noqa: ARG002 - the protocol's names
        """A request is never a booking; sending it again is harmless."""
        return None

    def cancel(self, ref: str, cancel_code: str) -> CancelEnd:  # noqa: ARG002
        """The office holds the request: only the office can drop it."""
        return Unknown()
