"""The calendar rules of design: names, generations, holds, what staff draw, what the calendar may contain."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

from kiosk.bookings.caldav_setup import collections
from kiosk.bookings.cell_event import CellEvent, CellName, State
from kiosk.bookings.dav import Line
from kiosk.bookings.grid import Cell
from kiosk.bookings.ledger import Ledger
from kiosk.bookings.protocol import (
    HOLD_TTL,
    Booked,
    Cancelled,
    Contact,
    Exclusive,
    Held,
    Mode,
    Refused,
    Requested,
    Taken,
)
from kiosk.bookings.step import book_surely
from kiosk.ids import DeskId
from tests.booking_site import LONG, NEED, caldav, desks, free, key, service, settings
from tests.calendar_office import Office, seeing_late

NOTHING = Contact()


def test_names_tell_slot_desk_and_generation_and_are_never_used_again(office: Office) -> None:
    desk = office.desk()
    slot = free(desk)[0]
    for _ in range(2):
        end = desk.provider.book(slot, key(), NOTHING)
        assert isinstance(end, Booked)
        assert desk.provider.cancel(end.ref, end.cancel_code) == Cancelled()
    assert isinstance(desk.provider.hold(slot, key()), Held)
    assert office.names() == [f"borne-20261124T073000Z-g1~{generation}" for generation in (1, 2, 3)]
    cancelled = [text for text in office.server.texts(office.url) if "STATUS:CANCELLED" in text]
    assert len(cancelled) == 2
    assert all("TRANSP:TRANSPARENT" in text for text in cancelled)


def test_the_winner_writes_its_own_content_again_at_once(office: Office) -> None:
    desk = office.desk()
    assert isinstance(desk.provider.hold(free(desk)[0], key()), Held)
    (text,) = office.server.texts(office.url)
    assert "SEQUENCE:1\r\n" in text


def test_creation_alone_decides_who_wins(office: Office) -> None:
    calendar, _ = collections(office.setup())
    name = CellName("borne", datetime(2026, 11, 24, 7, 30, tzinfo=UTC), DeskId("1"))
    cell = Cell(name.start, name.start + timedelta(minutes=20))
    start = Barrier(30)

    def client(_: int) -> type[object]:
        mine = key()
        with Line(calendar) as line:
            event = CellEvent(cell, "", "ABCD", State.HELD, office.clock() + HOLD_TTL).owned_by(mine)
            start.wait()
            return type(Ledger(line, "borne", ZoneInfo("Europe/Brussels"), office.clock).create(name, event, mine))

    with ThreadPoolExecutor(30) as pool:
        ends = list(pool.map(client, range(30)))
    assert sorted(end.__name__ for end in ends) == ["Taken"] * 29 + ["Written"]


def test_a_hold_may_be_taken_over_only_a_minute_after_its_end(office: Office) -> None:
    first, second = office.desk(), office.desk()
    slot = free(first)[0]
    assert isinstance(first.provider.hold(slot, key()), Held)
    office.clock.turn(180 + 59)
    assert second.provider.hold(slot, key()) == Taken()
    office.clock.turn(2)
    assert isinstance(second.provider.hold(slot, key()), Held)
    assert office.names() == ["borne-20261124T073000Z-g1~1", "borne-20261124T073000Z-g1~2"]
    assert sum("STATUS:TENTATIVE" in text for text in office.server.texts(office.url)) == 1  # no ghost for staff


def test_within_its_last_thirty_seconds_a_hold_is_confirmed_under_a_new_name(office: Office) -> None:
    desk, early, late = office.desk(), key(), key()
    one, other = free(desk)[0], free(desk)[5]
    assert isinstance(desk.provider.hold(one, early), Held)
    assert isinstance(desk.provider.hold(other, late), Held)
    office.clock.turn(149)
    end = desk.provider.book(one, early, NOTHING)
    assert isinstance(end, Booked)
    assert end.ref.endswith("~1.ics")
    office.clock.turn(2)
    end = desk.provider.book(other, late, NOTHING)
    assert isinstance(end, Booked)
    assert end.ref.endswith("~2.ics")


def test_a_deleted_event_gives_its_hour_back(office: Office) -> None:
    desk = office.desk()
    slot = free(desk)[0]
    end = desk.provider.book(slot, key(), NOTHING)
    assert isinstance(end, Booked)
    assert office.server.as_office("DELETE", office.url + end.ref).status_code == 200
    assert free(desk)[0] == slot
    assert isinstance(desk.provider.book(slot, key(), NOTHING), Booked)


def test_a_slot_longer_than_the_grid_takes_all_its_cells_or_none(office: Office) -> None:
    short, long = service(desks=1), service(id="long", need=LONG, minutes=30, desks=1)
    desk, other = office.desk(short, long, need=LONG), office.desk(short, long)
    slot, mine = free(desk)[0], key()
    end = desk.provider.book(slot, mine, NOTHING)
    assert isinstance(end, Booked)
    assert (end.start, end.end) == (slot.start, slot.end)
    assert end.ref.split(",") == [f"borne-20261124T07{minute}00Z-g1~1.ics" for minute in (30, 40, 50)]
    assert desk.provider.find(mine, slot) == end
    assert desk.provider.cancel(end.ref, end.cancel_code) == Cancelled()
    assert isinstance(other.provider.hold(free(other)[0], key()), Held)


def test_a_refused_cell_rolls_the_others_back(office: Office) -> None:
    short, long = service(desks=1), service(id="long", need=LONG, minutes=30, desks=1)
    other = office.desk(short, long)
    with seeing_late(office, short, long, need=LONG) as desk:
        slot = free(desk)[0]
        assert isinstance(other.provider.hold(free(other)[1], key()), Held)  # 07:50, in the slot's last cell
        assert desk.provider.hold(slot, key()) == Taken()
    states = {text.split("DTSTART:")[1][:14]: "CANCELLED" in text for text in office.server.texts(office.url)}
    assert states == {
        "20261124T07300": True, "20261124T07400": True, "20261124T07500": False, "20261124T08000": False,
    }  # fmt: skip


def test_the_calendar_holds_a_code_and_nothing_of_a_person(office: Office) -> None:
    desk, mine = office.desk(), key()
    end = book_surely(desk, free(desk)[0], mine, Contact({"name": "Dupont", "phone": "0470123456"}))
    assert isinstance(end, Booked)
    text = "".join(office.server.texts(office.url))
    assert f"SUMMARY:Borne : Carte d'identité ({end.cancel_code})" in text
    assert not any(word in text for word in ("Dupont", "0470123456", mine))


def test_a_required_contact_goes_to_its_own_calendar_only(office: Office) -> None:
    contacts = office.server.calendar("contacts")
    desk = office.desk(service(require=["phone"]), contact_url=contacts)
    slot, mine = free(desk)[0], key()
    assert isinstance(desk.provider.book(slot, mine, Contact({"name": "Dupont"})), Refused)
    end = book_surely(desk, slot, mine, Contact({"name": "Dupont", "phone": "0470123456"}))
    assert isinstance(end, Booked)
    assert "0470123456" not in "".join(office.server.texts(office.url))
    written = "".join(office.server.texts(contacts))
    assert f"contact ({end.cancel_code})" in written
    assert "Téléphone : 0470123456" in written
    assert "Dupont" not in written  # only what is required
    unread = desks(settings(office.server.folder, caldav(contacts)), office.server.folder, office.clock)[NEED]
    assert "HTTP 403" in str(unread.provider.slots(unread.service, slot.start.date(), slot.start.date()))
    assert desk.provider.cancel(end.ref, end.cancel_code) == Cancelled()
    assert "0470123456" not in "".join(office.server.texts(contacts))


def test_a_contact_that_cannot_be_written_books_nothing(office: Office) -> None:
    nowhere = f"{office.server.root}borne/rdv-missing/"
    desk = office.desk(service(require=["phone"]), contact_url=nowhere)
    end = book_surely(desk, free(desk)[0], key(), Contact({"phone": "0470123456"}))
    assert isinstance(end, Refused)
    assert "contact calendar: HTTP 409" in end.why
    assert not any("STATUS:CONFIRMED" in text for text in office.server.texts(office.url))


def test_a_server_that_cannot_exclude_gets_requests_only(office: Office) -> None:
    desk, mine = office.desk(unsafe=True), key()
    assert (desk.provider.capabilities.mode, desk.provider.capabilities.exclusive) == (Mode.REQUEST, Exclusive.NONE)
    slot = free(desk)[0]
    first = desk.provider.hold(slot, mine)
    assert isinstance(first, Held)
    assert office.names() == []
    for _ in range(2):
        assert isinstance(book_surely(desk, slot, mine, NOTHING), Requested)
    assert len(office.names()) == 1
    second = free(desk)[0]
    assert (second.start, second.desk) == (slot.start, "2")
    office.clock.turn(3600)
    assert free(desk)[0] == second
    assert isinstance(book_surely(desk, second, key(), NOTHING), Requested)
    assert free(desk)[0].start == slot.end
