"""The exercise: invented hours of an invented place, in memory. Nothing is asked, sent or written anywhere.

No settings file names this provider, and the journey of the exercise knows no other: see `practice_desk`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from kiosk.bookings import codes
from kiosk.bookings.grid import Cell, day_of
from kiosk.bookings.instants import Now, utc
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
    Place,
    Refused,
    RenewEnd,
    Service,
    Slot,
    Slots,
    SlotsEnd,
    Taken,
    TooLate,
    Unknown,
)
from kiosk.bookings.table import Desk
from kiosk.bookings.timetable import Timetable
from kiosk.ids import PRACTICE, PRACTICE_SERVICE, BookingKey
from kiosk.settings import OpeningHours, ServiceSettings

DAYS_AHEAD = 8
"""From tomorrow on: five working days at least, but for public holidays."""
_HOURS = ("09:00-12:00", "14:00-15:00")
_INVENTED = ServiceSettings(
    id=PRACTICE_SERVICE,
    need=PRACTICE,
    label="Rendez-vous inventé",
    provider="",
    office="",
    minutes=60,
    days_ahead=DAYS_AHEAD,
    notice_minutes=12 * 60,
    require=("name",),
    bring=("Vos lunettes", "Un stylo"),
    hours=OpeningHours(monday=_HOURS, tuesday=_HOURS, wednesday=_HOURS, thursday=_HOURS, friday=_HOURS),
)
_PLACE = Place("Lieu inventé")
_BEGUN = Refused("the slot has begun")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An hour that somebody has: held until a moment, or booked."""

    slot: Slot
    ref: str
    code: str
    until: datetime | None


class Practice:
    """`BookingProvider` in memory; safe between threads. What it knows ends with it: one lasts one visit."""

    def __init__(self, timetables: tuple[Timetable, ...], zone: ZoneInfo, now: Now) -> None:
        self._timetables = timetables
        self._zone = zone
        self._clock = now
        self._entries: dict[BookingKey, _Entry] = {}
        self._refs = 0
        self._lock = Lock()

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(HoldKind.SERVER, Exclusive.PROVEN, Mode.BOOK)

    def services(self) -> tuple[Service, ...]:
        return tuple(table.service for table in self._timetables)

    def slots(self, service: Service, from_date: date, to_date: date) -> SlotsEnd:
        table = next(one for one in self._timetables if one.service.id == service.id)
        now = self._now()
        cells = table.cells((from_date, to_date), now)
        with self._lock:
            self._forget(now)
            offered = [self._free(table, cell) for cell in cells]
        return Slots(tuple(slot for slot in offered if slot is not None), now)

    def hold(self, slot: Slot, key: BookingKey, ttl: timedelta = HOLD_TTL) -> HoldEnd:
        now = self._now()
        if slot.start <= now:
            return _BEGUN
        with self._lock:
            return self._take(slot, key, now, now + ttl)

    def renew(self, held: Held) -> RenewEnd:
        now = self._now()
        if held.slot.start <= now:
            return Taken()
        with self._lock:
            return self._take(held.slot, held.key, now, now + HOLD_TTL)

    def release(self, held: Held) -> None:
        with self._lock:
            entry = self._entries.get(held.key)
            if entry is not None and entry.until is not None:
                del self._entries[held.key]

    def book(self, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:
        del contact  # the name was invented; not even that is kept
        now = self._now()
        if slot.start <= now:
            return _BEGUN
        with self._lock:
            held = self._take(slot, key, now, now + HOLD_TTL)
            if isinstance(held, Taken):
                return held
            self._entries[key] = replace(self._entries[key], until=None)
            return _booked(self._entries[key])

    def find(self, key: BookingKey, slot: Slot) -> FindEnd:
        with self._lock:
            entry = self._entries.get(key)
            return _booked(entry) if entry is not None and entry.slot == slot and entry.until is None else None

    def cancel(self, ref: str, cancel_code: str) -> CancelEnd:
        now = self._now()
        with self._lock:
            booked = ((key, one) for key, one in self._entries.items() if one.ref == ref and one.until is None)
            key, entry = next(booked, (None, None))
            if key is None or entry is None or not codes.same(entry.code, cancel_code):
                return Unknown()
            if entry.slot.start <= now:
                return TooLate()
            del self._entries[key]
        return Cancelled()

    # ---- inside, under the lock --------------------------------------------------------------------------

    def _now(self) -> datetime:
        return utc(self._clock())

    def _forget(self, now: datetime) -> None:
        """Holds that ran out are nobody's."""
        self._entries = {key: one for key, one in self._entries.items() if one.until is None or one.until > now}

    def _free(self, table: Timetable, cell: Cell) -> Slot | None:
        """The hour at the first free desk."""
        slots = (table.slot(cell, desk) for desk in table.desks)
        return next((slot for slot in slots if not self._others_have(slot, BookingKey(""))), None)

    def _take(self, slot: Slot, key: BookingKey, now: datetime, until: datetime) -> Held | Taken:
        """Hold the slot; the same key again renews its own hold, and a booking stays one."""
        self._forget(now)
        entry = self._entries.get(key)
        if entry is not None and entry.slot == slot:
            self._entries[key] = replace(entry, until=until if entry.until is not None else None)
            return Held(slot, key, until, entry.ref)
        if self._others_have(slot, key):
            return Taken()
        self._refs += 1
        ref = str(self._refs)
        self._entries[key] = _Entry(slot, ref, codes.fresh(self._codes(slot)), until)
        return Held(slot, key, until, ref)

    def _others_have(self, slot: Slot, key: BookingKey) -> bool:
        """Whether somebody else has this desk of this office at this time."""
        cell, office = Cell(slot.start, slot.end), self._office(slot)
        others = (one.slot for owner, one in self._entries.items() if owner != key)
        return any(
            (other.desk, self._office(other)) == (slot.desk, office) and cell.overlaps(Cell(other.start, other.end))
            for other in others
        )

    def _codes(self, slot: Slot) -> frozenset[str]:
        """The codes of a day: each visitor's is another."""
        day = day_of(slot.start, self._zone)
        return frozenset(one.code for one in self._entries.values() if day_of(one.slot.start, self._zone) == day)

    def _office(self, slot: Slot) -> str:
        return next(one.settings.office for one in self._timetables if one.service.id == slot.service)


def _booked(entry: _Entry) -> Booked:
    return Booked(ref=entry.ref, cancel_code=entry.code, start=entry.slot.start, end=entry.slot.end)


def practice_service() -> Service:
    """What is practised: an invented appointment at an invented place."""
    return Timetable.of(_INVENTED, _PLACE, ZoneInfo("UTC")).service


def practice_desk(zone: ZoneInfo, now: Now) -> Desk:
    """A desk for one visit's exercise. It needs no file, no network and no setting, so that every site has it.

    `zone` is the site's, for hours on its wall; `now` is aware, right or wrong: the days count from it.
    """
    timetable = Timetable.of(_INVENTED, _PLACE, zone)
    return Desk(Practice((timetable,), zone, now), timetable.service)
