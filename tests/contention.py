"""Many clients at one slot: who is told yes? For the contract suite, and with full numbers for the benchmark."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Barrier as ThreadBarrier

from kiosk.bookings.protocol import Booked, Contact, Held, Slot
from kiosk.bookings.step import book_surely
from kiosk.bookings.table import Desk
from tests.booking_site import NEED, Clock, desks, free, key, service, settings

AHEAD = 60
"""Days, for a hundred slots."""


def attempt(desk: Desk, slot: Slot) -> str:
    """One client: hold, then book if it may. The name of how it ended."""
    mine = key()
    held = desk.provider.hold(slot, mine)
    if not isinstance(held, Held):
        return type(held).__name__
    return type(book_surely(desk, slot, mine, Contact())).__name__


def rounds(make: Callable[[], Desk], clients: int, count: int) -> list[list[str]]:
    """`clients` threads, each with a provider of its own, start together at one slot; a list of ends a round."""
    own = [make() for _ in range(clients)]
    ends = []
    with ThreadPoolExecutor(clients) as pool:
        for _ in range(count):
            slot = free(own[0], AHEAD)[0]
            start = ThreadBarrier(clients)

            def one(desk: Desk, slot: Slot = slot, start: ThreadBarrier = start) -> str:
                start.wait()
                return attempt(desk, slot)

            ends.append(list(pool.map(one, own)))
    return ends


def process_rounds(data: Path, clients: int, count: int) -> list[list[str]]:
    """The same on the embedded agenda, each client a process of its own."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(clients)
    told: multiprocessing.Queue[list[str]] = context.Queue()
    workers = [context.Process(target=_worker, args=(data, count, start, told)) for _ in range(clients)]
    for worker in workers:
        worker.start()
    by_client = [told.get(timeout=100) for _ in workers]
    for worker in workers:
        worker.join()
    return [list(ends) for ends in zip(*by_client, strict=True)]


def winners(ends: list[list[str]]) -> list[int]:
    """How many were told yes, a round."""
    return [sum(end == Booked.__name__ for end in one) for one in ends]


def _worker(data: Path, count: int, start: Barrier, told: "multiprocessing.Queue[list[str]]") -> None:
    desk = desks(settings(data, {"kind": "agenda"}, service(days_ahead=AHEAD)), data, Clock())[NEED]
    slots = free(desk, AHEAD)[:count]  # all read before the first is taken, so that all go for the same
    start.wait()
    ends = []
    for slot in slots:
        start.wait()
        ends.append(attempt(desk, slot))
    told.put(ends)
