"""The embedded agenda in the hands of staff: a week of it, and closing, opening, cancelling.

Each act is one transaction on the agenda's file: all of it or nothing, whoever writes at the same time. Nothing here
takes an appointment away but `cancel`, which names one.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from kiosk.bookings.agenda import LONGEST_HOLD, Agenda, in_words
from kiosk.bookings.agenda_store import AgendaStore
from kiosk.bookings.grid import Cell, day_of, whole_days
from kiosk.bookings.instants import from_seconds, seconds, utc
from kiosk.bookings.protocol import BookingProvider, Refused, Service, Unreachable
from kiosk.bookings.shut import shut, shut_within, unshut
from kiosk.bookings.timetable import Setup, Timetable
from kiosk.bookings.week import DAYS, Done, Hour, Taking, Week
from kiosk.ids import DeskId, ServiceId

if TYPE_CHECKING:
    from kiosk.sqlite_tables import Database

End = TypeVar("End")
Spans = Mapping[ServiceId, Cell]
"""What to close or open, a stretch a service."""


class StaffAgenda:
    """Every method may block: never called on the UI thread. Safe between threads and processes."""

    def __init__(self, store: AgendaStore, setups: Sequence[Setup]) -> None:
        """`setups` are of providers that keep their appointments in the one file of `store`; at least one."""
        self._store = store
        self._now = setups[0].now
        self._zone = setups[0].zone
        self._tables = tuple(table for setup in setups for table in setup.timetables)

    @classmethod
    def of(cls, providers: Sequence[BookingProvider]) -> Self | None:
        """The agenda behind those of the providers that are embedded ones; None: none of them is."""
        found = [one.for_staff for one in dict.fromkeys(providers) if isinstance(one, Agenda)]
        setups = [setup for _, setup in found if setup.timetables]
        return cls(found[0][0], setups) if setups else None

    @property
    def services(self) -> tuple[Service, ...]:
        """What appointments are for, in the order of the settings. May be read on any thread."""
        return tuple(table.service for table in self._tables)

    def week(self, monday: date, *, sure: bool = True) -> Week | Unreachable:
        """The week that begins on `monday`, of all services; `sure`: the clock is trusted, and may say what is past."""
        days = monday, monday + timedelta(days=DAYS - 1)

        def read() -> Week:
            span, now = whole_days(days, self._zone), utc(self._now())
            with self._store.reading() as db:
                hours = [hour for table in self._tables for hour in self._hours(db, table, days, span)]
            told = (replace(hour, past=sure and hour.cell.start <= now) for hour in hours)
            return Week(monday, tuple(sorted(told, key=lambda hour: hour.cell)), self._zone)

        return self._safely(read)

    def close(self, spans: Spans, seen: frozenset[str]) -> Done | Unreachable:
        """Close what is free of `spans`; `seen` are the refs of appointments in them that staff knows to stay.

        With any other in them nothing is closed: a visitor was quicker.
        """

        def write() -> Done:
            tables = [table for table in self._tables if table.service.id in spans]
            with self._store.writing() as db:
                if any(one.ref not in seen for table in tables for one in self._in_hours(db, table, spans)):
                    return Done.JUST_TAKEN
                for service, span in spans.items():
                    shut(db, service, span)
            return Done.WELL

        return self._safely(write)

    def open(self, spans: Spans) -> Done | Unreachable:
        """Open all of `spans` again, within the weekly hours."""

        def write() -> Done:
            with self._store.writing() as db:
                for service, span in spans.items():
                    unshut(db, service, span)
            return Done.WELL

        return self._safely(write)

    def cancel(self, ref: str, *, sure: bool = True) -> Done | Unreachable:
        """Take an appointment away, but one that has begun; its ref is never given to another one. `sure`: as above."""

        def write() -> Done:
            with self._store.writing() as db:
                row = db.execute('SELECT "start" FROM bookings WHERE id = ? AND held_until IS NULL', [ref]).fetchone()
                if row is None:
                    return Done.GONE
                if sure and row[0] <= seconds(self._now()):
                    return Done.TOO_LATE
                db.execute("DELETE FROM bookings WHERE id = ?", [ref])
            return Done.WELL

        return self._safely(write)

    # ---- inside ------------------------------------------------------------------------------------------

    def _hours(self, db: "Database", table: Timetable, days: tuple[date, date], span: Cell) -> list[Hour]:
        taken = self._taken(db, table, span)
        closed = shut_within(db, table.service.id, span)
        return [
            Hour(
                table.service.id,
                cell,
                len(table.desks),
                tuple(one for one in taken if one.cell.overlaps(cell)),
                shut=any(cell.overlaps(other) for other in closed),
            )
            for cell in table.week(days)
        ]

    def _in_hours(self, db: "Database", table: Timetable, spans: Spans) -> list[Taking]:
        """What is taken in the hours of a service that are about to be closed, as `week` tells it."""
        span = spans[table.service.id]
        last = span.end - timedelta(seconds=1)
        days = day_of(span.start, self._zone), day_of(last, self._zone)
        closing = [cell for cell in table.week(days) if cell.overlaps(span)]
        return [one for one in self._taken(db, table, span) if any(one.cell.overlaps(cell) for cell in closing)]

    def _taken(self, db: "Database", table: Timetable, span: Cell) -> list[Taking]:
        """All that keeps a desk of this service busy, whatever for."""
        now = self._now()
        rows = db.execute(
            'SELECT id, desk, service, "start", "end", code, held_until FROM bookings '
            'WHERE office = ? AND "start" < ? AND "end" > ? '
            "AND (held_until IS NULL OR (held_until > ? AND held_until <= ?))",
            [
                table.settings.office,
                seconds(span.end),
                seconds(span.start),
                seconds(now),
                seconds(now + LONGEST_HOLD),
            ],
        ).fetchall()
        return [
            Taking(str(ref), ServiceId(service), Cell(from_seconds(start), from_seconds(end)), "" if held else code)
            for ref, desk, service, start, end, code, held in rows
            if DeskId(desk) in table.desks
        ]

    def _safely(self, work: Callable[[], End]) -> End | Unreachable:
        """Do the work; what the disk says is a value. A damaged file is set aside by who books, not here."""
        try:
            return work()
        except (sqlite3.Error, OSError) as error:
            end = in_words(error)
            return Unreachable(end.why) if isinstance(end, Refused) else end
