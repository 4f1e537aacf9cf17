"""The ordered table of providers, and the desks of a site built from its settings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path

from kiosk.bookings.handoff import Handoff
from kiosk.bookings.instants import Now
from kiosk.bookings.protocol import BookingProvider, Place, Service
from kiosk.bookings.timetable import Setup, Timetable
from kiosk.errors import ProviderSetupError
from kiosk.ids import NeedId, ServiceId
from kiosk.settings import ServiceSettings, Settings

PROVIDERS: Mapping[str, str] = {
    "agenda": "kiosk.bookings.agenda:Agenda",
    "caldav": "kiosk.bookings.caldav:Caldav",
    "handoff": "kiosk.bookings.handoff:Handoff",
}
"""`kind` in the settings -> class, imported only when a site uses it. A new provider is one file and one line.

Each class has `from_setup(Setup)`, which raises ProviderSetupError and talks to nobody. The last always works.
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a need is served: the provider, and the service to ask it for."""

    provider: BookingProvider
    service: Service


@dataclass(frozen=True, slots=True)
class Desks(Mapping[NeedId, Desk]):
    """A desk for every need: one that no service serves, or whose provider is at fault, gets the handoff.

    Iterating goes over the needs that the settings name.
    """

    known: Mapping[NeedId, Desk]
    faults: tuple[str, ...] = ()
    """What the facilitator must mend, a line each."""
    handoff: Handoff = field(default_factory=Handoff)

    def __getitem__(self, need: NeedId) -> Desk:
        known = self.known.get(need)
        return known or Desk(self.handoff, Service(ServiceId(need), label="", minutes=0, place=Place("")))

    def __contains__(self, need: object) -> bool:
        return need in self.known

    def __iter__(self) -> Iterator[NeedId]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


def open_desks(settings: Settings, data: Path, place_of: Callable[[ServiceSettings], Place], now: Now) -> Desks:
    """The desks of a site. Touches neither network nor disk, except to read passwords. Never raises for a fault.

    `data` is the folder of the kiosk's own files; `place_of` tells where a service is received; `now` is aware.
    Where two services serve one need, the first listed wins.
    """
    desks: dict[ServiceId, Desk] = {}
    faults: list[str] = []
    for name in settings.providers:
        served = tuple(one for one in settings.services if one.provider == name)
        provider: BookingProvider
        try:
            provider = _build(settings, data, name, _timetables(served, settings, place_of), now)
        except ProviderSetupError as error:
            faults.append(str(error))
            provider = Handoff(tuple(Timetable.of(one, place_of(one), settings.zone).service for one in served), now)
        desks |= {service.id: Desk(provider, service) for service in provider.services()}
    known = {one.need: desks[one.id] for one in reversed(settings.services)}
    return Desks(known, tuple(faults), Handoff(now=now))


def _build(settings: Settings, data: Path, name: str, timetables: tuple[Timetable, ...], now: Now) -> BookingProvider:
    section = settings.providers[name]
    setup = Setup(
        name=name,
        provider=section,
        timetables=timetables,
        zone=settings.zone,
        folder=settings.folder,
        data=data,
        demonstration=settings.site.demonstration,
        now=now,
    )
    kind = str(type(section).__struct_config__.tag)
    module, _, cls = PROVIDERS[kind].partition(":")
    provider: BookingProvider = getattr(import_module(module), cls).from_setup(setup)
    return provider


def _timetables(
    served: tuple[ServiceSettings, ...], settings: Settings, place_of: Callable[[ServiceSettings], Place]
) -> tuple[Timetable, ...]:
    for one in served:
        for day in one.closed:
            try:
                date.fromisoformat(day)
            except ValueError as error:
                message = f"services.{one.id}.closed: {day!r} is no date; expected one like 2026-12-24"
                raise ProviderSetupError(message) from error
    return tuple(Timetable.of(one, place_of(one), settings.zone) for one in served)
