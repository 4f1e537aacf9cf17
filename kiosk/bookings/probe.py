"""Whether a calendar server keeps to "create only": the same name is created twice, and must be refused once."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.bookings.cell_event import CellEvent, CellName, State, write
from kiosk.bookings.dav import Answer, Collection, Line, why_not
from kiosk.bookings.deadline import within
from kiosk.bookings.grid import Cell
from kiosk.bookings.protocol import Refused, Unreachable
from kiosk.ids import DeskId

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_CREATED, _EXISTS = 201, 412


@dataclass(frozen=True, slots=True)
class Safe:
    """The server refuses a second creation: appointments can be exclusive."""


@dataclass(frozen=True, slots=True)
class Unsafe:
    """It does not: set `unsafe = true`, and only requests are made."""

    why: str


ProbeEnd = Safe | Unsafe | Unreachable | Refused


def probe(collection: Collection) -> ProbeEnd:
    """Create one name twice, far in the past, and remove it again."""
    name = CellName(f"probe-{secrets.token_hex(8)}", _LONG_AGO, DeskId("0"))
    event = CellEvent(Cell(_LONG_AGO, _LONG_AGO + timedelta(minutes=1)), "probe", "", State.FREED)
    with within(), Line(collection) as line:
        seen: list[int] = []
        for revision in range(2):
            text = write(name, event.rewritten() if revision else event, _LONG_AGO)
            reply = line.put(str(name), text, {"If-None-Match": "*"})
            if not isinstance(reply, Answer):
                return Unreachable(reply.why)
            seen.append(reply.status)
            if revision == 0 and reply.status not in {200, _CREATED, 204}:
                return Refused(why_not(reply))
        line.delete(str(name))
    if seen == [_CREATED, _EXISTS]:
        return Safe()
    return Unsafe(f"two creations of one name were answered {seen[0]} and {seen[1]}; expected 201 and 412")
