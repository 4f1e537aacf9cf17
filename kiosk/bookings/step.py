"""The one call that books, run in the background: whatever gets lost, it ends with something to tell the visitor."""

from collections.abc import Callable
from threading import Event

from kiosk.bookings.deadline import left, within
from kiosk.bookings.protocol import Booked, BookEnd, Contact, Refused, Requested, Slot, Taken, Unknown, Unreachable
from kiosk.bookings.table import Desk
from kiosk.ids import BookingKey

SureEnd = Booked | Requested | Taken | Unreachable | Refused
"""A `BookEnd` without `Unknown`."""

TRIES = 4
_PAUSE = 0.5
"""Seconds before asking again a server that has just failed."""
_LOST = "the answer was lost and could not be found again: look in the agenda whether the hour is booked"


def book_surely(
    desk: Desk,
    slot: Slot,
    key: BookingKey,
    contact: Contact,
    pause: Callable[[float], object] | None = None,
) -> SureEnd:
    """Book, look a lost answer up by its key, and check the hour. Blocks, for 20 s at most.

    `pause` waits some seconds between tries (tests hand in one that does not).
    """
    wait = pause or Event().wait
    with within():
        for number in range(TRIES):
            if number and left() > _PAUSE:
                wait(_PAUSE)
            end = _once(desk, slot, key, contact)
            if not isinstance(end, Unknown):
                return _with_the_hour(desk, slot, end)
            if left() <= 0:
                break
    return Unreachable(_LOST)


def _once(desk: Desk, slot: Slot, key: BookingKey, contact: Contact) -> BookEnd:
    """One booking, and one look for it when the answer was lost."""
    end = desk.provider.book(slot, key, contact)
    if not isinstance(end, Unknown):
        return end
    found = desk.provider.find(key, slot)
    return found if isinstance(found, Booked) else Unknown()


def _with_the_hour(desk: Desk, slot: Slot, end: SureEnd) -> SureEnd:
    """The hour of the answer is the hour shown and spoken, or the appointment is cancelled."""
    if not isinstance(end, Booked) or (end.start, end.end) == (slot.start, slot.end):
        return end
    desk.provider.cancel(end.ref, end.cancel_code)
    return Refused("the answer named another hour than the one asked; the appointment was cancelled")
