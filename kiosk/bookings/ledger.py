"""The cells of a calendar during one step: read, create, rewrite.

The rule that never failed on any server measured: creation is `If-None-Match: *` on a name made from the slot,
only 201 wins, and the winner at once writes its own content again.
"""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from kiosk.bookings.cell_event import CellEvent, CellName, State, read, write
from kiosk.bookings.dav import Answer, Line, Lost, NotSent, Reply, why_not
from kiosk.bookings.grid import Cell
from kiosk.bookings.instants import Now
from kiosk.bookings.multistatus import events_between, resources
from kiosk.bookings.occupation import Occupation, Written, understand
from kiosk.bookings.protocol import Refused, Taken, Unknown, Unreachable
from kiosk.ids import BookingKey

_MOST_GENERATIONS = 6
"""Names to try in one hold: one is usual, more are passed over when staff deleted events by hand."""
_CREATE = {"If-None-Match": "*"}
_OK = frozenset({200, 201, 204})
_MULTI_STATUS = 207
_NO_RIGHT = frozenset({401, 403})
_MOVED = range(300, 400)
_MISSING = frozenset({404, 410})
_GONE_WRONG = 500

Trouble = Unreachable | Refused


@dataclass(frozen=True, slots=True)
class Missing:
    """No such resource."""


class Ledger:
    """One step's view of a calendar; not kept beyond it."""

    def __init__(self, line: Line, agenda: str, zone: ZoneInfo, now: Now) -> None:
        self._line = line
        self._agenda = agenda
        self._zone = zone
        self._now = now

    def occupation(self, span: Cell) -> Occupation | Trouble:
        """What the calendar holds in a stretch of time."""
        reply = self._line.report(events_between(span))
        if not isinstance(reply, Answer):
            return Unreachable(reply.why)
        if reply.status != _MULTI_STATUS:
            return _trouble(reply)
        found = resources(reply.body)
        if found is None:
            return Unreachable("the list of events is cut or is not one")
        understood = understand(found, span, self._agenda, self._zone)
        return understood or Unreachable("an event of the calendar cannot be read: mend or remove it")

    def read(self, name: CellName) -> Written | Missing | Trouble:
        """What stands under a name."""
        reply = self._line.get(str(name))
        if not isinstance(reply, Answer):
            return Unreachable(reply.why)
        if reply.status in _MISSING:
            return Missing()
        event = read(reply.body.decode(errors="replace")) if reply.status in _OK else None
        if event is not None:
            return Written(name, event, reply.etag)
        return Unreachable("not an event of a kiosk") if reply.status in _OK else _trouble(reply)

    def create(self, first: CellName, event: CellEvent, key: BookingKey) -> Written | Taken | Trouble:
        """Write a cell's event under the first name that is free, from `first` on. One creator at most wins."""
        name, last = first, "no name is free"
        for _ in range(_MOST_GENERATIONS):
            reply = self._create(name, event)
            if isinstance(reply, Answer) and reply.status == 201:  # noqa: PLR2004 - only 201 wins
                return self._own_again(Written(name, event))
            if isinstance(reply, NotSent):
                return Unreachable(reply.why)
            if isinstance(reply, Answer) and reply.status in _OK:
                return Refused(f"HTTP {reply.status} to a creation: run the probe, and set unsafe = true if it fails")
            if isinstance(reply, Answer) and (reply.status in _NO_RIGHT or reply.status in _MOVED):
                return _trouble(reply)
            end = self._after_no(name, event, key, reply)
            if not isinstance(end, CellName):
                return end
            name, last = end, reply.why if isinstance(reply, Lost) else why_not(reply)
        return Refused(last)

    def rewrite(self, written: Written, event: CellEvent) -> Written | Taken | Unknown | Trouble:
        """Write new content over one's own. Taken: somebody else changed or removed it meanwhile."""
        # A weak tag (W/"...") matches nothing, by RFC 9110.
        condition = {"If-Match": written.etag} if written.etag.startswith('"') else {}
        reply = self._line.put(str(written.name), write(written.name, event, self._now()), condition)
        if isinstance(reply, NotSent):
            return Unreachable(reply.why)
        if isinstance(reply, Lost) or reply.status >= _GONE_WRONG:
            return Unknown()
        if reply.status in _OK:
            return Written(written.name, event, reply.etag)
        return Taken() if reply.status in {404, 409, 410, 412} else _trouble(reply)

    def settle(self, written: Written, event: CellEvent) -> Written | Taken | Trouble:
        """Rewrite, and after a lost answer look what stands there."""
        end = self.rewrite(written, event)
        if not isinstance(end, Unknown):
            return end
        there = self.read(written.name)
        if isinstance(there, Missing):
            return Taken()
        if isinstance(there, Written):
            return there if there.event.owner == event.owner else Taken()
        return there

    def free(self, written: Written) -> bool:
        """Write that a cell is free again; True when the server said so."""
        freed = written.event.rewritten(state=State.FREED, until=None)
        end = self.rewrite(written, freed)
        if isinstance(end, Unknown):
            now = self.read(written.name)
            return isinstance(now, Written) and now.event.state is State.FREED
        return isinstance(end, Written)

    # ---- inside ------------------------------------------------------------------------------------------

    def _create(self, name: CellName, event: CellEvent) -> Reply:
        """Once more after a lost answer: the name decides, so a second creation cannot make a second event."""
        reply = self._put_new(name, event)
        return self._put_new(name, event) if isinstance(reply, Lost) else reply

    def _put_new(self, name: CellName, event: CellEvent) -> Reply:
        return self._line.put(str(name), write(name, event, self._now()), _CREATE)

    def _after_no(
        self, name: CellName, event: CellEvent, key: BookingKey, reply: Answer | Lost
    ) -> CellName | Written | Taken | Trouble:
        """A creation was not won: whose is the name? The next name to try when nobody's any more."""
        there = self.read(name)
        if isinstance(there, Written):
            if there.event.is_of(key) and there.event.may_confirm(self._now()):
                return self._own_again(Written(name, event))
            return Taken() if there.event.stands(self._now()) else name.next()
        if isinstance(there, Missing):
            if isinstance(reply, Lost):
                return Unreachable(reply.why)
            # Deleted by hand on a server that never gives a name again.
            return _trouble(reply) if reply.status >= _GONE_WRONG else name.next()
        return there

    def _own_again(self, written: Written) -> Written | Taken | Trouble:
        """The winner rewrites its own content at once: a loser's write may have come between."""
        return self.settle(replace(written, etag=""), written.event.rewritten())


def _trouble(answer: Answer) -> Trouble:
    why = why_not(answer)
    return Refused(why) if answer.status in _NO_RIGHT or answer.status in {404, 409, 507} else Unreachable(why)
