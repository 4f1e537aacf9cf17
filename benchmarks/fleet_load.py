"""Kiosks that push, one after another on each of a few connections: prepared bytes, and nothing but waiting between.

So cheap that it leaves the other core to the hub (its own cost is told); `requests` would cost more than the hub does.
"""

import re
import selectors
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import msgspec

from kiosk.usage.sync.rows import Event, WireRow

PATIENCE: Final = 60.0
"""Seconds without any answer."""
_EVENTS: Final[tuple[tuple[Event, str, str, str], ...]] = (
    ("visits", "2026-11-{}", "", ""),
    ("outcomes", "2026-W47", "", "booked"),
    ("last_steps", "2026-W47", "step", ""),
)
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Load:
    """What the kiosks saw."""

    seconds: float
    """From the first push to the last answer."""
    waits: tuple[float, ...]
    """Of each push, in seconds."""
    processor: float
    """Seconds of this process, meanwhile."""


def rows_of(kiosk: str, number: int) -> tuple[WireRow, ...]:
    """As many rows as a night has: days by journey, a week by outcome and by last step."""
    return tuple(
        WireRow(kiosk, period.format(10 + row // 3 % 14), event, f"journey_{row}", step, outcome, 3 + row % 40)
        for row in range(number)
        for event, period, step, outcome in (_EVENTS[row % 3],)
    )


def request(url: str, headers: Mapping[str, str], rows: Sequence[WireRow]) -> bytes:
    """A push, as it goes over the wire."""
    address = urlsplit(url)
    body = msgspec.json.encode({"rows": rows})
    lines = [
        f"POST {address.path} HTTP/1.1",
        f"Host: {address.netloc}",
        *(f"{name}: {value}" for name, value in headers.items()),
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def push_all(url: str, pushes: Iterable[bytes], connections: int) -> Load:
    """Send each push once, at most so many at a time. AssertionError: one was not answered by `"ok": true`."""
    left = iter(pushes)
    address = urlsplit(url)
    waits: list[float] = []
    with selectors.DefaultSelector() as selector, ExitStack() as stack:
        lines = [_Line(address.hostname or "", address.port or 80) for _ in range(connections)]
        for line in lines:
            stack.callback(line.socket.close)
        begun, processor = time.perf_counter(), time.process_time()
        for line in lines:
            if line.send_next(left):
                selector.register(line.socket, selectors.EVENT_READ, line)
        while selector.get_map():
            ready = selector.select(PATIENCE)
            assert ready, f"no answer for {PATIENCE:.0f} s after {len(waits)} pushes"
            for key, _ in ready:
                line = key.data
                if line.has_whole_answer():
                    waits.append(time.perf_counter() - line.sent)
                    if not line.send_next(left):
                        selector.unregister(line.socket)
        return Load(time.perf_counter() - begun, tuple(waits), time.process_time() - processor)


class _Line:
    """A connection that is kept."""

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0.0
        self._answer = b""

    def send_next(self, pushes: Iterator[bytes]) -> bool:
        """Whether there was another one."""
        push = next(pushes, None)
        if push is None:
            return False
        self._answer = b""
        self.sent = time.perf_counter()
        self.socket.sendall(push)
        return True

    def has_whole_answer(self) -> bool:
        """Read what is there. AssertionError: it is not the hub's yes."""
        some = self.socket.recv(65536)
        assert some, "the hub has hung up"
        self._answer += some
        head, found, body = self._answer.partition(b"\r\n\r\n")
        if not found:
            return False
        length = _LENGTH.search(head)
        if len(body) < int(length[1]) if length else not body.endswith(b"0\r\n\r\n"):
            return False
        status = int(head.split(b" ", 2)[1])
        assert status == HTTPStatus.OK, self._answer.decode(errors="replace")
        assert re.search(rb'"ok": *true', body), self._answer.decode(errors="replace")
        return True
