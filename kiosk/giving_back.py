"""What becomes of an hour whose visitor has gone or chose otherwise: it is free again. Each blocks."""

from kiosk.bookings.protocol import Booked, Held, Requested
from kiosk.bookings.table import Desk


def release(desk: Desk, held: Held) -> None:
    """Give back an hour that was held and never confirmed."""
    desk.provider.release(held)


def undo(desk: Desk, held: Held) -> None:
    """Give back an hour whose confirmation got no answer: a booking that nobody knows of would stay for ever."""
    found = desk.provider.find(held.key, held.slot)
    if isinstance(found, Booked):
        desk.provider.cancel(found.ref, found.cancel_code)
    else:
        desk.provider.release(held)


def unwanted(desk: Desk, held: Held | None, end: object) -> None:
    """Give back what an answer brought whose visitor has gone; `held` was being confirmed when it was asked."""
    if isinstance(end, Held):
        desk.provider.release(end)
    elif isinstance(end, Booked):
        desk.provider.cancel(end.ref, end.cancel_code)
    elif held is not None and not isinstance(end, Requested):
        undo(desk, held)
