"""Who gets a slot that many want at once? `python -m benchmarks.contention`, from the root of the repository.

50 clients, 20 rounds, and 2 clients, 100 rounds, on a calendar server really started (clients are threads, each
with its own connections) and on the embedded agenda (clients are processes). Then 20 answers lost after the
server has done its work, at four different requests. Exits 1 when a round has not exactly one winner, or a lost
answer is not resolved.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from kiosk.bookings.protocol import Booked, Contact, Held
from kiosk.bookings.step import book_surely
from kiosk.bookings.table import Desk
from tests.booking_site import NEED, Clock, caldav_at, desks, free, key, service, settings
from tests.contention import AHEAD, process_rounds, rounds, winners
from tests.cutting_proxy import Rule, cut_once, proxy_before
from tests.radicale import Radicale, running

SIZES = ((50, 20), (2, 100))
LOST = 20
CUTS: dict[str, Callable[[], Rule]] = {
    "the hold": lambda: cut_once(b"PUT", 1),
    "its rewriting": lambda: cut_once(b"PUT", 2),
    "the confirmation": lambda: cut_once(b"PUT", 1, b"STATUS:CONFIRMED"),
    "the reading back": lambda: cut_once(b"GET", 1),
}


def main() -> int:
    """Measure all, print a line each."""
    good = []
    with tempfile.TemporaryDirectory() as folder:
        with running(Path(folder)) as server:
            for clients, count in SIZES:
                ends = rounds(_maker(server), clients, count)
                good.append(_tell("calendar server", clients, ends))
            good.append(_lost_on_server(server))
        for clients, count in SIZES:
            ends = process_rounds(Path(folder) / f"agenda-{clients}", clients, count)
            good.append(_tell("embedded agenda", clients, ends))
        good.append(_lost_on_agenda(Path(folder)))
    return 0 if all(good) else 1


def _maker(server: Radicale) -> Callable[[], Desk]:
    """Another client of one new calendar at each call."""
    provider = caldav_at(server)
    site = settings(server.folder, provider, service(days_ahead=AHEAD))
    return lambda: desks(site, server.folder, Clock())[NEED]


def _tell(where: str, clients: int, ends: list[list[str]]) -> bool:
    won = winners(ends)
    told = Counter(end for one in ends for end in one)
    print(
        f"{where}: {clients} clients, {len(ends)} rounds: exactly one winner in {won.count(1)} of {len(won)};",
        ", ".join(f"{kind} {number}" for kind, number in sorted(told.items())),
        flush=True,
    )
    return won.count(1) == len(won)


def _lost_on_server(server: Radicale) -> bool:
    resolved = 0
    with proxy_before(server.port) as proxy:
        provider = caldav_at(server)
        direct = str(provider["url"])
        provider["url"] = direct.replace(f":{server.port}/", f":{proxy.port}/")
        desk = desks(settings(server.folder, provider, service(days_ahead=AHEAD)), server.folder, Clock())[NEED]
        for number, cut in zip(range(1, LOST + 1), cycle(CUTS.values()), strict=False):
            slot, mine = free(desk, AHEAD)[0], key()
            proxy.rule = cut()
            held = desk.provider.hold(slot, mine)
            end = book_surely(desk, slot, mine, Contact())
            once = len(server.texts(direct)) == number
            resolved += isinstance(held, Held) and isinstance(end, Booked) and once and proxy.cuts == number
    print(f"calendar server: {resolved} of {LOST} lost answers resolved ({', '.join(CUTS)})")
    return resolved == LOST


def _lost_on_agenda(folder: Path) -> bool:
    site = settings(folder, {"kind": "agenda"}, service(days_ahead=AHEAD))
    asking, looking = (desks(site, folder / "lost", Clock())[NEED] for _ in range(2))
    resolved = 0
    for _ in range(LOST):
        slot, mine = free(asking, AHEAD)[0], key()
        dropped = asking.provider.book(slot, mine, Contact())
        resolved += looking.provider.find(mine, slot) == dropped
        resolved -= looking.provider.book(slot, mine, Contact()) != dropped
    print(f"embedded agenda: {resolved} of {LOST} answers dropped after the commit found by their key")
    return resolved == LOST


if __name__ == "__main__":
    sys.exit(main())
