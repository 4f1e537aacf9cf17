"""What staff draw, move or delete in their calendar program counts at once."""

import pytest

from kiosk.bookings.protocol import (
    Booked,
    Contact,
    Held,
    Taken,
)
from tests.booking_site import free, key, service
from tests.calendar_office import Office, seeing_late, walls

NOTHING = Contact()


@pytest.mark.parametrize(
    ("event", "left"),
    [
        ("DTSTART:20261126T080000Z\nDTEND:20261126T083000Z", ["07:30", "08:30", "08:50"]),
        ("DTSTART;TZID=Europe/Brussels:20261126T090000\nDURATION:PT30M", ["07:30", "08:30", "08:50"]),
        ("DTSTART:20261126T090000\nDTEND:20261126T093000", ["07:30", "08:30", "08:50"]),
        ("DTSTART:20261105T080000Z\nDTEND:20261105T083000Z\nRRULE:FREQ=WEEKLY", ["07:30", "08:30", "08:50"]),
        ("DTSTART;VALUE=DATE:20261126\nSUMMARY:Formation", []),
        ("DTSTART:20261126T080000Z\nDTEND:20261126T083000Z\nTRANSP:TRANSPARENT", None),
        ("DTSTART:20261126T080000Z\nDTEND:20261126T083000Z\nSTATUS:CANCELLED", None),
        ("DTSTART:20261105T080000Z\nDTEND:20261105T083000Z\nRRULE:FREQ=WEEKLY\nEXDATE:20261126T080000Z", None),
    ],
)
def test_what_staff_draw_keeps_all_desks_busy(office: Office, event: str, left: list[str] | None) -> None:
    desk = office.desk()
    before = walls(free(desk), "2026-11-26")
    office.draw(event)
    assert walls(free(desk), "2026-11-26") == (before if left is None else left)


def test_an_event_drawn_since_the_list_was_read_wins(office: Office) -> None:
    desk, mine = office.desk(), key()
    slot, other = free(desk)[0], free(desk)[5]
    assert isinstance(desk.provider.hold(other, mine), Held)
    office.draw("DTSTART:20261124T070000Z\nDTEND:20261124T160000Z\nSUMMARY:Absent")
    assert desk.provider.hold(slot, key()) == Taken()
    assert desk.provider.book(other, mine, NOTHING) == Taken()
    assert not any("STATUS:TENTATIVE" in text for text in office.server.texts(office.url))


def test_a_booking_moved_by_staff_keeps_its_new_hour_busy(office: Office) -> None:
    desk = office.desk(service(desks=1))
    slot = free(desk)[0]
    end = desk.provider.book(slot, key(), NOTHING)
    assert isinstance(end, Booked)
    text = office.server.as_office("GET", office.url + end.ref).text
    moved = text.replace("T073000Z\r\nDTEND:20261124T075000Z", "T081000Z\r\nDTEND:20261124T083000Z")
    assert moved != text
    assert office.server.as_office("PUT", office.url + end.ref, moved).status_code in {201, 204}
    assert walls(free(desk), "2026-11-24")[:3] == ["07:30", "07:50", "08:30"]
    assert isinstance(desk.provider.book(slot, key(), NOTHING), Booked)


def test_opening_hours_may_be_drawn_as_libre_events(office: Office) -> None:
    desk = office.desk(free_events=True)
    assert free(desk) == ()
    office.draw("SUMMARY:Libre\nTRANSP:TRANSPARENT\nDTSTART:20261125T130000Z\nDTEND:20261125T135000Z\nRRULE:FREQ=DAILY")
    assert walls(free(desk), "2026-11-25") == ["13:00", "13:20"]
    assert walls(free(desk), "2026-12-02") == ["13:00", "13:20"]
    slot = free(desk)[0]
    assert isinstance(desk.provider.book(slot, key(), NOTHING), Booked)
    assert free(desk)[0].desk != slot.desk


def test_an_event_drawn_while_the_hold_is_made_wins(office: Office) -> None:
    with seeing_late(office) as desk:
        slot = free(desk)[0]
        office.draw("DTSTART:20261124T070000Z\nDTEND:20261124T160000Z\nSUMMARY:Absent")
        assert desk.provider.hold(slot, key()) == Taken()
    assert sum("STATUS:CANCELLED" in text for text in office.server.texts(office.url)) == 1
