"""A calendar of its own on the test server, its staff, and the desks of kiosks that use it."""

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.bookings.protocol import Slot
from kiosk.bookings.table import Desk
from kiosk.bookings.timetable import Setup
from tests.booking_site import NEED, Clock, caldav, caldav_at, desks, settings
from tests.cutting_proxy import CuttingProxy, proxy_before
from tests.radicale import Radicale


class Office:
    """A calendar of its own on the server, its desks, and its staff."""

    def __init__(self, server: Radicale, clock: Clock) -> None:
        self.server = server
        self.clock = clock
        self.provider = caldav_at(server)
        self.url = str(self.provider["url"])

    def desk(self, *services: dict[str, object], need: str = NEED, **changes: object) -> Desk:
        """Another kiosk's desk on this calendar."""
        site = settings(self.server.folder, self.provider | changes, *services)
        opened = desks(site, self.server.folder, self.clock)
        assert not opened.faults
        return opened[need]  # type: ignore[index]

    def setup(self) -> Setup:
        """What a provider of this calendar is built from."""
        site = settings(self.server.folder, self.provider)
        folder = self.server.folder
        return Setup("books", site.providers["books"], (), site.zone, folder, folder, False, self.clock)  # noqa: FBT003

    def draw(self, event: str) -> None:
        """Staff draw an event."""
        self.server.draw(self.url, "drawn", event)

    def names(self) -> list[str]:
        """The names of what kiosks wrote, as the UIDs tell."""
        return sorted(line[4:] for text in self.server.texts(self.url) for line in text.split() if line[:4] == "UID:")


@contextmanager
def seeing_late(office: Office, *services: dict[str, object], need: str = NEED) -> Iterator[Desk]:
    """A desk whose second look at the calendar, the first of a hold, shows what the first one saw."""
    stale: list[bytes] = []

    def once_stale(request: bytes, answer: bytes) -> bytes:
        if not request.startswith(b"REPORT"):
            return answer
        stale.append(answer)
        return stale[0] if len(stale) == 2 else answer

    with proxy_before(office.server.port) as proxy:
        proxy.rule = once_stale
        yield office.desk(*services, need=need, url=office.url.replace(f":{office.server.port}/", f":{proxy.port}/"))


def desk_at(url: str, radicale: Radicale, clock: Clock, **changes: object) -> Desk:
    opened = desks(settings(radicale.folder, caldav(url, **changes)), radicale.folder, clock)
    assert not opened.faults
    return opened[NEED]


def through(proxy: CuttingProxy, calendar: str, radicale: Radicale, clock: Clock) -> Desk:
    return desk_at(calendar.replace(f":{radicale.port}/", f":{proxy.port}/"), radicale, clock)


def walls(slots: tuple[Slot, ...], day: str) -> list[str]:
    """The hours, in UTC, of the slots of a day."""
    return [f"{slot.start:%H:%M}" for slot in slots if slot.start.date().isoformat() == day]
