"""One visitor's slot in a calendar: its cells taken in time order, confirmed, or all given back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.bookings import codes
from kiosk.bookings.cell_event import CellEvent, CellName, State
from kiosk.bookings.grid import Cell, day_of, whole_days
from kiosk.bookings.instants import Now
from kiosk.bookings.ledger import Ledger, Missing, Trouble
from kiosk.bookings.occupation import Occupation, Written
from kiosk.bookings.protocol import Booked, Refused, Slot, Taken, Unknown, Unreachable
from kiosk.bookings.timetable import pieces
from kiosk.ids import BookingKey

AGENDA = "borne"
"""The same on every kiosk, so that two kiosks that share a calendar meet at the same names."""

Ours = tuple[Written, ...]
_OTHER_HOUR = "the calendar's server changed the hour of the event"


@dataclass(frozen=True, slots=True)
class Holding:
    """The work on one slot for one key during one step."""

    ledger: Ledger
    slot: Slot
    key: BookingKey
    minutes: int
    """Length of the calendar's cells."""
    zone: ZoneInfo
    now: Now

    @property
    def whole(self) -> Cell:
        """The slot's time."""
        return Cell(self.slot.start, self.slot.end)

    def day(self) -> Occupation | Trouble:
        """The slot's day: codes are unique in it."""
        days = day_of(self.slot.start, self.zone), day_of(self.slot.end - timedelta(seconds=1), self.zone)
        return self.ledger.occupation(whole_days(days, self.zone))

    def ours(self, occupation: Occupation) -> Ours | None:
        """The slot's cells where all are booked by this key, or held and still to be confirmed."""
        names = [occupation.last(self._first(cell)) for cell in self._cells()]
        found = [occupation.at(name) if name else None for name in names]
        now = self.now()
        good = [
            one
            for one in found
            if one and one.event.is_of(self.key) and (one.event.state is State.BOOKED or one.event.may_confirm(now))
        ]
        return tuple(good) if len(good) == len(found) else None

    def hold(self, until: datetime) -> Ours | Taken | Trouble:
        """Take every cell, or none. With the same key again: the same hold, until later."""
        before = self.day()
        if not isinstance(before, Occupation):
            return before
        if not before.is_free(self.whole, self.slot.desk, self.now(), self.key):
            return Taken()
        taken: list[Written] = []
        code = self._code(before)
        for cell in self._cells():
            event = CellEvent(cell, "", code, State.HELD, until).owned_by(self.key)
            end = self._take(event, before)
            if not isinstance(end, Written):
                self.free(tuple(taken))
                return end
            taken.append(end)
        return self._checked(tuple(taken))

    def confirm(self, ours: Ours, label: str) -> Ours | Taken | Unknown | Trouble:
        """Turn a hold into an appointment, then read it back from the server."""
        for number, one in enumerate(ours):
            if one.event.state is State.BOOKED:
                continue
            # Checked for each cell: past this moment somebody else's clock may already let them take it over.
            late = not one.event.may_confirm(self.now())
            event = one.event.rewritten(state=State.BOOKED, until=None, label=label)
            end = Taken() if late else self.ledger.rewrite(one, event)
            if isinstance(end, Unreachable) and number > 0:
                return Unknown()
            if isinstance(end, Taken):
                self.free(ours)
            if not isinstance(end, Written):
                return end
        return self._read_back(ours)

    def free(self, ours: Ours) -> None:
        """Give cells back, last first, best effort: an unfreed hold runs out by itself."""
        for one in reversed(ours):
            there = self.ledger.read(one.name)
            if isinstance(there, Written) and there.event.is_of(self.key):
                self.ledger.free(there)

    # ---- inside ------------------------------------------------------------------------------------------

    def _cells(self) -> tuple[Cell, ...]:
        return pieces(self.slot, self.minutes)

    def _first(self, cell: Cell) -> CellName:
        return CellName(AGENDA, cell.start, self.slot.desk)

    def _take(self, event: CellEvent, before: Occupation) -> Written | Taken | Trouble:
        first = self._first(event.cell)
        last = before.last(first)
        there = before.at(last) if last else None
        if there and there.event.is_of(self.key):
            if there.event.state is State.BOOKED:
                return there
            if there.event.may_confirm(self.now()):
                return self.ledger.settle(there, there.event.rewritten(until=event.until))
        end = self.ledger.create(last.next() if last else first, event, self.key)
        if isinstance(end, Written) and there and there.event.state is State.HELD:
            self.ledger.free(there)  # the ghost of a visit that ended without a word, so that staff do not see it
        return end

    def _checked(self, taken: Ours) -> Ours | Taken | Trouble:
        """Look at the day once more: events that staff drew, other lengths of cells, a code drawn twice."""
        after = self.day()
        if not isinstance(after, Occupation):
            self.free(taken)
            return after
        ours = self.ours(after)
        if ours is None or not after.is_free(self.whole, self.slot.desk, self.now(), self.key):
            self.free(taken)
            return Taken()
        if tuple(one.event.cell for one in ours) != self._cells():
            self.free(ours)
            return Refused(_OTHER_HOUR)
        if ours[0].event.code in after.codes(self.key):
            return self._with_code(ours, self._code(after))
        return ours

    def _with_code(self, ours: Ours, code: str) -> Ours | Taken | Trouble:
        changed: list[Written] = []
        for one in ours:
            end = self.ledger.settle(one, one.event.rewritten(code=code))
            if not isinstance(end, Written):
                self.free(ours)
                return end
            changed.append(end)
        return tuple(changed)

    def _code(self, occupation: Occupation) -> str:
        """The code that this key already has that day, or a fresh one."""
        known = [one.event.code for one in occupation.written if one.event.is_of(self.key)]
        used = occupation.codes(self.key)
        return known[0] if known and known[0] not in used else codes.fresh(used)

    def _read_back(self, ours: Ours) -> Ours | Taken | Unknown | Trouble:
        found: list[Written] = []
        for one in ours:
            there = self.ledger.read(one.name)
            if isinstance(there, Missing):
                return Taken()
            if not isinstance(there, Written):
                return Unknown()
            if not there.event.is_of(self.key) or there.event.state is not State.BOOKED:
                return Taken()
            found.append(there)
        if tuple(one.event.cell for one in found) == self._cells():
            return tuple(found)
        self.free(tuple(found))
        return Refused(_OTHER_HOUR)


def booked(ours: Ours) -> Booked:
    """The appointment, with the hour in the server's own answer."""
    return Booked(
        ref=",".join(str(one.name) for one in ours),
        cancel_code=ours[0].event.code,
        start=min(one.event.cell.start for one in ours),
        end=max(one.event.cell.end for one in ours),
    )


def is_booked(ours: Ours) -> bool:
    """Whether all cells are confirmed."""
    return all(one.event.state is State.BOOKED for one in ours)
