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
from kiosk.bookings.protocol import (
    Booked,
    Contact,
    Held,
    Refused,
    Taken,
    Unknown,
    Unreachable,
)
from kiosk.bookings.step import book_surely
from kiosk.bookings.table import Desk
from kiosk.ids import BookingKey
from tests.booking_site import MONDAY, Clock, free, key
from tests.calendar_office import desk_at
from tests.radicale import Radicale

NOTHING = Contact()
Script = Callable[[str], tuple[int, dict[str, str], bytes]]


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
    "redirect to no address": lambda _: (302, {"Location": "http://[/"}, b""),
    "redirect, too big": lambda _: (302, {"Location": "https://portail.example/"}, b" " * 9_000_000),
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
