"""The embedded agenda in the hands of staff, beside visitors who book at the same time: real files, real processes."""

import random
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Event

import pytest

from kiosk.bookings.grid import Cell, whole_days
from kiosk.bookings.instants import from_seconds, seconds
from kiosk.bookings.protocol import Booked, Cancelled, Contact, Held, Slot, Taken, Unreachable
from kiosk.bookings.shut import shut, shut_within, unshut
from kiosk.bookings.staff_agenda import StaffAgenda
from kiosk.bookings.table import Desk, Desks
from kiosk.bookings.week import Done, Half, Hour, Week
from kiosk.ids import NeedId, ServiceId
from kiosk.sqlite_tables import Database
from tests.booking_site import EVERY, MONDAY, NEED, Clock, desks, free, key, many_services, service, settings

ROOT = Path(__file__).parents[3]
CARD = ServiceId("carte")
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def site_in(folder: Path, clock: Clock, **changes: object) -> tuple[Desk, StaffAgenda]:
    """A visitor's way to the agenda, and a facilitator's; each call is another client."""
    found = desks(settings(folder, {"kind": "agenda"}, service(**changes)), folder, clock)
    return found[NEED], staff_of(found)


def staff_of(found: Desks) -> StaffAgenda:
    agenda = StaffAgenda.of([desk.provider for desk in found.values()])
    assert agenda is not None
    return agenda


def week_of(agenda: StaffAgenda) -> Week:
    week = agenda.week(MONDAY)
    assert isinstance(week, Week)
    return week


def book(desk: Desk, slot: Slot) -> Booked:
    end = desk.provider.book(slot, key(), Contact())
    assert isinstance(end, Booked)
    return end


def hour_at(week: Week, slot: Slot) -> Hour:
    return next(hour for hour in week.hours if hour.cell.start == slot.start)


def all_day(zone_of: Week, day: date = TUESDAY) -> dict[ServiceId, Cell]:
    return {CARD: whole_days((day, day), zone_of.zone)}


def test_what_is_closed_is_offered_to_nobody_until_it_is_opened(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    before = free(desk)
    first, second = before[:2]
    assert agenda.close({CARD: Cell(first.start, first.end)}, frozenset()) is Done.WELL
    assert free(desk) == before[1:]
    assert desk.provider.hold(first, key()) == Taken()
    assert desk.provider.book(first, key(), Contact()) == Taken()
    assert isinstance(desk.provider.hold(second, key()), Held)
    assert agenda.open({CARD: Cell(first.start, first.end)}) is Done.WELL
    assert first in free(desk)


def test_a_day_is_closed_and_the_next_is_not(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    assert agenda.close(all_day(week_of(agenda)), frozenset()) is Done.WELL
    zone = week_of(agenda).zone
    offered = {slot.start.astimezone(zone).date() for slot in free(desk, 6)}
    assert offered == {MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)}
    assert all(hour.shut for hour in week_of(agenda).of(TUESDAY))


def test_an_hour_of_a_closed_day_is_opened_alone(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    slot = free(desk)[3]
    agenda.close(all_day(week_of(agenda)), frozenset())
    agenda.open({CARD: Cell(slot.start, slot.end)})
    assert [hour.cell.start for hour in week_of(agenda).of(TUESDAY) if hour.free] == [slot.start]


def test_an_appointment_that_staff_has_not_seen_keeps_all_open(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    booked = book(desk, free(desk)[0])
    assert agenda.close(all_day(week_of(agenda)), frozenset()) is Done.JUST_TAKEN
    assert not any(hour.shut for hour in week_of(agenda).hours)
    assert agenda.close(all_day(week_of(agenda)), frozenset({booked.ref})) is Done.WELL
    (taking,) = week_of(agenda).taken()
    assert (taking.code, taking.ref) == (booked.cancel_code, booked.ref)
    assert isinstance(desk.provider.cancel(booked.ref, booked.cancel_code), Cancelled)


def test_an_hour_that_a_visitor_is_about_to_take_is_theirs(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    slot, mine = free(desk)[0], key()
    assert isinstance(desk.provider.hold(slot, mine), Held)
    (taking,) = week_of(agenda).taken()
    assert taking.code == ""
    assert agenda.close(all_day(week_of(agenda)), frozenset()) is Done.JUST_TAKEN
    assert agenda.close(all_day(week_of(agenda)), frozenset({taking.ref})) is Done.WELL
    assert isinstance(desk.provider.book(slot, mine, Contact()), Booked)
    clock.turn(181)
    (taking,) = week_of(agenda).taken()
    assert taking.code != ""


def test_a_hold_that_ran_out_is_in_nobodys_way(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    desk.provider.hold(free(desk)[0], key())
    clock.turn(181)
    assert week_of(agenda).taken() == ()
    assert agenda.close(all_day(week_of(agenda)), frozenset()) is Done.WELL


def test_cancelling_names_one_appointment_and_tells_what_came_of_it(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    slot, other = free(desk)[:2]
    one, two = book(desk, slot), book(desk, other)
    assert agenda.cancel(one.ref) is Done.WELL
    assert agenda.cancel(one.ref) is Done.GONE
    assert slot in free(desk)
    clock.turn((other.start - clock.now).total_seconds())
    assert agenda.cancel(two.ref) is Done.TOO_LATE
    assert agenda.cancel(two.ref, sure=False) is Done.WELL


def test_past_hours_are_told_only_by_a_clock_that_is_trusted(tmp_path: Path, clock: Clock) -> None:
    _, agenda = site_in(tmp_path, clock)
    clock.turn(timedelta(days=1, hours=1).total_seconds())
    assert {hour.past for hour in week_of(agenda).of(TUESDAY)} == {True, False}
    unsure = agenda.week(MONDAY, sure=False)
    assert isinstance(unsure, Week)
    assert not any(hour.past for hour in unsure.hours)


def test_desks_are_shared_between_services_of_one_office(tmp_path: Path, clock: Clock) -> None:
    other = service(id="papier", need="commune_papiers", desks=1, hours={"tuesday": ["09:00-11:00"]}, minutes=60)
    found = desks(settings(tmp_path, {"kind": "agenda"}, service(desks=1), other), tmp_path, clock)
    agenda = staff_of(found)
    booked = book(found[NeedId("commune_papiers")], free(found[NeedId("commune_papiers")])[0])
    full = [hour for hour in week_of(agenda).of(TUESDAY, service=CARD) if hour.taken]
    assert [f"{hour.cell.start:%H:%M}" for hour in full] == ["07:50", "08:10", "08:30", "08:50"]
    assert {hour.taken[0].ref for hour in full} == {booked.ref}
    assert not any(hour.free for hour in full)
    assert len(week_of(agenda).taken()) == 1


def test_half_a_day_ends_with_the_last_hour_that_began_in_the_morning(tmp_path: Path, clock: Clock) -> None:
    _, agenda = site_in(tmp_path, clock, minutes=50, hours={"tuesday": ["09:00-16:00"]})
    week = week_of(agenda)
    hours = week.of(TUESDAY)
    for half in Half:
        agenda.close(week.spans(hours, TUESDAY, half), frozenset())
        assert {hour.cell for hour in week_of(agenda).hours if hour.shut} == {
            hour.cell for hour in week.of(TUESDAY, half)
        }
        agenda.open(week.spans(hours, TUESDAY, half))
        assert not any(hour.shut for hour in week_of(agenda).hours)


def test_a_folder_that_cannot_be_is_a_value(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").touch()
    _, agenda = site_in(tmp_path / "file" / "data", clock)
    assert isinstance(agenda.week(MONDAY), Unreachable)
    assert isinstance(agenda.close({}, frozenset()), Unreachable)
    assert isinstance(agenda.open({}), Unreachable)
    assert isinstance(agenda.cancel("1"), Unreachable)


def test_a_site_that_keeps_its_appointments_elsewhere_has_no_such_agenda(tmp_path: Path, clock: Clock) -> None:
    found = desks(settings(tmp_path, {"kind": "handoff"}), tmp_path, clock)
    assert StaffAgenda.of([desk.provider for desk in found.values()]) is None


def test_the_file_of_an_earlier_kiosk_keeps_its_appointments(tmp_path: Path, clock: Clock) -> None:
    desk, agenda = site_in(tmp_path, clock)
    booked = book(desk, free(desk)[0])
    with closing(sqlite3.connect(tmp_path / "agenda.db")) as db:
        db.executescript("DROP TABLE shut; PRAGMA user_version = 1")
    _, agenda = site_in(tmp_path, clock)
    assert [one.ref for one in week_of(agenda).taken()] == [booked.ref]
    assert agenda.close(all_day(week_of(agenda)), frozenset({booked.ref})) is Done.WELL


def test_closing_and_opening_at_random_is_as_with_single_seconds() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        db = Database(connection, execute_plugins=False)
        db.execute('CREATE TABLE shut (service TEXT, "start" INTEGER, "end" INTEGER, PRIMARY KEY (service, "start"))')
        dice = random.Random(7)
        closed: set[int] = set()
        for _ in range(400):
            start = dice.randrange(60)
            some = range(start, start + dice.randrange(1, 20))
            if dice.random() < 0.5:
                shut(db, CARD, Cell(from_seconds(some.start), from_seconds(some.stop)))
                closed |= set(some)
            else:
                unshut(db, CARD, Cell(from_seconds(some.start), from_seconds(some.stop)))
                closed -= set(some)
            found = shut_within(db, CARD, Cell(from_seconds(0), from_seconds(100)))
            assert [one for cell in found for one in range(seconds(cell.start), seconds(cell.end))] == sorted(closed)
            assert all(one.end < two.start for one, two in pairwise(found)), "they never touch"


# ---- at the same time ------------------------------------------------------------------------------------


def test_a_visitor_and_a_facilitator_in_the_same_second_never_both_win(tmp_path: Path, clock: Clock) -> None:
    visitor, agenda = site_in(tmp_path, clock, desks=1)
    start = Barrier(2)
    for slot in free(visitor, 6):
        span = {CARD: Cell(slot.start, slot.end)}

        def close(span: dict[ServiceId, Cell] = span) -> Done | Unreachable:
            start.wait()
            return agenda.close(span, frozenset())

        def take(slot: Slot = slot) -> object:
            start.wait()
            return visitor.provider.book(slot, key(), Contact())

        with ThreadPoolExecutor(2) as pool:
            closing_, booking = pool.submit(close), pool.submit(take)
        ends = closing_.result(), type(booking.result())
        assert ends in {(Done.WELL, Taken), (Done.JUST_TAKEN, Booked)}
        hour = hour_at(week_of(agenda), slot)
        assert hour.shut is not bool(hour.taken)


def test_two_facilitators_at_two_screens_end_with_what_the_last_one_did(tmp_path: Path, clock: Clock) -> None:
    agendas = [site_in(tmp_path, clock)[1] for _ in range(2)]
    start = Barrier(2)

    def toggle(agenda: StaffAgenda) -> list[Done | Unreachable]:
        span = all_day(week_of(agenda))
        start.wait()
        return [end for _ in range(20) for end in (agenda.open(span), agenda.close(span, frozenset()))]

    with ThreadPoolExecutor(2) as pool:
        ends = [end for done in pool.map(toggle, agendas) for end in done]
    assert set(ends) == {Done.WELL}
    assert all(hour.shut for hour in week_of(agendas[0]).of(TUESDAY))


def test_a_power_cut_while_a_day_is_blocked_leaves_all_of_it_or_nothing(tmp_path: Path, clock: Clock) -> None:
    found = desks(many_services(tmp_path), tmp_path, clock)
    agenda, desk = staff_of(found), found[NeedId("besoin_0")]
    booked = book(desk, free(desk)[0])
    dice = random.Random()  # a moment, no secret
    for _ in range(8):
        command = [sys.executable, "-m", "tests.booking_child", "block", str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(dice.randrange(1, 30)):
                assert process.stdout.readline() == "WELL\n"
            Event().wait(dice.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
        hours = week_of(agenda).of(TUESDAY)
        closed = {hour.service for hour in hours if hour.shut}
        assert len(closed) in {0, EVERY}, closed
        assert {hour.shut for hour in hours} == {bool(closed)}
        assert [one.ref for one in week_of(agenda).taken()] == [booked.ref]
    with closing(sqlite3.connect(tmp_path / "agenda.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
