"""Answers lost, changed or late between the kiosk and the calendar server."""

import pytest

from kiosk.bookings.caldav import Caldav
from kiosk.bookings.protocol import (
    Booked,
    CancelEnd,
    Cancelled,
    Contact,
    Held,
    Refused,
    Unknown,
    Unreachable,
)
from kiosk.bookings.step import book_surely
from tests.booking_site import MONDAY, Clock, free, key
from tests.calendar_office import desk_at, through
from tests.cutting_proxy import CuttingProxy, Rule, cut_once
from tests.radicale import Radicale

NOTHING = Contact()

PUT_HELD, PUT_AGAIN, PUT_BOOKED = (b"PUT", 1, b""), (b"PUT", 2, b""), (b"PUT", 1, b"STATUS:CONFIRMED")
GET_BOOKED = (b"GET", 1, b"")


@pytest.mark.parametrize("lost", [PUT_HELD, PUT_AGAIN, PUT_BOOKED, GET_BOOKED], ids=str)
def test_a_lost_answer_is_looked_up(
    lost: tuple[bytes, int, bytes], proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock
) -> None:
    desk, mine = through(proxy, calendar, radicale, clock), key()
    slot = free(desk)[0]
    proxy.rule = cut_once(*lost)
    held = desk.provider.hold(slot, mine)
    assert isinstance(held, Held)
    end = book_surely(desk, slot, mine, NOTHING, pause=lambda _: None)
    assert isinstance(end, Booked)
    assert proxy.cuts == 1
    assert len(radicale.texts(calendar)) == 1
    assert desk.provider.find(mine, slot) == end


def test_weak_tags_are_not_compared(proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock) -> None:
    desk = through(proxy, calendar, radicale, clock)
    slot = free(desk)[0]
    proxy.rule = lambda _, answer: answer.replace(b'ETag: "', b'ETag: W/"').replace(b'getetag>"', b'getetag>W/"')
    end = book_surely(desk, slot, key(), NOTHING, pause=lambda _: None)
    assert isinstance(end, Booked)
    assert desk.provider.cancel(end.ref, end.cancel_code) == Cancelled()


def test_a_lost_confirmation_is_unknown_until_it_is_found(
    proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock
) -> None:
    desk, mine = through(proxy, calendar, radicale, clock), key()
    slot = free(desk)[0]
    proxy.rule = cut_once(b"PUT", 1, b"STATUS:CONFIRMED")
    assert desk.provider.book(slot, mine, NOTHING) == Unknown()
    assert isinstance(desk.provider.find(mine, slot), Booked)


def test_answers_lost_for_good_end_in_a_value(
    proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock
) -> None:
    desk = through(proxy, calendar, radicale, clock)
    slot = free(desk)[0]
    proxy.rule = lambda _request, _answer: None
    assert isinstance(book_surely(desk, slot, key(), NOTHING, pause=lambda _: None), Unreachable)


def _later(_: bytes, answer: bytes) -> bytes:
    return answer.replace(b"DTSTART:20261124T0730", b"DTSTART:20261124T0630")


def _on_get(request: bytes, answer: bytes) -> bytes:
    return _later(request, answer) if request.startswith(b"GET") else answer


@pytest.mark.parametrize("rule", [_later, _on_get])
def test_another_hour_in_the_servers_answer_is_never_confirmed(
    rule: Rule, proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock
) -> None:
    desk = through(proxy, calendar, radicale, clock)
    slot = free(desk)[0]
    proxy.rule = rule
    end = book_surely(desk, slot, key(), NOTHING, pause=lambda _: None)
    assert isinstance(end, Refused)
    assert "hour" in end.why
    assert all("STATUS:CANCELLED" in text for text in radicale.texts(calendar))


def test_a_booking_found_again_at_another_hour_is_cancelled(
    calendar: str, radicale: Radicale, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_at(calendar, radicale, clock)
    one, other = free(desk)[:2]
    elsewhere = desk.provider.book(other, key(), NOTHING)
    assert isinstance(elsewhere, Booked)
    cancelled: list[str] = []

    def cancel(_: Caldav, ref: str, _code: str) -> CancelEnd:
        cancelled.append(ref)
        return Unknown()

    monkeypatch.setattr(Caldav, "book", lambda *_: elsewhere)
    monkeypatch.setattr(Caldav, "cancel", cancel)
    assert isinstance(book_surely(desk, one, key(), NOTHING), Refused)
    assert cancelled == [elsewhere.ref]


def test_an_unreadable_event_promises_nothing(
    proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock
) -> None:
    desk = through(proxy, calendar, radicale, clock)
    radicale.draw(calendar, "drawn", "DTSTART:20261124T070000Z\nDTEND:20261124T073000Z")
    proxy.rule = lambda _, answer: answer.replace(b"DTSTART:2026", b"DTSTART:tomo")
    found = desk.provider.slots(desk.service, MONDAY, MONDAY.replace(day=30))
    assert found == Unreachable("an event of the calendar cannot be read: mend or remove it")
