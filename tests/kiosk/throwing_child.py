"""Throws inside every method of the controller and its flows, each time with all that was typed, and lets it be told.

What a bug would let out goes where it does in the kiosk: the hooks for the main thread, for other threads and for
finalizers, faulthandler, the log. Prints the names of the methods on the standard output, the rest on the other.
"""

import faulthandler
import inspect
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any

from kiosk import discretion
from kiosk.bookings.protocol import Booked, Contact, Held, Slot
from kiosk.ids import BookingKey, DeskId, ServiceId, SlotId
from kiosk.official_site.confirmation import Confirmation
from kiosk.session import Appointment, VisitorSession
from tests.kiosk.bench import Bench

FIELDS = ("name", "phone", "email", "key", "ref", "code", "held", "place")
OF_THE_VISIT = ("kiosk.bookings.protocol", "kiosk.page", "kiosk.session", "kiosk.walk")


def canary(field: str) -> str:
    """What stands in a field."""
    return f"Zq{field}vxw"


def session(serial: int) -> VisitorSession:
    """A visit with a canary in each field that can hold a word."""
    now = datetime.now(UTC)
    slot = Slot(SlotId("1"), ServiceId("carte"), now, now + timedelta(minutes=20), DeskId("1"))
    booking = Appointment(
        slot=slot,
        key=BookingKey(canary("key")),
        held=Held(slot, BookingKey(canary("key")), now, canary("held")),
        end=Booked(canary("ref"), canary("code"), slot.start, slot.end),
    )
    return VisitorSession(
        serial,
        typed={field: canary(field) for field in ("name", "phone", "email")},
        appointment=booking,
        confirmed=Confirmation("Site officiel", canary("place")),
    )


def flows(of: object, seen: set[int]) -> Iterator[object]:
    """The controller and all that it is made of, but for frozen values."""
    if id(of) in seen or not type(of).__module__.startswith("kiosk.") or is_dataclass(of):
        return
    seen.add(id(of))
    yield of
    for part in vars(of).values() if hasattr(of, "__dict__") else ():
        yield from flows(part, seen)


def methods(of: object) -> Iterator[tuple[str, FunctionType]]:
    """Those that its class defines, properties among them."""
    for name, value in vars(type(of)).items():
        function = getattr(value, "fget", None) or getattr(value, "__func__", value)
        if isinstance(function, FunctionType):
            yield f"{type(of).__name__}.{name}", function


def throw_in(function: FunctionType, of: object, held: VisitorSession) -> None:
    """Call it; on its first line it falls over a bug whose words, and whose frame, hold everything."""

    def fall(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is function.__code__:
            words = [*held.typed.values(), held.appointment.key, repr(frame.f_locals), repr(held)]
            raise ValueError(*words) from KeyError(canary("email"))

    needed = [
        parameter
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]
    named = [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty and parameter.kind is parameter.KEYWORD_ONLY
    ]
    sys.settrace(fall)
    try:
        function(*[of, *[Contact(held.typed)] * (len(needed) - 1)], **dict.fromkeys(named))
    finally:
        sys.settrace(None)


class Dropped:
    """Has something thrown where nobody can catch it."""

    def __init__(self, throw: Callable[[], None]) -> None:
        self._throw = throw

    def __del__(self) -> None:
        self._throw()


def tell(function: FunctionType, of: object, held: VisitorSession) -> None:
    """On the main thread, on another, and in a finalizer."""

    def throw() -> None:
        throw_in(function, of, held)

    try:
        throw()
    except ValueError as bug:
        sys.excepthook(type(bug), bug, bug.__traceback__)
        faulthandler.dump_traceback()
    thread = threading.Thread(target=throw)
    thread.start()
    thread.join()
    dropped: Any = Dropped(throw)
    del dropped


def main(data: Path) -> None:
    """All of them; then one that nobody catches ends the process."""
    discretion.install()
    logging.basicConfig(level=logging.DEBUG)
    bench = Bench(data)
    bench.kiosk.guiding._flow()  # made late, for the first visitor who goes to an official site
    held = bench.kiosk.session = session(bench.kiosk.session.serial)
    for value in (held, replace(held), held.appointment, vars(bench.kiosk), Contact(held.typed)):
        sys.stderr.write(f"{value!r}\n")
    thrown = [(name, function, one) for one in flows(bench.kiosk, set()) for name, function in methods(one)]
    for name, function, one in thrown:
        tell(function, one, held)
        sys.stdout.write(f"{name}\n")
    sys.stdout.flush()
    throw_in(thrown[-1][1], thrown[-1][2], held)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
