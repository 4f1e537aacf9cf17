"""Appointments in the kiosk's own agenda: made, taken away, a day closed and opened, by the doors the kiosk uses."""

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from unittest.mock import patch

from kiosk.bookings import agenda_store
from kiosk.bookings.agenda import Agenda
from kiosk.bookings.grid import whole_days
from kiosk.bookings.protocol import Booked, Cancelled, Contact, Held, Slot, Taken
from kiosk.bookings.staff_agenda import Spans, StaffAgenda
from kiosk.bookings.week import Done, Week
from kiosk.ids import BookingKey
from tests.booking_site import MONDAY, NEED, Clock, desks, key, settings
from tests.system.powercut.agenda_acts import Book, Cancel, Holds, Shut, Unshut, act_of, after, booked_at
from tests.system.powercut.life import Act, Answer, CorruptError, Found, moment_of
from tests.system.powercut.mark import Mark
from tests.system.powercut.pages import look_at_every_page

_MODES: Final = {"WAL + FULL": "FULL", "WAL + NORMAL": "NORMAL", "WAL + OFF": "OFF"}
_FILE: Final = "agenda.db"
_HOURS: Final = 12
"""Of a week, at two desks each: more than stand at a time."""
_SHUT_DAY: Final = MONDAY + timedelta(days=10)
_DOUBLE: Final = """
SELECT count(*) FROM bookings AS one JOIN bookings AS other ON one.id < other.id
WHERE one.office = other.office AND one.desk = other.desk AND one."start" < other."end" AND other."start" < one."end"
"""


class Office:
    """The agenda in a folder, from the visitor's side and from that of staff."""

    def __init__(self, folder: Path) -> None:
        desk = desks(settings(folder, {"kind": "agenda"}), folder, Clock())[NEED]
        staff = StaffAgenda.of([desk.provider])
        if not isinstance(desk.provider, Agenda) or staff is None:
            raise TypeError(desk.provider)
        self.provider, self._staff = desk.provider, staff
        table = desk.provider.for_staff[1].timetables[0]
        self._zone = table.zone
        cells = table.week((MONDAY, MONDAY + timedelta(days=6)))[:_HOURS]
        self.slots = tuple(table.slot(cell, at) for cell in cells for at in table.desks)

    def act(self, number: int) -> Answer:
        """Do it by the kiosk's doors; the code of an appointment that was made."""
        match act_of(number):
            case Book(appointment):
                return Answer(self._book(appointment))
            case Cancel(appointment, by_staff):
                self._cancel(appointment, by_staff=by_staff)
            case Shut():
                _well(self._staff.close(self._day(), frozenset()), Done.WELL)
            case Unshut():
                _well(self._staff.open(self._day()), Done.WELL)
        return Answer()

    def slot(self, appointment: int) -> Slot:
        """Its hour and desk."""
        return self.slots[appointment % len(self.slots)]

    def holds(self, code_of: Mapping[int, str]) -> Holds:
        """What is booked and closed, as visitor and staff find it. Raises CorruptError where they find otherwise."""
        standing = {one.ref: one.code for one in self._week().taken() if one.code}
        numbers = set()
        with self.provider.for_staff[0].reading() as db:
            keys = [row[0] for row in db.execute("SELECT key FROM bookings WHERE held_until IS NULL")]
        for number in (int(one, 16) for one in keys):
            found = self.provider.find(_key(number), self.slot(number))
            if not isinstance(found, Booked) or standing.pop(found.ref, "") != found.cancel_code:
                raise CorruptError(f"appointment {number} is not found as it stands: {found}")
            if code_of.get(number, found.cancel_code) != found.cancel_code:
                raise CorruptError(f"appointment {number} has another code than its visitor was told")
            numbers.add(number)
        if standing:
            raise CorruptError(f"nobody made these appointments: {standing}")
        hours = self._week(_SHUT_DAY - timedelta(days=_SHUT_DAY.weekday())).of(_SHUT_DAY)
        shut = {hour.shut for hour in hours}
        if len(shut) != 1:
            raise CorruptError("the day is closed in part")
        return Holds(frozenset(numbers), shut.pop())

    def refuses_twice(self, holds: Holds) -> bool:
        """Whether each hour that is taken is refused to another visitor."""
        return all(self.provider.hold(self.slot(one), key()) == Taken() for one in holds.booked)

    def _book(self, appointment: int) -> str:
        slot, mine = self.slot(appointment), _key(appointment)
        if not isinstance(held := self.provider.hold(slot, mine), Held):
            sys.exit(f"appointment {appointment} is not held: {held}")
        if not isinstance(booked := self.provider.book(slot, mine, Contact()), Booked):
            sys.exit(f"appointment {appointment} is not booked: {booked}")
        return booked.cancel_code

    def _cancel(self, appointment: int, *, by_staff: bool) -> None:
        found = self.provider.find(_key(appointment), self.slot(appointment))
        if not isinstance(found, Booked):
            sys.exit(f"appointment {appointment} is not there: {found}")
        if by_staff:
            _well(self._staff.cancel(found.ref), Done.WELL)
        else:
            _well(self.provider.cancel(found.ref, found.cancel_code), Cancelled())

    def _week(self, monday: date = MONDAY) -> Week:
        week = self._staff.week(monday)
        if not isinstance(week, Week):
            raise CorruptError(week.why)
        return week

    def _day(self) -> Spans:
        return {self.slots[0].service: whole_days((_SHUT_DAY, _SHUT_DAY), self._zone)}


class Booking:
    """A `Life`: the act is an appointment made or taken away, or the day closed or opened."""

    modes = tuple(_MODES)

    @contextmanager
    def living(self, folder: Path, mode: str) -> Iterator[Act]:
        with patch.object(agenda_store, "_SYNCHRONOUS", f"PRAGMA synchronous = {_MODES[mode]}"):
            yield Office(folder).act

    def found(self, folder: Path, told: Mark, words: Mapping[int, str], mode: str) -> Found:
        """What is there by both doors, that no hour is given twice, and that the next act is done."""
        office = Office(folder)
        codes = {number: word for act, word in words.items() if (number := booked_at(act)) is not None}
        try:
            holds = office.holds(codes)
            _look_at(folder)
            moment = moment_of(holds, after, told.acts)
            if not office.refuses_twice(holds):
                return Found(corrupt="an hour is given twice")
            with self.living(folder, mode) as act:
                act(moment + 1)
            if office.holds({}) != after(moment + 1):
                return Found(corrupt="it does not go on")
            return Found(moment)
        except (sqlite3.Error, CorruptError) as error:
            return Found(corrupt=str(error))


def _look_at(folder: Path) -> None:
    if aside := list(folder.glob(f"{_FILE}.damaged*")):
        raise CorruptError(f"it was set aside: {aside[0].name}")
    with closing(sqlite3.connect(folder / _FILE)) as db:
        look_at_every_page(db)
        if db.execute(_DOUBLE).fetchone()[0]:
            raise CorruptError("a desk is taken twice at a time")


def _key(appointment: int) -> BookingKey:
    return BookingKey(f"{appointment:032x}")


def _well(end: object, well: object) -> None:
    if end != well:
        sys.exit(f"not on disk: {end}")
