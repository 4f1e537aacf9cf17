"""Relais: nothing can be booked here, there is only whom to call and when. It always works."""

from datetime import date, timedelta
from typing import Self

from kiosk.bookings.instants import Now, utc, wall_clock
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
    Service,
    Slot,
    Slots,
    SlotsEnd,
    Taken,
    Unknown,
)
from kiosk.bookings.timetable import Setup
from kiosk.ids import BookingKey

_WHY = "nothing is booked from here: the person is told whom to call"


class Handoff:
    """The last entry of the provider table."""

    def __init__(self, services: tuple[Service, ...] = (), now: Now = wall_clock) -> None:
        self._services = services
        self._now = now

    @classmethod
    def from_setup(cls, setup: Setup) -> Self:
        """Never fails."""
        return cls(tuple(table.service for table in setup.timetables), setup.now)

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(HoldKind.NONE, Exclusive.NONE, Mode.HANDOFF)

    def services(self) -> tuple[Service, ...]:
        return self._services

    def slots(self, service: Service, from_date: date, to_date: date) -> SlotsEnd:  # noqa: ARG002 - the protocol's names
        return Slots((), utc(self._now()))

    def hold(self, slot: Slot, key: BookingKey, ttl: timedelta = HOLD_TTL) -> HoldEnd:  # noqa: ARG002
        return Refused(_WHY)

    def renew(self, held: Held) -> RenewEnd:  # noqa: ARG002
        return Taken()

    def release(self, held: Held) -> None:
        """Nothing is ever held."""

    def book(self, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:  # noqa: ARG002
        return Refused(_WHY)

    def find(self, key: BookingKey, slot: Slot) -> FindEnd:  # noqa: ARG002
        return None

    def cancel(self, ref: str, cancel_code: str) -> CancelEnd:  # noqa: ARG002
        return Unknown()
