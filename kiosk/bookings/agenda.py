"""The embedded agenda: appointments received at this site, in a file of this kiosk.

It keeps a time, a desk and a code. A contact handed to `book` is dropped at once: only a demonstration site may
have a service here that requires one (see `from_setup`).
"""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from kiosk.bookings import codes
from kiosk.bookings.agenda_store import AgendaStore
from kiosk.bookings.grid import Cell, day_of, whole_days
from kiosk.bookings.instants import from_seconds, seconds, utc
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
    Service,
    Slot,
    Slots,
    SlotsEnd,
    Taken,
    TooLate,
    Unknown,
    Unreachable,
)
from kiosk.bookings.shut import shut_within
from kiosk.bookings.timetable import Setup, Timetable
from kiosk.errors import ProviderSetupError
from kiosk.ids import BookingKey, DeskId

if TYPE_CHECKING:
    from kiosk.sqlite_tables import Database

End = TypeVar("End")
Row = tuple[int, int, int, str, int | None]
"""id, start, end, code, held until; moments as seconds since 1970."""

LONGEST_HOLD = timedelta(minutes=15)
"""A hold that ends later was made by a wrong clock, and is none."""
_KEPT_AFTER = timedelta(days=1)
_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY})
_FIELDS = 'SELECT id, "start", "end", code, held_until FROM bookings WHERE '


class Agenda:
    """`BookingProvider` in a SQLite file; safe between threads and processes."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._store = AgendaStore(setup.data / "agenda.db", setup.now)

    @classmethod
    def from_setup(cls, setup: Setup) -> Self:
        """Raises ProviderSetupError when a service of a real site requires a contact."""
        for table in setup.timetables:
            if table.settings.require and not setup.demonstration:
                message = (
                    f"providers.{setup.name}: the embedded agenda keeps no contact, but service "
                    f"{table.service.id!r} has require = {list(table.settings.require)}; remove `require`, or use "
                    "a caldav provider with contact_url"
                )
                raise ProviderSetupError(message)
        return cls(setup)

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(HoldKind.SERVER, Exclusive.PROVEN, Mode.BOOK)

    @property
    def set_aside(self) -> tuple[str, ...]:
        """Names of damaged files put aside since the start, for the facilitator."""
        return self._store.set_aside

    @property
    def for_staff(self) -> tuple[AgendaStore, Setup]:
        """What the facilitator's view of the same file is made from."""
        return self._store, self._setup

    def services(self) -> tuple[Service, ...]:
        return tuple(table.service for table in self._setup.timetables)

    def slots(self, service: Service, from_date: date, to_date: date) -> SlotsEnd:
        table = self._table(service)
        now = self._now()
        found = self._safely(lambda: self._busy(table, (from_date, to_date), now))
        if isinstance(found, (Unreachable, Refused)):
            return Unreachable(found.why)
        offered = table.cells((from_date, to_date), now)
        free = ((cell, _first_free(cell, table.desks, found)) for cell in offered)
        return Slots(tuple(table.slot(cell, desk) for cell, desk in free if desk is not None), now)

    def hold(self, slot: Slot, key: BookingKey, ttl: timedelta = HOLD_TTL) -> HoldEnd:
        def work() -> HoldEnd:
            until = min(now + ttl, now + LONGEST_HOLD)
            with self._store.writing() as db:
                return self._take(db, slot, key, until)

        now = self._now()
        if slot.start <= now:
            return Refused("the slot has begun")
        return self._safely(work)

    def renew(self, held: Held) -> RenewEnd:
        end = self.hold(held.slot, held.key)
        return Unreachable(end.why) if isinstance(end, Refused) else end

    def release(self, held: Held) -> None:
        def work() -> None:
            with self._store.writing() as db:
                db.execute("DELETE FROM bookings WHERE key = ? AND held_until IS NOT NULL", [held.key])

        self._safely(work)

    def book(self, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:
        # The contact is dropped here: nothing of it is kept, see from_setup.
        del contact

        def work() -> BookEnd:
            with self._store.writing() as db:
                held = self._take(db, slot, key, now + HOLD_TTL)
                if isinstance(held, Taken):
                    return held
                db.execute("UPDATE bookings SET held_until = NULL WHERE key = ?", [key])
                return _booked(_of_key(db, slot, key))

        now = self._now()
        if slot.start <= now:
            return Refused("the slot has begun")
        return self._safely(work)

    def find(self, key: BookingKey, slot: Slot) -> FindEnd:
        def work() -> Booked | None:
            with self._store.reading() as db:
                row = _of_key(db, slot, key)
            return _booked(row) if row is not None and row[4] is None else None

        found = self._safely(work)
        return Unreachable(found.why) if isinstance(found, Refused) else found

    def cancel(self, ref: str, cancel_code: str) -> CancelEnd:
        def work() -> CancelEnd:
            with self._store.writing() as db:
                row = db.execute(f"{_FIELDS} id = ? AND held_until IS NULL", [ref]).fetchone()
                if row is None or not codes.same(row[3], cancel_code):
                    return Unknown()
                if row[1] <= seconds(now):
                    return TooLate()
                db.execute("DELETE FROM bookings WHERE id = ?", [row[0]])
            return Cancelled()

        now = self._now()
        end = self._safely(work)
        return Unknown() if isinstance(end, (Unreachable, Refused)) else end

    # ---- inside ------------------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return utc(self._setup.now())

    def _table(self, service: Service) -> Timetable:
        table = self._setup.timetable(service.id)
        if table is None:
            message = f"service {service.id!r} is not served by provider {self._setup.name!r}"
            raise LookupError(message)
        return table

    def _take(self, db: "Database", slot: Slot, key: BookingKey, until: datetime) -> Held | Taken:
        """Hold the slot inside a transaction; the same key again renews its own hold."""
        self._forget(db)
        row = _of_key(db, slot, key)
        if row is not None:
            if row[4] is not None:
                db.execute("UPDATE bookings SET held_until = ? WHERE id = ?", [seconds(until), row[0]])
            return Held(slot, key, until, str(row[0]))
        db.execute("DELETE FROM bookings WHERE key = ? AND held_until IS NOT NULL", [key])
        if shut_within(db, slot.service, Cell(slot.start, slot.end)):
            return Taken()
        try:
            self._insert(db, slot, key, until)
        except sqlite3.IntegrityError:
            return Taken()
        return Held(slot, key, until, str(db.execute("SELECT last_insert_rowid()").fetchone()[0]))

    def _insert(self, db: "Database", slot: Slot, key: BookingKey, until: datetime) -> None:
        office, day = self._office(slot), day_of(slot.start, self._setup.zone).isoformat()
        used = db.execute("SELECT code FROM bookings WHERE office = ? AND day = ?", [office, day])
        code = codes.fresh({code for (code,) in used})
        times = [seconds(slot.start), seconds(slot.end)]
        db.execute(
            'INSERT INTO bookings (office, desk, service, "start", "end", day, key, code, held_until) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [office, slot.desk, slot.service, *times, day, key, code, seconds(until)],
        )

    def _forget(self, db: "Database") -> None:
        """Erase holds that ran out, and what is past. A hold further ahead than any can be comes from a wrong clock."""
        now = self._now()
        limits = [seconds(now), seconds(now + LONGEST_HOLD), seconds(now - _KEPT_AFTER)]
        db.execute('DELETE FROM bookings WHERE held_until <= ? OR held_until > ? OR "end" < ?', limits)

    def _busy(self, table: Timetable, days: tuple[date, date], now: datetime) -> list[tuple[DeskId, Cell]]:
        """What is taken, and what staff closed: that is taken at every desk."""
        span = whole_days(days, self._setup.zone)
        with self._store.reading() as db:
            rows = db.execute(
                'SELECT desk, "start", "end" FROM bookings WHERE office = ? AND "start" < ? AND "end" > ? '
                "AND (held_until IS NULL OR (held_until > ? AND held_until <= ?))",
                [
                    table.settings.office,
                    seconds(span.end),
                    seconds(span.start),
                    seconds(now),
                    seconds(now + LONGEST_HOLD),
                ],
            ).fetchall()
            shut = shut_within(db, table.service.id, span)
        taken = [(DeskId(desk), Cell(from_seconds(start), from_seconds(end))) for desk, start, end in rows]
        return [*taken, *((desk, cell) for cell in shut for desk in table.desks)]

    def _office(self, slot: Slot) -> str:
        table = self._setup.timetable(slot.service)
        if table is None:
            message = f"slot {slot.id!r} is not of provider {self._setup.name!r}"
            raise LookupError(message)
        return f"{table.settings.office}"

    def _safely(self, work: Callable[[], End]) -> End | Unreachable | Refused:
        """Do the work; a damaged file is set aside and the work tried once more; what the disk says is a value."""
        try:
            try:
                return work()
            except sqlite3.Error as error:
                if not self._store.mend(error):
                    raise
                return work()
        except (sqlite3.Error, OSError) as error:
            return in_words(error)


def _of_key(db: "Database", slot: Slot, key: BookingKey) -> Row | None:
    row: Row | None = db.execute(
        f'{_FIELDS} key = ? AND service = ? AND desk = ? AND "start" = ?',
        [key, slot.service, slot.desk, seconds(slot.start)],
    ).fetchone()
    return row


def _booked(row: Row | None) -> Booked:
    if row is None:
        message = "the row was written in this very transaction"
        raise AssertionError(message)
    return Booked(ref=str(row[0]), cancel_code=row[3], start=from_seconds(row[1]), end=from_seconds(row[2]))


def _first_free(cell: Cell, desks: tuple[DeskId, ...], busy: list[tuple[DeskId, Cell]]) -> DeskId | None:
    taken = {desk for desk, other in busy if cell.overlaps(other)}
    return next((desk for desk in desks if desk not in taken), None)


def in_words(error: sqlite3.Error | OSError) -> Unreachable | Refused:
    """What went wrong, for the facilitator; SQLite's words name tables and files, never a visitor."""
    if getattr(error, "sqlite_errorcode", None) in _NO_ROOM:
        return Refused(f"agenda.db: {error}; free some room on the disk")
    return Unreachable(f"agenda.db: {error}")
