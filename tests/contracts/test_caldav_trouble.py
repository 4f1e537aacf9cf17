"""What servers and networks do wrong: each ends in a value, and never in two bookings or in none that was promised."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kiosk.bookings.caldav import Caldav
from kiosk.bookings.deadline import within
from kiosk.bookings.probe import Safe, Unsafe
from kiosk.bookings.protocol import Booked, CancelEnd, Cancelled, Contact, Held, Refused, Taken, Unknown, Unreachable
from kiosk.bookings.step import book_surely
from kiosk.bookings.table import Desk
from kiosk.ids import BookingKey
from tests.booking_site import MONDAY, NEED, Clock, caldav, desks, free, key, settings
from tests.cutting_proxy import CuttingProxy, Rule, cut_once, proxy_before
from tests.radicale import Radicale

NOTHING = Contact()
Script = Callable[[str], tuple[int, dict[str, str], bytes]]


@pytest.fixture
def calendar(radicale: Radicale) -> str:
    radicale.password_file()
    return radicale.calendar(f"rdv-{key()}")


@pytest.fixture
def proxy(radicale: Radicale) -> Iterator[CuttingProxy]:
    with proxy_before(radicale.port) as one:
        yield one


def desk_at(url: str, radicale: Radicale, clock: Clock, **changes: object) -> Desk:
    opened = desks(settings(radicale.folder, caldav(url, **changes)), radicale.folder, clock)
    assert not opened.faults
    return opened[NEED]


def through(proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock) -> Desk:
    return desk_at(calendar.replace(f":{radicale.port}/", f":{proxy.port}/"), radicale, clock)


@contextmanager
def answering(script: Script) -> Iterator[str]:
    """A server that answers each method as the script tells."""

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = script(self.command)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/borne/rdv/"
        finally:
            server.shutdown()
            thread.join()


def everything(desk: Desk, slot_of: Desk) -> list[object]:
    """Every method once, with a slot made elsewhere."""
    slot, mine = free(slot_of)[0], BookingKey("k" * 32)
    held = Held(slot, mine, slot.start, "borne-20261124T073000Z-g1~1.ics")
    provider = desk.provider
    provider.release(held)
    return [
        provider.slots(desk.service, MONDAY, MONDAY),
        provider.hold(slot, mine),
        provider.renew(held),
        provider.book(slot, mine, NOTHING),
        provider.find(mine, slot),
        provider.cancel(held.ref, "AAAA"),
    ]


LIST = b'<?xml version="1.0"?><multistatus xmlns="DAV:"></multistatus>'
HTML = b"<!DOCTYPE html><html><body>Bienvenue sur le Wi-Fi</body></html>"
BOMB = b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaa">]><multistatus xmlns="DAV:">&a;</multistatus>'
ANSWERS: dict[str, Script] = {
    "html": lambda _: (200, {"Content-Type": "text/html"}, HTML),
    "html as a list": lambda _: (207, {}, HTML),
    "cut xml": lambda _: (207, {}, LIST[:40]),
    "entities": lambda _: (207, {}, BOMB),
    "other encoding": lambda _: (207, {}, BOMB.decode().encode("utf-16")),
    "other xml": lambda _: (207, {}, b"<rss/>"),
    "cut answer": lambda _: (207, {"Content-Length": "5000"}, LIST),
    "500": lambda _: (500, {}, b"Internal Server Error"),
    "redirect": lambda _: (302, {"Location": "https://portail.example/"}, b""),
    "too big": lambda _: (207, {}, b" " * 9_000_000),
    "empty": lambda _: (204, {}, b""),
    "list, then no": lambda method: (207, {}, LIST) if method == "REPORT" else (503, {}, b""),
    "list, then html": lambda method: (207, {}, LIST) if method == "REPORT" else (200, {}, HTML),
    "list, then redirect": lambda method: (207, {}, LIST) if method == "REPORT" else (302, {"Location": "/x"}, b""),
}


@pytest.mark.parametrize("script", ANSWERS.values(), ids=ANSWERS)
def test_rubbish_is_a_value(script: Script, calendar: str, radicale: Radicale, clock: Clock) -> None:
    good = desk_at(calendar, radicale, clock)
    with answering(script) as url:
        ends = everything(desk_at(url, radicale, clock), good)
    kinds: tuple[type[object], ...] = (Unreachable, Refused, Unknown)
    for end in ends[1:4]:
        assert isinstance(end, kinds), ends
    assert all(not isinstance(end, Booked) for end in ends)
    assert "secret" not in str(ends)


def test_a_server_that_is_down_is_unreachable(calendar: str, radicale: Radicale, clock: Clock) -> None:
    with answering(ANSWERS["empty"]) as url:
        pass
    ends = everything(desk_at(url, radicale, clock), desk_at(calendar, radicale, clock))
    assert all(isinstance(end, Unreachable) for end in ends[:-1]), ends
    assert ends[-1] == Unknown()


def test_a_wrong_password_is_told_to_the_facilitator(
    calendar: str, radicale: Radicale, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "wrong").write_text("guess")
    wrong = desk_at(calendar, radicale, clock, password_file=str(tmp_path / "wrong"))
    ends = everything(wrong, desk_at(calendar, radicale, clock))
    assert [type(end) for end in ends] == [Unreachable, Refused, Unreachable, Refused, Unreachable, Unknown]
    assert all("HTTP 401: user or password refused" in str(end) for end in ends[:-1])
    assert "guess" not in str(ends)


def test_a_server_that_wants_digest_is_told(radicale: Radicale, clock: Clock) -> None:
    radicale.password_file()
    with answering(lambda _: (401, {"WWW-Authenticate": 'Digest realm="x"'}, b"")) as url:
        desk = desk_at(url, radicale, clock)
        end = desk.provider.slots(desk.service, MONDAY, MONDAY)
    assert "Digest; set it to Basic" in str(end)


def test_a_server_without_tls_is_unreachable(calendar: str, radicale: Radicale, clock: Clock) -> None:
    desk = desk_at(calendar.replace("http://", "https://"), radicale, clock)
    end = desk.provider.slots(desk.service, MONDAY, MONDAY)
    assert end == Unreachable("no trusted certificate (ca_file?), or no TLS at all")


def test_an_answer_that_drips_ends_with_the_step(radicale: Radicale, clock: Clock) -> None:
    radicale.password_file()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = threading.Event()

        def drip() -> None:
            client, _ = listener.accept()
            with client, suppress(OSError):
                client.sendall(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 900000\r\n\r\n")
                while not done.wait(0.02):
                    client.sendall(b" ")

        thread = threading.Thread(target=drip)
        thread.start()
        desk = desk_at(f"http://127.0.0.1:{listener.getsockname()[1]}/", radicale, clock)
        with within(0.3):
            end = desk.provider.slots(desk.service, MONDAY, MONDAY)
        done.set()
        thread.join()
    assert isinstance(end, Unreachable)


def test_a_redirect_is_never_followed(calendar: str, radicale: Radicale, clock: Clock) -> None:
    seen = []

    def elsewhere(method: str) -> tuple[int, dict[str, str], bytes]:
        seen.append(method)
        return 207, {}, LIST

    with answering(elsewhere) as there, answering(lambda _: (307, {"Location": there}, b"")) as here:
        everything(desk_at(here, radicale, clock), desk_at(calendar, radicale, clock))
    assert seen == []


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


def test_taken_while_it_was_being_confirmed(calendar: str, radicale: Radicale, clock: Clock) -> None:
    desk, mine = desk_at(calendar, radicale, clock), key()
    slot = free(desk)[0]
    held = desk.provider.hold(slot, mine)
    assert isinstance(held, Held)
    clock.turn(300)
    assert isinstance(desk_at(calendar, radicale, clock).provider.book(slot, key(), NOTHING), Booked)
    assert book_surely(desk, slot, mine, NOTHING) == Taken()


def test_the_probe_knows_a_safe_server(calendar: str, radicale: Radicale, clock: Clock) -> None:
    provider = desk_at(calendar, radicale, clock).provider
    assert isinstance(provider, Caldav)
    assert provider.probe() == Safe()
    assert radicale.texts(calendar) == []


@pytest.mark.parametrize("status", [201, 204])
def test_the_probe_knows_an_unsafe_server(status: int, radicale: Radicale, clock: Clock) -> None:
    with answering(lambda _: (status, {}, b"")) as url:
        provider = desk_at(url, radicale, clock).provider
        assert isinstance(provider, Caldav)
        assert isinstance(provider.probe(), Unsafe)


def test_a_creation_that_overwrites_is_no_win(calendar: str, radicale: Radicale, clock: Clock) -> None:
    slot = free(desk_at(calendar, radicale, clock))[0]
    with answering(lambda method: (207, {}, LIST) if method == "REPORT" else (204, {}, b"")) as url:
        end = desk_at(url, radicale, clock).provider.hold(slot, key())
    assert isinstance(end, Refused)
    assert "unsafe" in end.why
