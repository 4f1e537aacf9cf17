"""Appointments in a calendar that an office gives the kiosk (CalDAV, RFC 4791).

The calendar holds no personal data: a code, and a digest of the visit's key. Where a service requires a contact,
it goes to a second calendar that the kiosk writes and never reads. All services of one provider share its
calendar's desks; kiosks that share a calendar list the same services.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Self

from kiosk.bookings import codes
from kiosk.bookings.caldav_setup import collections
from kiosk.bookings.cell_event import CellName, State
from kiosk.bookings.contact_calendar import ContactCalendar
from kiosk.bookings.dav import Line
from kiosk.bookings.deadline import within
from kiosk.bookings.grid import whole_days
from kiosk.bookings.holding import AGENDA, Holding, Ours, booked, is_booked
from kiosk.bookings.instants import utc
from kiosk.bookings.ledger import Ledger
from kiosk.bookings.occupation import Occupation, Written
from kiosk.bookings.probe import ProbeEnd, probe
from kiosk.bookings.protocol import (
    HOLD_TTL,
    BookEnd,
    CancelEnd,
    Cancelled,
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
    Service,
    Slot,
    Slots,
    SlotsEnd,
    Taken,
    TooLate,
    Unknown,
    Unreachable,
)
from kiosk.bookings.timetable import Setup, Timetable, grid_minutes
from kiosk.ids import BookingKey
from kiosk.settings import CaldavSettings


class Caldav:
    """`BookingProvider` on a calendar server whose creations are exclusive."""

    def __init__(self, setup: Setup) -> None:
        """Raises ProviderSetupError."""
        self._setup = setup
        self._calendar, contacts = collections(setup)
        self._contacts = ContactCalendar(contacts, setup.now) if contacts else None
        self._minutes = grid_minutes(setup.timetables)

    @classmethod
    def from_setup(cls, setup: Setup) -> Self:
        """Raises ProviderSetupError. With `unsafe = true`: the provider that only makes requests."""
        if isinstance(setup.provider, CaldavSettings) and setup.provider.unsafe:
            # Imported here because it builds on this module.
            from kiosk.bookings.caldav_request import CaldavRequest  # noqa: PLC0415

            return CaldavRequest(setup)  # type: ignore[return-value] # a Caldav too
        return cls(setup)

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(HoldKind.EMULATED, Exclusive.CHECKED, Mode.BOOK)

    def services(self) -> tuple[Service, ...]:
        return tuple(table.service for table in self._setup.timetables)

    def probe(self) -> ProbeEnd:
        """Whether the server may be trusted with exclusive appointments; else set `unsafe = true`."""
        return probe(self._calendar)

    def slots(self, service: Service, from_date: date, to_date: date) -> SlotsEnd:
        table, now = self._table(service.id), self._now()
        days = table.offered_days((from_date, to_date), now)
        if days[0] > days[1]:
            return Slots((), now)
        with self._step() as ledger:
            found = ledger.occupation(whole_days(days, self._setup.zone))
        if not isinstance(found, Occupation):
            return Unreachable(found.why)
        cells = table.cells_within(found.openings(), now) if self._drawn_hours() else table.cells(days, now)
        free = (
            table.slot(cell, next(desk for desk in table.desks if found.is_free(cell, desk, now)))
            for cell in cells
            if any(found.is_free(cell, desk, now) for desk in table.desks)
        )
        return Slots(tuple(free), now)

    def hold(self, slot: Slot, key: BookingKey, ttl: timedelta = HOLD_TTL) -> HoldEnd:
        now = self._now()
        if slot.start <= now:
            return Refused("the slot has begun")
        with self._step() as ledger:
            ours = self._holding(ledger, slot, key).hold(now + ttl)
        return Held(slot, key, now + ttl, _ref(ours)) if isinstance(ours, tuple) else ours

    def renew(self, held: Held) -> RenewEnd:
        end = self.hold(held.slot, held.key)
        return Unreachable(end.why) if isinstance(end, Refused) else end

    def release(self, held: Held) -> None:
        with self._step() as ledger:
            for written in _read(ledger, held.ref) or ():
                if written.event.is_of(held.key) and written.event.state is State.HELD:
                    ledger.free(written)

    def book(self, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:
        now, table = self._now(), self._table(slot.service)
        missing = [piece for piece in table.settings.require if not contact.values.get(piece)]
        if slot.start <= now or missing:
            return Refused(f"the service requires: {', '.join(missing)}" if missing else "the slot has begun")
        with self._step() as ledger:
            holding = self._holding(ledger, slot, key)
            ours = self._ours_or_hold(holding, now + HOLD_TTL)
            if not isinstance(ours, tuple):
                return ours
            return booked(ours) if is_booked(ours) else self._confirm(holding, ours, table, contact)

    def find(self, key: BookingKey, slot: Slot) -> FindEnd:
        with self._step() as ledger:
            holding = self._holding(ledger, slot, key)
            day = holding.day()
        if not isinstance(day, Occupation):
            return Unreachable(day.why)
        ours = holding.ours(day)
        return booked(ours) if ours and is_booked(ours) else None

    def cancel(self, ref: str, cancel_code: str) -> CancelEnd:
        with self._step() as ledger:
            found = _read(ledger, ref)
            if not found or not all(codes.same(one.event.code, cancel_code) for one in found):
                return Unknown()
            alive = [one for one in found if one.event.state is not State.FREED]
            if alive and alive[0].event.cell.start <= self._now():
                return TooLate()
            freed = [ledger.free(one) for one in alive]
            if not all(freed):
                return Unknown()
            self._erase_contact(found)
        return Cancelled()

    # ---- inside ------------------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return utc(self._setup.now())

    def _table(self, service: str) -> Timetable:
        table = next((table for table in self._setup.timetables if table.service.id == service), None)
        if table is None:
            message = f"service {service!r} is not served by provider {self._setup.name!r}"
            raise LookupError(message)
        return table

    def _drawn_hours(self) -> bool:
        return isinstance(self._setup.provider, CaldavSettings) and self._setup.provider.free_events

    @contextmanager
    def _step(self) -> Iterator[Ledger]:
        with within(), Line(self._calendar) as line:
            yield Ledger(line, AGENDA, self._setup.zone, self._now)

    def _holding(self, ledger: Ledger, slot: Slot, key: BookingKey) -> Holding:
        return Holding(ledger, slot, key, self._minutes, self._setup.zone, self._now)

    def _ours_or_hold(self, holding: Holding, until: datetime) -> Ours | Taken | Unreachable | Refused:
        """What this key holds already, unless staff have drawn over it; else a hold of this moment."""
        day = holding.day()
        if not isinstance(day, Occupation):
            return day
        ours = holding.ours(day)
        if ours is None:
            return holding.hold(until)
        if is_booked(ours) or day.is_free(holding.whole, holding.slot.desk, self._now(), holding.key):
            return ours
        holding.free(ours)
        return Taken()

    def _confirm(self, holding: Holding, ours: Ours, table: Timetable, contact: Contact) -> BookEnd:
        """The contact first: an appointment without the contact it requires would be worth nothing."""
        first, require = ours[0], table.settings.require
        if self._contacts and require:
            required = Contact({piece: contact.values[piece] for piece in require})
            refused = self._contacts.send(first.name, holding.whole, first.event.code, required)
            if refused is not None:
                self._erase_contact(ours)
                return refused
        end = holding.confirm(ours, table.service.label)
        if isinstance(end, tuple):
            return booked(end)
        if require and not isinstance(end, Unknown):
            self._erase_contact(ours)
        return end

    def _erase_contact(self, ours: Ours) -> None:
        if self._contacts:
            self._contacts.erase(ours[0].name, ours[0].event.cell)


def _ref(ours: Ours) -> str:
    return ",".join(str(one.name) for one in ours)


def _read(ledger: Ledger, ref: str) -> Ours | None:
    """The cells of a reference; None when one is not there or is not a kiosk's."""
    names = [CellName.read(name) for name in ref.split(",")]
    found = [ledger.read(name) if name else None for name in names]
    good = tuple(one for one in found if isinstance(one, Written))
    return good if len(good) == len(found) else None
