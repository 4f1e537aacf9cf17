"""A server that really listens on 127.0.0.1, and takes messages as ntfy or a webhook would, or in its own bad way."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True)
class Heard:
    """One request."""

    method: str
    path: str
    body: str
    headers: dict[str, str]


@dataclass
class MessageServer:
    """`status` is what it answers; 0: it hangs until the test is over."""

    port: int = 0
    status: int = 200
    elsewhere: str = ""
    """With a status of 3xx: where it sends the caller."""
    heard: list[Heard] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def message_server() -> Iterator[MessageServer]:
    """Run one until the block ends."""
    server = MessageServer()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            server.heard.append(Heard(self.command, self.path, body, dict(self.headers)))
            if server.status == 0:
                server.over.wait(30)
                return
            self.send_response(server.status)
            if server.elsewhere:
                self.send_header("Location", server.elsewhere)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET = do_OPTIONS = _answer  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        server.port = listening.server_address[1]
        Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            listening.shutdown()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
