"""The embedded agenda's file: killed, full, damaged, and what is never in it."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.bookings.agenda import Agenda
from kiosk.bookings.protocol import Booked, Contact, Held, Taken, Unknown, Unreachable
from kiosk.bookings.step import book_surely
from kiosk.bookings.table import Desk
from kiosk.ids import BookingKey
from tests.booking_site import NEED, Clock, desks, free, key, service, settings

NOTHING = Contact()
ROOT = Path(__file__).parents[3]


@pytest.fixture
def clock() -> Clock:
    return Clock()


def desk_in(folder: Path, clock: Clock, **changes: object) -> Desk:
    site = settings(folder, {"kind": "agenda"}, service(**changes), demonstration=True)
    return desks(site, folder, clock)[NEED]


def child(what: str, folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.booking_child", what, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_killed_process_loses_no_acknowledged_booking(tmp_path: Path, clock: Clock) -> None:
    slots = free(desk_in(tmp_path / "other", clock))
    with child("kill", tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held Held\n"
        acknowledged = [process.stdout.readline().split() for _ in range(12)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.split() for line in process.stdout if line.endswith("\n")]
    desk = desk_in(tmp_path, clock)
    for number, mine, code in acknowledged:
        found = desk.provider.find(BookingKey(mine), slots[int(number)])
        assert isinstance(found, Booked)
        assert found.cancel_code == code
    assert slots[-1] not in free(desk)
    clock.turn(181)
    assert slots[-1] in free(desk)


def test_a_full_disk_is_a_value_and_the_booking_before_it_stays(tmp_path: Path) -> None:
    with child("full", tmp_path) as process:
        assert process.stdout is not None
        ends = process.stdout.read().split()
    assert process.returncode == 0
    assert ends == ["Booked", "Unreachable", "Unreachable", "Unreachable", "Booked"]


def test_a_folder_that_cannot_be_is_a_value(tmp_path: Path, clock: Clock) -> None:
    slot = free(desk_in(tmp_path, clock))[0]
    (tmp_path / "file").touch()
    desk = desk_in(tmp_path / "file" / "data", clock)
    assert isinstance(desk.provider.slots(desk.service, slot.start.date(), slot.start.date()), Unreachable)
    assert isinstance(desk.provider.hold(slot, key()), Unreachable)
    assert isinstance(book_surely(desk, slot, key(), NOTHING), Unreachable)
    assert isinstance(desk.provider.find(key(), slot), Unreachable)
    assert desk.provider.cancel("1", "AAAA") == Unknown()


def spoil_all(file: Path) -> None:
    file.write_bytes(b"no database at all " * 1000)


def spoil_inside(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(os.urandom(file.stat().st_size - 4096))


@pytest.mark.parametrize("spoil", [spoil_all, spoil_inside])
def test_a_damaged_file_is_set_aside(tmp_path: Path, clock: Clock, spoil: object) -> None:
    desk = desk_in(tmp_path, clock)
    slot = free(desk)[0]
    assert isinstance(desk.provider.book(slot, key(), NOTHING), Booked)
    spoil(tmp_path / "agenda.db")  # type: ignore[operator]
    assert isinstance(desk.provider.hold(slot, key()), Held)
    assert isinstance(desk.provider, Agenda)
    assert desk.provider.set_aside == ("agenda.db.damaged-20261123T080000Z",)
    assert (tmp_path / desk.provider.set_aside[0]).exists()
    assert desk_in(tmp_path, clock).provider.hold(slot, key()) == Taken()


def test_a_damaged_file_is_set_aside_once_by_many(tmp_path: Path, clock: Clock) -> None:
    slots = free(desk_in(tmp_path, clock))
    spoil_all(tmp_path / "agenda.db")
    clients = [desk_in(tmp_path, clock) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(lambda pair: pair[0].provider.hold(pair[1], key()), zip(clients, slots, strict=False)))
    assert all(isinstance(end, Held) for end in ends), ends
    assert len(list(tmp_path.glob("agenda.db.damaged-*"))) == 1


def test_a_newer_file_is_left_alone(tmp_path: Path, clock: Clock) -> None:
    desk = desk_in(tmp_path, clock)
    slot = free(desk)[0]
    with closing(sqlite3.connect(tmp_path / "agenda.db")) as db:
        db.execute("PRAGMA user_version = 99")
    end = desk.provider.hold(slot, key())
    assert isinstance(end, Unreachable)
    assert "newer version" in end.why
    assert list(tmp_path.glob("*damaged*")) == []


def test_no_contact_is_ever_written(tmp_path: Path, clock: Clock) -> None:
    desk = desk_in(tmp_path, clock, require=["name", "phone"])
    end = desk.provider.book(free(desk)[0], key(), Contact({"name": "Dupont", "phone": "0470123456"}))
    assert isinstance(end, Booked)
    everything = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert end.cancel_code.encode() in everything
    assert b"Dupont" not in everything
    assert b"0470123456" not in everything


def test_the_file_itself_refuses_two_bookings_of_one_desk(tmp_path: Path, clock: Clock) -> None:
    desk = desk_in(tmp_path, clock)
    assert isinstance(desk.provider.book(free(desk)[0], key(), NOTHING), Booked)
    copy = (
        'INSERT INTO bookings (office, desk, service, "start", "end", day, key, code) '
        """SELECT office, desk, service, "start" + 60, "end", day, 'other', 'ZZZZ' FROM bookings"""
    )
    with closing(sqlite3.connect(tmp_path / "agenda.db")) as db, pytest.raises(sqlite3.IntegrityError, match="taken"):
        db.execute(copy)


def test_a_hold_made_by_a_wrong_clock_does_not_last(tmp_path: Path, clock: Clock) -> None:
    desk = desk_in(tmp_path, clock)
    slot = free(desk)[-1]
    clock.turn(timedelta(days=2).total_seconds())
    assert isinstance(desk.provider.hold(slot, key()), Held)
    clock.turn(-timedelta(days=2).total_seconds())
    assert slot in free(desk)
    assert isinstance(desk.provider.hold(slot, key()), Held)


def test_what_is_past_is_forgotten(tmp_path: Path, clock: Clock) -> None:
    desk = desk_in(tmp_path, clock)
    slot = free(desk)[0]
    end = desk.provider.book(slot, key(), NOTHING)
    assert isinstance(end, Booked)
    clock.now = slot.end + timedelta(days=1, minutes=1)
    assert isinstance(desk.provider.hold(free(desk)[0], key()), Held)
    with closing(sqlite3.connect(tmp_path / "agenda.db")) as db:
        assert db.execute("SELECT count(*) FROM bookings WHERE code = ?", [end.cancel_code]).fetchone() == (0,)
