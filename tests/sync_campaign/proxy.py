"""Stands on 127.0.0.1 between a kiosk and a hub, and does to each request what the deck says."""

import http.client
import resource
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import ClassVar, Final

from tests.sync_campaign.faults import Deck, Fault
from tests.sync_campaign.hubs import CampaignHub

Answer = tuple[int, bytes]
_PATIENCE: Final = 120.0
_OF_THE_HOP: Final = {"Host", "Connection", "Content-Length"}
_ANSWERS: Final[dict[Fault, Answer]] = {
    Fault.PORTAL: (200, b"<!doctype html><title>Wifi de la gare</title><form></form>"),
    Fault.REDIRECT: (302, b""),
    Fault.HTTP_500: (500, b'{"ok": true}'),
    Fault.HTTP_429: (429, b'{"ok": true}'),
    Fault.HTTP_401: (401, b'{"ok": true}'),
    Fault.HTTP_400: (400, b'{"ok": true}'),
}
"""Given by the proxy itself; each but the portals' says ok where its status does not."""
_NO_ROOM: Final[Answer] = 500, b"Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space"
_UNANSWERED: Final = {Fault.DROPPED_AFTER, Fault.SLOW}


class Proxy:
    """`tally`: how many requests met each fault."""

    def __init__(self, hub: CampaignHub, deck: Deck, chance: Random) -> None:
        self.hub, self.deck = hub, deck
        self.tally: Counter[Fault] = Counter()
        self.released = threading.Event()
        """Ends what is slow."""
        self._chance = chance
        self._turn = threading.Lock()
        self._old: list[bytes] = []
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """To which the kiosk pushes."""
        return f"http://127.0.0.1:{self.port}/counts/push"

    def settle(self) -> None:
        """Wait until nothing is under way any more, but for what is slow; that ends now."""
        self.released.set()
        with self._turn:
            self.released = threading.Event()
        self.deck.end_night()

    def close(self) -> None:
        """End all."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def meet(self, body: bytes, headers: dict[str, str]) -> tuple[Fault, Answer | None]:
        """Let one request meet its fault; None: there is no answer."""
        with self._turn:
            fault = self.deck.draw()
            self.tally[fault] += 1
            answer = self._do(fault, body, headers)
            self._old.append(body)
        return fault, answer

    def _do(self, fault: Fault, body: bytes, headers: dict[str, str]) -> Answer | None:
        if fault is Fault.DROPPED_BEFORE:
            return None
        if fault in _ANSWERS:
            return _ANSWERS[fault]
        if fault is Fault.KILLED:
            self._kill_during(body, headers)
            return None
        if fault is Fault.DISK_FULL:
            return self._on_full_disk(body, headers)
        answer = self._forward(body, headers)
        if fault is Fault.DUPLICATED:
            answer = self._forward(body, headers)
        elif fault is Fault.REPLAYED and self._old:
            self._forward(self._chance.choice(self._old), headers)
        return None if fault in _UNANSWERED else answer

    def _forward(self, body: bytes, headers: dict[str, str]) -> Answer | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.hub.port(), timeout=_PATIENCE)
        try:
            connection.request("POST", "/counts/push", body, headers)
            reply = connection.getresponse()
            return reply.status, reply.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _kill_during(self, body: bytes, headers: dict[str, str]) -> None:
        """Anywhere between the first byte and long after the commit."""
        sender = threading.Thread(target=self._forward, args=(body, headers))
        sender.start()
        time.sleep(self._chance.choice((0.0, 0.002, 0.005, 0.01, 0.02, 0.05)))
        self.hub.kill()
        self.hub.start()
        sender.join()  # its request may have waited at the open door for the hub that comes next
        self.hub.rows()

    def _on_full_disk(self, body: bytes, headers: dict[str, str]) -> Answer | None:
        """No file of the hub may grow: the kernel refuses what a full disk refuses."""
        if self.hub.pid is None:
            return _NO_ROOM
        pid = self.hub.pid()
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            return self._forward(body, headers)
        finally:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def between(hub: CampaignHub, deck: Deck, chance: Random) -> Iterator[Proxy]:
    """Run one."""
    proxy = Proxy(hub, deck, chance)
    try:
        yield proxy
    finally:
        proxy.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no fault of the test's."""


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        of = proxy

    return Handler


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    of: ClassVar[Proxy]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name: value for name, value in self.headers.items() if name not in _OF_THE_HOP}
        released = self.of.released
        fault, answer = self.of.meet(body, headers)
        if fault is Fault.SLOW:
            released.wait(_PATIENCE)
        if answer is None:
            self.close_connection = True
            return
        status = 503 if fault is Fault.HTTP_503_AFTER else answer[0]
        with suppress(OSError):
            self._answer(status, answer[1], cut=fault is Fault.CUT_BODY)

    def _answer(self, status: int, body: bytes, *, cut: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status in {301, 302}:
            self.send_header("Location", "http://127.0.0.1:9/login")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut
