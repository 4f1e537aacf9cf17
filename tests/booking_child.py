"""What tests of the agenda run in a process of its own: `python -m tests.booking_child WHAT FOLDER`."""

import resource
import sys
from datetime import timedelta
from pathlib import Path

from kiosk.bookings.protocol import Booked, Contact
from kiosk.bookings.staff_agenda import StaffAgenda
from kiosk.bookings.week import Done, Week
from tests.booking_site import EVERY, MONDAY, NEED, Clock, desks, free, key, many_services, settings


def tell(*words: object) -> None:
    """A line to the test that started this process, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def books_until_killed(folder: Path) -> None:
    """Hold the last slot, then book one after the other; a line for each that was acknowledged."""
    desk = desks(settings(folder, {"kind": "agenda"}), folder, Clock())[NEED]
    slots = free(desk)
    tell("held", type(desk.provider.hold(slots[-1], key())).__name__)
    for number, slot in enumerate(slots[:-1]):
        mine = key()
        end = desk.provider.book(slot, mine, Contact())
        tell(number, mine, end.cancel_code if isinstance(end, Booked) else end)


def disk_full(folder: Path) -> None:
    """Book while the file may not grow, then once it may again; a line for each end."""
    desk = desks(settings(folder, {"kind": "agenda"}), folder, Clock())[NEED]
    slots = free(desk)
    tell(type(desk.provider.book(slots[0], key(), Contact())).__name__)
    largest = max(file.stat().st_size for file in folder.iterdir())
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(largest, 4096), hard))
    tell(type(desk.provider.hold(slots[1], key())).__name__)
    tell(type(desk.provider.book(slots[1], key(), Contact())).__name__)
    tell(type(desk.provider.slots(desk.service, slots[0].start.date(), slots[0].start.date())).__name__)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    tell(type(desk.provider.book(slots[1], key(), Contact())).__name__)


def blocks_until_killed(folder: Path) -> None:
    """Block a day of every service and open it again, over and over; a line for each time."""
    found = desks(many_services(folder), folder, Clock())
    agenda = StaffAgenda.of([desk.provider for desk in found.values()])
    week = agenda.week(MONDAY) if agenda else None
    if agenda is None or not isinstance(week, Week):
        raise AssertionError(week)
    hours = week.of(MONDAY + timedelta(days=1))
    spans = week.spans(hours, MONDAY + timedelta(days=1), None)
    seen = frozenset(one.ref for one in week.taken())
    if len(spans) != EVERY:
        raise AssertionError(spans)
    while True:
        for end in (agenda.close(spans, seen), agenda.open(spans)):
            tell(end.name if isinstance(end, Done) else end)


if __name__ == "__main__":
    {"kill": books_until_killed, "full": disk_full, "block": blocks_until_killed}[sys.argv[1]](Path(sys.argv[2]))
