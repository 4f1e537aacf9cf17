"""A held hour: renewed while its visitor is active, noticed when it ran out, given back when it is not wanted."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Lock
from typing import TypeVar

from kiosk import giving_back
from kiosk.bookings.protocol import HOLD_TTL, Held, RenewEnd, Taken
from kiosk.bookings.table import Desk
from kiosk.errands import Errands
from kiosk.ports import Ports
from kiosk.session import Appointment, Work

RENEW_EVERY = 10.0
"""Seconds between two tries to renew a hold."""
T = TypeVar("T")


class Keeping:
    """Keeps the hour that `booking()` holds, at its desk; `renewed` is told what became of it."""

    def __init__(
        self,
        desk_of: Callable[[Held], Desk | None],
        ports: Ports,
        errands: Errands,
        booking: Callable[[], Appointment],
        renewed: Callable[[RenewEnd], None],
    ) -> None:
        self._desk_of = desk_of
        self._ports = ports
        self._errands = errands
        self._booking = booking
        self._renewed = renewed
        self._asked_at: float | None = None
        self._one_by_one = Lock()

    def begin(self) -> None:
        """Another hour will be held."""
        self._one_by_one = Lock()

    def in_turn(self, job: Callable[[], T]) -> Callable[[], T]:
        """The same job, never at the same time as another on this hold: they would spoil one another."""
        lock = self._one_by_one

        def run() -> T:
            with lock:
                return job()

        return run

    def tick(self, now: float) -> None:
        """Renew the hold, or say that it ran out. `now` is monotonic."""
        held = self._booking().held
        desk = self._desk_of(held) if held is not None else None
        if held is None or desk is None:
            return
        left = held.until - self._ports.now()
        if left <= timedelta(0):
            self._renewed(Taken())
        elif left < HOLD_TTL / 2 and (self._asked_at is None or now - self._asked_at >= RENEW_EVERY):
            self._asked_at = now
            renew = self.in_turn(partial(desk.provider.renew, held))
            self._errands.send(renew, self._renewed, partial(self._too_late, desk))

    def let_go(self, booking: Appointment) -> None:
        """Give back a slot that is held and not booked; answers under way become strangers."""
        self._errands.drop()
        self._asked_at = None
        if booking.held is None or booking.end is not None or booking.work is Work.BOOK:
            return  # what is being booked is given back when its answer comes
        desk = self._desk_of(booking.held)
        if desk is not None:
            job = giving_back.undo if booking.unsure else giving_back.release
            self._errands.aside(partial(job, desk, booking.held))

    def _too_late(self, desk: Desk, end: RenewEnd) -> None:
        """A renewal that comes after its visitor has moved on; while the same hour is being booked it is welcome."""
        if isinstance(end, Held) and end.key != self._booking().key:
            self._errands.aside(partial(giving_back.release, desk, end))
