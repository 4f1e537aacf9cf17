"""The rows of one night on their way: in batches, halved where one is refused, until the hub has all it takes."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from kiosk.usage.sync.line import Accepted, Refused, Reply, Stopped, TooBig
from kiosk.usage.sync.result import Reason
from kiosk.usage.sync.rows import WireRow

MOST_ROWS: Final = 500
"""In one request."""
MOST_REFUSED: Final = 100
"""Rows refused one by one in a night: a hub that refuses more is at fault itself, and thousands of kiosks would each
ask it thousands of times."""


def body(rows: Sequence[WireRow]) -> bytes:
    """What goes over the wire."""
    return msgspec.json.encode({"rows": rows})


@dataclass(slots=True)
class Sending:
    """One night. Each reply is told at once, so that whatever is killed later has lost nothing."""

    post: Callable[[bytes], Reply]
    accept: Callable[[Sequence[WireRow]], None]
    """The hub has these."""
    refuse: Callable[[WireRow], None]
    """The hub refused this one alone."""
    in_time: Callable[[], bool] = lambda: True
    """Whether the night is still young."""
    size: int = MOST_ROWS
    accepted: int = field(default=0, init=False)
    refused: int = field(default=0, init=False)

    def send(self, rows: Sequence[WireRow]) -> Stopped | None:
        """Send all, the first ones first; None: the hub has had its say on each."""
        queue = deque(_parts(rows, self.size))
        while queue:
            if self.refused >= MOST_REFUSED:
                return Stopped(Reason.REFUSED)
            if not self.in_time():
                return Stopped(Reason.TIME)
            batch = queue.popleft()
            match self.post(body(batch)):
                case Accepted():
                    self.accept(batch)
                    self.accepted += len(batch)
                case Refused() if len(batch) == 1:
                    self.refuse(batch[0])
                    self.refused += 1
                case TooBig() if len(batch) == 1:
                    return Stopped(Reason.HUB)  # a row is some 200 bytes: nothing at all can pass there
                case TooBig():
                    self.size = len(batch) // 2
                    rest = [row for part in (batch, *queue) for row in part]
                    queue = deque(_parts(rest, self.size))
                case Refused():
                    queue.extendleft(reversed(_parts(batch, -(-len(batch) // 2))))
                case Stopped() as stopped:
                    return stopped
        return None

    def send_singly(self, rows: Sequence[WireRow]) -> Stopped | None:
        """Send each in a request of its own."""
        return next((end for row in rows if (end := self.send([row])) is not None), None)


def _parts(rows: Sequence[WireRow], size: int) -> list[Sequence[WireRow]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
