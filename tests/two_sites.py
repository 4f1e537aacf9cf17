"""Two sites on this machine: one that a journey names, one where nobody may arrive, and who writes down who tried."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any

Serve = Callable[[str], "Page"]


@dataclass(frozen=True)
class Page:
    """What a server answers."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A running server under a name of its own."""

    name: str
    port: int
    asked: list[str] = field(default_factory=list)
    """The paths that were asked for; "connection" when somebody only came to the door."""
    bodies: list[str] = field(default_factory=list)
    """What was sent along."""

    @property
    def host(self) -> str:
        """As `Hosts` names it."""
        return f"{self.name}:{self.port}"

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"http://{self.host}"


@contextmanager
def site(name: str, serve: Serve, wrap: Callable[[socket], socket] | None = None) -> Iterator[Site]:
    """Run a server; `serve` gets each path, `wrap` may put TLS around the socket."""
    running = Site(name, 0)

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            running.asked.append("connection")
            super().setup()

        def do_GET(self) -> None:
            running.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
            running.asked.append(self.path)
            page = serve(self.path)
            body = page.body.encode()
            self.send_response(page.status)
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | page.headers
            for key, value in headers.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_GET  # noqa: N815 - the same

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the same
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a browser that is killed hangs up in the middle

    server = Server(("127.0.0.1", 0), Handler)
    if wrap:
        server.socket = wrap(server.socket)
    running.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
