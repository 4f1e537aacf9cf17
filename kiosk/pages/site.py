"""What pages need to know of the site: frozen, built once at start."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.bookings.practice import DAYS_AHEAD
from kiosk.bookings.protocol import Asks, Capabilities, Mode, Place, Service
from kiosk.ids import PRACTICE_SERVICE, NeedId, ServiceId
from kiosk.journey.loader import Library
from kiosk.journey.values import is_fresh
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.printing.setup import NoneTable
from kiosk.settings import ServiceSettings, Settings
from kiosk.walk import Abilities


@dataclass(frozen=True, slots=True)
class Site:
    """Content, services and zone of one site."""

    library: Library
    settings: Settings
    services: Mapping[NeedId, Service]
    """The services that can be booked here, and that of the exercise."""
    abilities: Abilities
    zone: ZoneInfo
    today: date | None = None
    """The day of this visit, for the age of checks; None: the clock is not trusted, nothing is called sure."""
    languages: Mapping[str, Catalogue] = field(default_factory=dict)
    """What is offered beside French, by its code."""

    def catalogue(self, language: str) -> Catalogue:
        """The catalogue of a language; French for one that is not offered."""
        return self.languages.get(language, FRENCH)

    def on(self, today: date | None) -> "Site":
        """The same site on another day: what was checked then may be old now, addresses of offices included."""
        places = {one.id: place_of(self.library, self.settings, today, one) for one in self.settings.services}
        services = {
            need: replace(service, place=places.get(service.id, service.place))
            for need, service in self.services.items()
        }
        return replace(self, today=today, services=services)

    @property
    def demonstration(self) -> bool:
        """Whether every appointment is an example."""
        return self.settings.site.demonstration

    @property
    def prints(self) -> bool:
        """Whether a ticket may be asked for on paper."""
        return not isinstance(self.settings.printer, NoneTable)

    def days_ahead(self, service_id: ServiceId) -> int:
        """How far ahead hours of a service are offered, in days."""
        if service_id == PRACTICE_SERVICE:
            return DAYS_AHEAD
        return next(one.days_ahead for one in self.settings.services if one.id == service_id)


def place_of(library: Library, settings: Settings, today: date | None, service: ServiceSettings) -> Place:
    """Where a service of the settings receives: this site, or an office of the place file."""
    if service.office == "site":
        return Place(settings.office.name, settings.office.address)
    office = library.offices.get(service.office)
    if office is None:
        return Place(service.office)
    return Place(office.name, office.address, sure=not office.address or is_fresh(office.verified, today))


def abilities_of(services: Mapping[NeedId, tuple[Service, Capabilities]]) -> Abilities:
    """What journeys may count on: a handoff books nothing, so its needs are not bookable."""
    bookable = {need: service for need, (service, able) in services.items() if able.mode is not Mode.HANDOFF}
    required = {
        (need, piece)
        for need, service in bookable.items()
        for piece in ("name", "phone", "email")
        if getattr(service.needs, piece) is Asks.REQUIRED
    }
    requested = {need for need, (_, able) in services.items() if able.mode is Mode.REQUEST}
    return Abilities(frozenset(bookable), frozenset(required), frozenset(requested))
