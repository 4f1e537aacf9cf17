"""What every provider that books must do, whatever lies behind it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.bookings import codes
from kiosk.bookings.practice import Practice
from kiosk.bookings.protocol import (
    Booked,
    Cancelled,
    Contact,
    Held,
    Mode,
    Place,
    Refused,
    Slots,
    Taken,
    TooLate,
    Unknown,
    is_confirmed,
)
from kiosk.bookings.table import Desk
from kiosk.bookings.timetable import Timetable
from tests.booking_site import LONG, MONDAY, NEED, Clock, caldav_at, desks, free, key, service, settings
from tests.contention import process_rounds, rounds, winners
from tests.radicale import Radicale

NOTHING = Contact()
BRUSSELS = ZoneInfo("Europe/Brussels")
Client = Callable[..., Desk]


@pytest.fixture(params=["agenda", "caldav", "practice"])
def client(request: pytest.FixtureRequest, radicale: Radicale, clock: Clock, data: Path) -> Client:
    """Makes another client of the same agenda; services may be given the first time."""
    if request.param == "practice":
        return practice_client(radicale.folder, clock)
    provider: dict[str, object] = {"kind": "agenda"} if request.param == "agenda" else caldav_at(radicale)
    services: list[dict[str, object]] = []

    def make(*wanted: dict[str, object], need: str = NEED) -> Desk:
        services.extend(wanted)
        opened = desks(settings(radicale.folder, provider, *services), data, clock)
        assert not opened.faults
        return opened[need]  # type: ignore[index]

    return make


def practice_client(folder: Path, clock: Clock) -> Client:
    """The exercise lives in memory: every client of it is the same one."""
    made: list[Practice] = []

    def make(*wanted: dict[str, object], need: str = NEED) -> Desk:
        if not made:
            site = settings(folder, {"kind": "handoff"}, *wanted)
            tables = tuple(Timetable.of(one, Place("Guichet"), site.zone) for one in site.services)
            made.append(Practice(tables, site.zone, clock))
        name = {NEED: "carte", LONG: "long"}[need]  # type: ignore[index]
        return Desk(made[0], next(one for one in made[0].services() if one.id == name))

    return make


def booked(end: object) -> Booked:
    assert isinstance(end, Booked), end
    return end


def held(end: object) -> Held:
    assert isinstance(end, Held), end
    return end


def test_offers_the_hours_of_the_settings(client: Client) -> None:
    desk = client(service(hours={"friday": ["08:30-09:30"]}, closed=["2026-12-04"]))
    walls = [slot.start.astimezone(BRUSSELS) for slot in free(desk, days=40)]
    assert [f"{wall:%d/%m %H:%M}" for wall in walls] == [
        f"{day} {hour}" for day in ("27/11", "11/12") for hour in ("08:30", "08:50", "09:10")
    ]  # days_ahead is 21, 4 December is closed by hand


def test_offers_nothing_on_a_public_holiday(client: Client, clock: Clock) -> None:
    clock.turn(timedelta(days=30).total_seconds())
    desk = client(service(hours={"friday": ["08:30-09:30"]}))
    found = desk.provider.slots(desk.service, MONDAY, MONDAY + timedelta(days=70))
    assert isinstance(found, Slots)
    days = {slot.start.date().isoformat() for slot in found.slots}
    assert days == {"2027-01-08"}  # Christmas and New Year's Day are Fridays


def test_leaves_the_notice_asked(client: Client, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 27, 8, 45, tzinfo=BRUSSELS)
    first = free(client(service(notice_minutes=60)))[0]
    assert f"{first.start.astimezone(BRUSSELS):%H:%M}" == "09:50"


def test_offers_the_first_free_desk_of_each_hour(client: Client) -> None:
    desk = client()
    one = free(desk)[0]
    held(desk.provider.hold(one, key()))
    two = free(desk)[0]
    assert (one.desk, two.desk, one.start) == ("1", "2", two.start)
    held(desk.provider.hold(two, key()))
    assert free(desk)[0].start == one.end


def test_a_hold_keeps_others_away_and_is_given_back(client: Client) -> None:
    desk, other, mine = client(), client(), key()
    slot = free(desk)[0]
    mine_held = held(desk.provider.hold(slot, mine))
    assert other.provider.hold(slot, key()) == Taken()
    assert other.provider.book(slot, key(), NOTHING) == Taken()
    desk.provider.release(mine_held)
    held(other.provider.hold(slot, key()))


def test_a_hold_is_renewed_while_its_visitor_is_there(client: Client, clock: Clock) -> None:
    desk, other = client(), client()
    slot = free(desk)[0]
    first = held(desk.provider.hold(slot, key()))
    for _ in range(4):
        clock.turn(100)
        again = held(desk.provider.renew(first))
        assert again.until > first.until
    assert other.provider.hold(slot, key()) == Taken()


def test_a_hold_ends_by_itself(client: Client, clock: Clock) -> None:
    desk, other, late = client(), client(), key()
    slot = free(desk)[0]
    first = held(desk.provider.hold(slot, late))
    clock.turn(180 + 61)
    booked(other.provider.book(slot, key(), NOTHING))
    assert desk.provider.book(slot, late, NOTHING) == Taken()
    assert desk.provider.renew(first) == Taken()
    assert desk.provider.find(late, slot) is None


@pytest.mark.parametrize("seconds", [100, 155, 179, 200, 300])
def test_a_late_yes_is_a_booking_while_nobody_else_has_it(client: Client, clock: Clock, seconds: int) -> None:
    desk, mine = client(), key()
    slot = free(desk)[0]
    held(desk.provider.hold(slot, mine))
    clock.turn(seconds)
    mine_booked = booked(desk.provider.book(slot, mine, NOTHING))
    assert client().provider.hold(slot, key()) == Taken()
    assert desk.provider.cancel(mine_booked.ref, mine_booked.cancel_code) == Cancelled()


def test_a_booking_is_confirmed_with_its_hour_and_code(client: Client) -> None:
    desk, mine = client(), key()
    slot = free(desk)[3]
    held(desk.provider.hold(slot, mine))
    end = booked(desk.provider.book(slot, mine, NOTHING))
    assert is_confirmed(end, desk.provider.capabilities)
    assert (end.start, end.end) == (slot.start, slot.end)
    assert len(end.cancel_code) == 4
    assert set(end.cancel_code) <= set(codes.ALPHABET)
    assert not any(one.start == slot.start and one.desk == slot.desk for one in free(desk))


def test_booking_again_with_the_same_key_is_the_same_booking(client: Client) -> None:
    desk, mine = client(), key()
    slot = free(desk)[0]
    assert desk.provider.find(mine, slot) is None
    end = booked(desk.provider.book(slot, mine, NOTHING))
    assert client().provider.book(slot, mine, NOTHING) == end
    assert client().provider.find(mine, slot) == end
    assert desk.provider.find(key(), slot) is None


def test_giving_back_a_hold_does_not_undo_its_booking(client: Client) -> None:
    desk, mine = client(), key()
    slot = free(desk)[0]
    first = held(desk.provider.hold(slot, mine))
    end = booked(desk.provider.book(slot, mine, NOTHING))
    desk.provider.release(first)
    assert desk.provider.find(mine, slot) == end


def test_a_booking_is_cancelled_by_its_code(client: Client) -> None:
    desk = client()
    slot = free(desk)[0]
    end = booked(desk.provider.book(slot, key(), NOTHING))
    assert desk.provider.cancel(end.ref, "0000") == Unknown()
    assert desk.provider.cancel("nothing", end.cancel_code) == Unknown()
    assert desk.provider.cancel(end.ref, end.cancel_code) == Cancelled()
    again = booked(desk.provider.book(slot, key(), NOTHING))
    assert again.ref != end.ref


def test_a_visit_that_has_begun_is_too_late_to_cancel_or_hold(client: Client, clock: Clock) -> None:
    desk = client()
    slot, other = free(desk)[:2]
    end = booked(desk.provider.book(slot, key(), NOTHING))
    clock.now = other.start
    assert desk.provider.cancel(end.ref, end.cancel_code) == TooLate()
    assert isinstance(desk.provider.hold(other, key()), Refused)
    assert isinstance(desk.provider.book(other, key(), NOTHING), Refused)


def test_codes_of_a_day_differ(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "ALPHABET", "AB")  # 16 codes: two equal ones among 12 would be sure without care
    desk = client()
    slots = [slot for slot in free(desk) if slot.start.date() == free(desk)[0].start.date()]
    given = [booked(desk.provider.book(slot, key(), NOTHING)).cancel_code for slot in slots[:10]]
    assert len(set(given)) == 10


def test_services_that_share_a_desk_never_overlap(client: Client) -> None:
    short, long = service(desks=1), service(id="long", need=LONG, minutes=30, desks=1)
    desk, other = client(short, long), client(need=LONG)
    mine, theirs = free(desk), free(other)
    assert mine[1].start < theirs[0].end < mine[1].end
    first = held(other.provider.hold(theirs[0], key()))
    assert desk.provider.hold(mine[1], key()) == Taken()
    held(desk.provider.hold(mine[2], key()))
    assert other.provider.hold(theirs[1], key()) == Taken()
    other.provider.release(first)
    held(desk.provider.hold(mine[1], key()))


def test_a_naive_clock_is_a_bug(client: Client, clock: Clock) -> None:
    desk = client()
    slot = free(desk)[0]
    clock.now = clock.now.replace(tzinfo=None)
    with pytest.raises(ValueError, match="naive"):
        desk.provider.hold(slot, key())


@pytest.mark.parametrize(("clients", "count"), [(50, 2), (2, 10)])
def test_one_client_wins_a_slot(client: Client, clients: int, count: int) -> None:
    ends = rounds(client, clients, count)
    assert winners(ends) == [1] * count, ends
    assert {end for one in ends for end in one} == {"Booked", "Taken"}


def test_one_process_wins_a_slot_of_the_agenda(data: Path) -> None:
    ends = process_rounds(data, clients=3, count=8)
    assert winners(ends) == [1] * 8, ends


def test_handoff_books_nothing(clock: Clock, tmp_path: Path) -> None:
    site = settings(tmp_path, {"kind": "handoff"})
    desk = desks(site, tmp_path, clock)[NEED]
    other = desks(settings(tmp_path, {"kind": "agenda"}), tmp_path, clock)[NEED]
    slot, mine = free(other)[0], key()
    assert desk.provider.capabilities.mode is Mode.HANDOFF
    assert desk.service.label == "Carte d'identité"
    assert free(desk) == ()
    assert isinstance(desk.provider.hold(slot, mine), Refused)
    assert isinstance(desk.provider.book(slot, mine, NOTHING), Refused)
    assert desk.provider.find(mine, slot) is None
    assert desk.provider.cancel("x", "AAAA") == Unknown()
    assert desk.provider.renew(Held(slot, mine, clock())) == Taken()
