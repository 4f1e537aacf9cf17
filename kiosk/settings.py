"""One frozen `Settings` from one TOML file a site.

An error names the file, the key and what is expected. Secrets never stand in the file: a provider names the
file that holds its password.
"""

import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from msgspec import Meta, Struct, field

from kiosk.appliance.facilitator import FacilitatorTable
from kiosk.appliance.facilitator import faults as facilitator_faults
from kiosk.appliance.machine import ApplianceTable
from kiosk.appliance.machine import faults as appliance_faults
from kiosk.appliance.network import NetworkTable
from kiosk.appliance.network import faults as network_faults
from kiosk.appliance.updates import UpdatesTable
from kiosk.appliance.updates import faults as updates_faults
from kiosk.calling.setup import CallTable
from kiosk.calling.setup import faults as call_faults
from kiosk.device.setup import DeviceTable
from kiosk.errors import SettingsError
from kiosk.hub_setup import HubTable
from kiosk.hub_setup import faults as hub_faults
from kiosk.ids import PRACTICE, PRACTICE_SERVICE, NeedId, PlaceId, ServiceId
from kiosk.printing.setup import NoneTable, PrinterTable

Name = Annotated[str, Meta(min_length=1)]
Positive = Annotated[int, Meta(ge=1)]
Hours = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]
"""Opening hours of a day's part, local time: "09:00-12:00"."""
Engine = Literal["piper", "pico", "mbrola", "espeak", "silent"]
PLACE_ID = r"[a-z][a-z0-9_]*"
"""How the file of a commune is named, without its end."""
IsoDate = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: frozen, and an unknown key is an error."""


class Site(_Section, frozen=True, kw_only=True):
    """Where the kiosk stands."""

    name: Name
    commune: PlaceId
    """A file of `places/` under the kiosk's data folder, or else of `kiosk/journeys/places/`."""
    timezone: Name = "Europe/Brussels"
    demonstration: bool = False
    """True: every slot, recap, ticket and sentence about an appointment says that it is an example."""


class Panel(_Section, frozen=True, kw_only=True):
    """The screen's real size; without it, that of the usual panel of these pixels."""

    width_mm: Positive | None = None
    height_mm: Positive | None = None
    rotation: int = 0
    """0, 90, 180 or 270 degrees."""


class Idle(_Section, frozen=True, kw_only=True):
    """Seconds without a touch before the warning, then until all is erased."""

    after: Positive = 120
    countdown: Positive = 30


class VoiceSettings(_Section, frozen=True, kw_only=True):
    """How the kiosk speaks."""

    engines: tuple[Engine, ...] = ()
    """In the order to try; espeak always stands behind them. Empty: the usual order. "silent" alone: no voice."""
    loudspeaker: Name = "default"
    """Its ALSA name, such as "plughw:CARD=Headphones"."""
    headset: str = ""
    """The ALSA name of a headset's own card, such as "plughw:CARD=Headset"; empty: there is none. A sound server's name
    is refused: when a headset vanishes, a server moves its sound to the loudspeaker."""
    headset_jack: str = ""
    """Where to read whether the headset is plugged in (see `voices/jack.py`); empty: it cannot be known."""
    piper_model: str = ""
    """The path of a piper voice model on this machine; empty: piper is not used."""


class OfficialSites(_Section, frozen=True, kw_only=True):
    """How official sites are shown."""

    one_touch: bool = False
    """True: what is touched on a page is pressed at once; False: first it is read aloud, a second touch presses it.
    What sends it all always takes two."""
    user: str = ""
    """Who the browser runs as where the kiosk runs as root; empty: as the kiosk, which then may not be root."""


class OpeningHours(_Section, frozen=True, kw_only=True):
    """Weekly hours in which slots are offered, local time, a list of parts a day."""

    monday: tuple[Hours, ...] = ()
    tuesday: tuple[Hours, ...] = ()
    wednesday: tuple[Hours, ...] = ()
    thursday: tuple[Hours, ...] = ()
    friday: tuple[Hours, ...] = ()
    saturday: tuple[Hours, ...] = ()
    sunday: tuple[Hours, ...] = ()

    def of(self, weekday: int) -> tuple[Hours, ...]:
        """The parts of a weekday, 0 for Monday."""
        return (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)[
            weekday
        ]


class ServiceSettings(_Section, frozen=True, kw_only=True):
    """A service that can be booked here, and the provider that books it."""

    id: ServiceId
    need: NeedId
    label: Name
    provider: Name
    """A key of `[providers]`."""
    office: Name
    """"site", or an office of the commune's place file."""
    minutes: Positive = 20
    desks: Positive = 1
    days_ahead: Positive = 21
    notice_minutes: Annotated[int, Meta(ge=0)] = 60
    """A slot that starts sooner than this is not offered."""
    require: tuple[str, ...] = ()
    """Pieces of contact the service insists on: "name", "phone", "email"."""
    bring: tuple[str, ...] = ()
    hours: OpeningHours = field(default_factory=OpeningHours)
    closed: tuple[IsoDate, ...] = ()
    """Days closed by hand, beside the Belgian public holidays."""


class AgendaSettings(_Section, tag="agenda", tag_field="kind", frozen=True, kw_only=True):
    """The embedded agenda, kept on this kiosk: for services received at this site."""


class CaldavSettings(_Section, tag="caldav", tag_field="kind", frozen=True, kw_only=True):
    """A calendar that the office gives the kiosk (RFC 4791)."""

    url: Name
    """The calendar collection, with its last slash."""
    user: str = ""
    password_file: str = ""
    """A file that holds the password alone; its path may be relative to the settings file."""
    contact_url: str = ""
    """A second calendar where the kiosk may only write, for services that require a contact."""
    ca_file: str = ""
    unsafe: bool = False
    """True: the server was seen to accept two creations of one name; then only requests are made."""
    free_events: bool = False
    """True: opening hours are the "Libre" events drawn in the calendar, not those of the settings."""


class HandoffSettings(_Section, tag="handoff", tag_field="kind", frozen=True, kw_only=True):
    """Nothing can be booked: whom to call, and when."""


ProviderSettings = AgendaSettings | CaldavSettings | HandoffSettings


class Office(_Section, frozen=True, kw_only=True):
    """The site itself as a place where one is received."""

    name: Name
    address: tuple[str, ...] = ()


class Settings(_Section, frozen=True, kw_only=True):
    """All of a site's settings."""

    site: Site
    office: Office
    panel: Panel = field(default_factory=Panel)
    idle: Idle = field(default_factory=Idle)
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    official_sites: OfficialSites = field(default_factory=OfficialSites)
    printer: PrinterTable = field(default_factory=NoneTable)
    device: DeviceTable = field(default_factory=DeviceTable)
    call: CallTable = field(default_factory=CallTable)
    hub: HubTable = field(default_factory=HubTable)
    network: NetworkTable = field(default_factory=NetworkTable)
    updates: UpdatesTable = field(default_factory=UpdatesTable)
    facilitator: FacilitatorTable = field(default_factory=FacilitatorTable)
    appliance: ApplianceTable = field(default_factory=ApplianceTable)
    providers: dict[str, ProviderSettings] = field(default_factory=dict)
    services: tuple[ServiceSettings, ...] = ()
    folder: Path = Path()
    """Where the file lies: relative paths in it start here. Not a key of the file."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.site.timezone)


def default_site() -> Path:
    """The embedded site: "La Louvière, démonstration"."""
    return Path(str(files("kiosk") / "sites" / "la_louviere_demo.toml"))


def load(path: Path | None = None) -> Settings:
    """Read and check a site's file; None means the embedded demonstration site. Raises SettingsError."""
    path = path or default_site()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"{path.name or path}: cannot be read ({error.strerror}); give a readable TOML file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: is not valid TOML in UTF-8: {error}") from error
    if "folder" in raw:
        raise SettingsError(f"{path.name}: folder: unknown key; remove it")
    try:
        settings = msgspec.convert({**raw, "folder": path.parent}, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path.name}: {_in_words(str(error))}") from error
    faults = tuple(_faults(settings))
    if faults:
        raise SettingsError("\n".join(f"{path.name}: {fault}" for fault in faults))
    return settings


def rehearsal(settings: Settings) -> Settings:
    """The same site with every appointment an example in an embedded agenda: nothing outside is touched."""
    providers: dict[str, ProviderSettings] = {
        name: provider if isinstance(provider, HandoffSettings) else AgendaSettings()
        for name, provider in settings.providers.items()
    }
    site = msgspec.structs.replace(settings.site, demonstration=True)
    return msgspec.structs.replace(settings, providers=providers, site=site)


def _in_words(message: str) -> str:
    """Msgspec's "Expected `int`, got `str` - at `$.idle.after`" with the key first."""
    what, _, where = message.rpartition(" - at ")
    return f"{where.strip('`').removeprefix('$.')}: {what}" if what else message


def _faults(settings: Settings) -> list[str]:
    """What the types cannot say."""
    found = [
        *call_faults(settings.call),
        *hub_faults(settings.hub),
        *network_faults(settings.network),
        *updates_faults(settings.updates),
        *facilitator_faults(settings.facilitator),
        *appliance_faults(settings.appliance),
    ]
    if settings.site.timezone not in available_timezones():
        found.append(f"site.timezone: {settings.site.timezone!r} is unknown; expected a name like Europe/Brussels")
    if not re.fullmatch(PLACE_ID, settings.site.commune):
        found.append(f"site.commune: {settings.site.commune!r}; expected the name of a place file, such as la_louviere")
    if settings.panel.rotation not in {0, 90, 180, 270}:
        found.append(f"panel.rotation: {settings.panel.rotation}; expected 0, 90, 180 or 270")
    seen: set[str] = set()
    for number, service in enumerate(settings.services):
        where = f"services[{number}]"
        if service.provider not in settings.providers:
            names = ", ".join(sorted(settings.providers)) or "none is given"
            found.append(f"{where}.provider: {service.provider!r} is not in [providers]; expected one of: {names}")
        if service.id in seen:
            found.append(f"{where}.id: {service.id!r} stands twice; give each service its own id")
        seen.add(service.id)
        if service.need == PRACTICE or service.id == PRACTICE_SERVICE:
            found.append(f"{where}: {PRACTICE!r} is the kiosk's own exercise, which nobody serves; name another")
        wrong = set(service.require) - {"name", "phone", "email"}
        found += [f"{where}.require: {word!r}; expected name, phone or email" for word in sorted(wrong)]
        found += [
            f"{where}.closed: {day!r} is no date; expected one like 2026-12-24" for day in _no_dates(service.closed)
        ]
        found += _provider_faults(settings, service, where)
    return found


def _provider_faults(settings: Settings, service: ServiceSettings, where: str) -> list[str]:
    """The embedded agenda serves this site alone and keeps no contact, except where all is an example."""
    provider = settings.providers.get(service.provider)
    if isinstance(provider, CaldavSettings) and service.require and not provider.contact_url:
        return [f"providers.{service.provider}.contact_url: missing, but {where} requires a contact; name a calendar"]
    if not isinstance(provider, AgendaSettings) or settings.site.demonstration:
        return []
    found = []
    if service.office != "site":
        found.append(
            f"{where}.provider: the embedded agenda cannot promise an hour at another office ({service.office!r}); "
            'expected office = "site", another provider, or site.demonstration = true'
        )
    if service.require:
        found.append(f"{where}.require: the embedded agenda keeps no contact; remove it, or use a caldav provider")
    return found


def _no_dates(days: tuple[str, ...]) -> list[str]:
    """Those that no calendar has, such as 2027-02-29."""
    wrong = []
    for day in days:
        try:
            date.fromisoformat(day)
        except ValueError:
            wrong.append(day)
    return wrong
