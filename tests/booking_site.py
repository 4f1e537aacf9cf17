"""Small sites for tests that book: settings, a clock turned by hand, desks."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_hex

import msgspec

from kiosk.bookings.instants import Now
from kiosk.bookings.protocol import Place, Slot, Slots
from kiosk.bookings.table import Desk, Desks, open_desks
from kiosk.ids import BookingKey, NeedId
from kiosk.settings import Settings
from tests.radicale import USER, Radicale

MONDAY = date(2026, 11, 23)
NEED = NeedId("commune_identite")
LONG = NeedId("commune_long")

EVERY = 8
"""Services of a site that has many."""
HOURS = {"tuesday": ["08:30-12:00"], "thursday": ["08:30-10:10"], "friday": ["08:30-12:00"]}


class Clock:
    """The wall clock of a test: Monday 23 November 2026, 9 h in Belgium, until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        """Let time go by."""
        self.now += timedelta(seconds=seconds)


def service(**changes: object) -> dict[str, object]:
    """A service of the settings: 20 minutes, two desks."""
    usual = {
        "id": "carte", "need": NEED, "label": "Carte d'identité", "provider": "books", "office": "site",
        "minutes": 20, "desks": 2, "hours": HOURS,
    }  # fmt: skip
    return usual | changes


def settings(folder: Path, provider: dict[str, object], *services: dict[str, object], **site: object) -> Settings:
    """Settings with one provider, "books", and its services."""
    raw = {
        "site": {"name": "Essai", "commune": "la_louviere", **site},
        "office": {"name": "L'espace public numérique"},
        "folder": folder,
        "providers": {"books": provider},
        "services": list(services or (service(),)),
    }
    return msgspec.convert(raw, Settings)


def many_services(folder: Path) -> Settings:
    """A site with an embedded agenda for every service of its own."""
    every = (service(id=f"motif_{number}", need=f"besoin_{number}", label=f"Motif {number}") for number in range(EVERY))
    return settings(folder, {"kind": "agenda"}, *every)


def caldav(url: str, **changes: object) -> dict[str, object]:
    """A caldav provider; its password lies in the folder of the settings."""
    return {"kind": "caldav", "url": url, "user": USER, "password_file": "password"} | changes


def caldav_at(server: Radicale, **changes: object) -> dict[str, object]:
    """A caldav provider on a calendar of its own; use the server's folder as that of the settings."""
    server.password_file()
    return caldav(server.calendar(f"rdv-{token_hex(4)}"), **changes)


def desks(site: Settings, data: Path, clock: Now) -> Desks:
    """The desks of a site; each call is another client."""
    return open_desks(site, data, lambda _: Place("Guichet", ("Place Communale 1", "7100 La Louvière")), clock)


def key() -> BookingKey:
    """What the kiosk makes at the touch of a slot."""
    return BookingKey(token_hex(16))


def free(desk: Desk, days: int = 14) -> tuple[Slot, ...]:
    """The free slots of the coming days."""
    found = desk.provider.slots(desk.service, MONDAY, MONDAY + timedelta(days=days))
    assert isinstance(found, Slots), found
    return found.slots
