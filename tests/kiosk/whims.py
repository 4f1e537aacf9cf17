"""A booking system with whims: each answer is the next of a list, and it knows what is held and booked."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from kiosk.bookings.protocol import (
    HOLD_TTL,
    Booked,
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
    Requested,
    Service,
    Slot,
    Slots,
    SlotsEnd,
    Taken,
    TooLate,
    Unknown,
    Unreachable,
)
from kiosk.ids import BookingKey, DeskId, SlotId

CODE = "A2B3"


class Whims:
    """`BookingProvider` in memory. Without whims, or once they are used up, everything succeeds."""

    def __init__(self, now: Callable[[], datetime], mode: Mode = Mode.BOOK) -> None:
        self.whims: Iterator[int] = iter(())
        self._now = now
        self._mode = mode
        self.held: dict[BookingKey, Slot] = {}
        self.booked: dict[BookingKey, Slot] = {}
        self.kept: set[BookingKey] = set()
        """Bookings that it refused to cancel."""
        self.asked: list[tuple[str, BookingKey]] = []
        """What was asked with which key, in order."""

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(HoldKind.SERVER, Exclusive.PROVEN, self._mode)

    def services(self) -> tuple[Service, ...]:
        return ()

    def slots(self, service: Service, from_date: date, to_date: date) -> SlotsEnd:  # noqa: ARG002 - the protocol's names
        now = self._now()
        hours = [
            now.replace(minute=0, second=0) + timedelta(days=day, hours=hour)
            for day in range(1, 4)
            for hour in range(3)
        ]
        length = timedelta(minutes=service.minutes)
        free = [Slot(SlotId(f"{at:%d%H}"), service.id, at, at + length, DeskId("1")) for at in hours]
        ends: list[SlotsEnd] = [Slots(tuple(free), now), Slots((), now), Unreachable("whim")]
        return ends[self._whim() % 4 % 3]

    def hold(self, slot: Slot, key: BookingKey, ttl: timedelta = HOLD_TTL) -> HoldEnd:
        self.asked.append(("hold", key))
        ends: list[HoldEnd] = [self._keep(slot, key, ttl), Taken(), Unreachable("whim"), Refused("whim")]
        end = ends[self._whim() % 5 % 4]
        if isinstance(end, Held):
            self.held[key] = slot
        return end

    def renew(self, held: Held) -> RenewEnd:
        match self._whim() % 4:
            case 1:
                self.held.pop(held.key, None)
                return Taken()
            case 2:
                return Unreachable("whim")
            case _:
                self.held[held.key] = held.slot
                return self._keep(held.slot, held.key, HOLD_TTL)

    def release(self, held: Held) -> None:
        self.held.pop(held.key, None)

    def book(self, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:
        """One whim in three: the booking is made, and the answer lost, for a moment or for good."""
        del contact
        self.asked.append(("book", key))
        whim = self._whim() % 7
        if whim in {4, 5, 6}:
            return (Taken(), Unreachable("whim"), Refused("whim"))[whim - 4]
        self.held.pop(key, None)
        if self._mode is Mode.REQUEST:
            return Requested("ref")
        self.booked[key] = slot
        return (self._made(key), self._made(key), Unknown(), Unreachable("lost"))[whim]

    def find(self, key: BookingKey, slot: Slot) -> FindEnd:  # noqa: ARG002
        return self._made(key) if key in self.booked else None

    def cancel(self, ref: str, cancel_code: str) -> CancelEnd:  # noqa: ARG002
        key = BookingKey(ref)
        if self._whim() % 5 == 1 or key not in self.booked:
            self.kept.add(key)
            return TooLate()
        del self.booked[key]
        return Cancelled()

    # ---- inside ------------------------------------------------------------------------------------------

    def _whim(self) -> int:
        return next(self.whims, 0)

    def _keep(self, slot: Slot, key: BookingKey, ttl: timedelta) -> Held:
        return Held(slot, key, self._now() + ttl)

    def _made(self, key: BookingKey) -> Booked:
        return Booked(key, CODE, self.booked[key].start, self.booked[key].end)
