"""A hub in a thread, on 127.0.0.1: it keeps the greatest number of each row, and answers as badly as it is told."""

import json
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

Key = tuple[str, str, str, str, str, str]
"""Kiosk, period, event, journey, step, outcome."""
_PATIENCE = 60.0


class Fault(Enum):
    """What happens to one request."""

    NONE = "none"
    CUT_BEFORE = "cut before the rows are kept"
    CUT_AFTER = "cut after the rows are kept"
    CUT_BODY = "cut in the middle of the answer"
    SILENT = "kept, and never answered"
    DRIP_HEAD = "kept; the head of the answer drips"
    DRIP_BODY = "kept; the body of the answer drips"
    ENDLESS = "a page without end"
    PORTAL = "200 and a page to log in"
    REDIRECT = "302 to a page to log in"
    REDIRECT_ENDLESS = "302, and a page without end"
    REDIRECT_NOWHERE = "302 to what is no address"
    NOT_OK = "200 and ok: false"
    OK_AS_TEXT = "200 and ok: 'true'"
    NESTED = "200 and JSON without a bottom"
    NOTHING = "200 and an empty body"


class HubServer:
    """`script`: what happens to the next requests, a fault or a status of HTTP; after it all is well."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        """`tls`: with what to prove itself; without it, plain HTTP."""
        self.kept: dict[Key, int] = {}
        self.script: deque[Fault | int] = deque()
        self.keeps_before_status = False
        """Whether a status of the script is given after the rows are kept."""
        self.most_rows = 500
        self.refuses: Callable[[dict[str, Any]], bool] = lambda _row: False
        self.before: Callable[[], None] = lambda: None
        """Called with each request, before anything is done."""
        self.bodies: list[list[dict[str, Any]]] = []
        """The rows of each request, the latest last."""
        self.headers: list[dict[str, str]] = []
        self.over = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """To which kiosks push."""
        return f"{self._scheme}://127.0.0.1:{self.port}/counts/push"

    def close(self) -> None:
        """End all that still drips, and listen no more."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def heard(self, rows: list[dict[str, Any]], headers: dict[str, str]) -> "Fault | int":
        """Take the next of the script."""
        with self._lock:
            self.bodies.append(rows)
            self.headers.append(headers)
            return self.script.popleft() if self.script else Fault.NONE

    def keep(self, rows: list[dict[str, Any]]) -> None:
        """As every hub does: the greatest number stays."""
        with self._lock:
            for row in rows:
                *key, n = row.values()
                self.kept[tuple(key)] = max(n, self.kept.get(tuple(key), n))


@contextmanager
def hub_server(tls: ssl.SSLContext | None = None) -> Iterator[HubServer]:
    """Run one."""
    hub = HubServer(tls)
    try:
        yield hub
    finally:
        hub.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no fault of the test's."""


def _handler(hub: HubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        server_hub: ClassVar[HubServer] = hub

    return Handler


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_hub: ClassVar[HubServer]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Serve the page to which a redirect leads."""
        self.server_hub.bodies.append([{"followed": self.path}])
        self._answer(200, b'{"ok": true}')

    def do_POST(self) -> None:
        hub = self.server_hub
        hub.before()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert list(body) == ["rows"]
        rows: list[dict[str, Any]] = body["rows"]
        fault = hub.heard(rows, dict(self.headers))
        if isinstance(fault, int):
            if hub.keeps_before_status:
                hub.keep(rows)
            self._answer(fault, b'{"ok": true}')
        elif fault is Fault.NONE:
            self._well(rows)
        else:
            self._badly(fault, rows)

    def _well(self, rows: list[dict[str, Any]]) -> None:
        if len(rows) > self.server_hub.most_rows:
            self._answer(413, b"{}")
        elif any(self.server_hub.refuses(row) for row in rows):
            self._answer(400, b'{"ok": false, "error": "a row"}')
        else:
            self.server_hub.keep(rows)
            self._answer(200, b'{"ok": true}')

    def _badly(self, fault: Fault, rows: list[dict[str, Any]]) -> None:
        if fault in {Fault.CUT_AFTER, Fault.CUT_BODY, Fault.SILENT, Fault.DRIP_HEAD, Fault.DRIP_BODY}:
            self.server_hub.keep(rows)
        self.close_connection = True
        if fault in _ANSWERS:
            self._answer(200, _ANSWERS[fault])
        elif fault is Fault.REDIRECT:
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server_hub.port}/login")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif fault is Fault.REDIRECT_NOWHERE:
            self.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: http://[nowhere\r\nContent-Length: 0\r\n\r\n")
        elif fault is Fault.CUT_BODY:
            self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{"ok": true}')
        elif fault is Fault.SILENT:
            self.server_hub.over.wait(_PATIENCE)
        elif fault in _BEGINNINGS:
            self._drip(_BEGINNINGS[fault], b"x" * (65536 if fault in _FLOODS else 1))

    def _drip(self, beginning: bytes, drop: bytes) -> None:
        pause = 0.0 if len(drop) > 1 else 0.05
        with suppress(OSError):
            self.wfile.write(beginning)
            while not self.server_hub.over.wait(pause):
                self.wfile.write(drop)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


_ANSWERS = {
    Fault.PORTAL: b"<!doctype html><title>Wifi</title><form></form>",
    Fault.NOT_OK: b'{"ok": false}',
    Fault.OK_AS_TEXT: b'{"ok": "true"}',
    Fault.NESTED: b'{"a":' + b"[" * 60_000,
    Fault.NOTHING: b"",
}
_BEGINNINGS = {
    Fault.DRIP_HEAD: b"HTTP/1.1 200 OK\r\nX-Slow: ",
    Fault.DRIP_BODY: b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n",
    Fault.ENDLESS: b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n",
    Fault.REDIRECT_ENDLESS: b"HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n",
}
_FLOODS = {Fault.ENDLESS, Fault.REDIRECT_ENDLESS}
