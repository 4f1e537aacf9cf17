"""A site opened from its settings: content, desks, what they can do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from kiosk.bookings.practice import practice_service
from kiosk.bookings.protocol import Mode
from kiosk.bookings.table import Desks, open_desks
from kiosk.ids import PRACTICE
from kiosk.journey.loader import file_of_place, read_library
from kiosk.journey.mending import mended
from kiosk.languages.reading import read_catalogues
from kiosk.pages.site import Site, abilities_of, place_of
from kiosk.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything of a site that stays the same while the kiosk runs."""

    site: Site
    desks: Desks
    faults: tuple[str, ...] = ()
    """What the facilitator must mend, a line each; the visitor is led to a person there."""


def open_site(
    settings: Settings,
    data: Path,
    now: Callable[[], datetime],
    today: date | None,
    folder: Path | None = None,
    *,
    place_file: Path | None = None,
) -> Opened:
    """Read the content and open the desks. No fault of content or providers keeps the resting screen away.

    `today` is None while the clock is not trusted; `folder` is another content than the kiosk's own; `place_file` is a
    commune's file under preparation. Without it, one under `data` wins over the one that ships.
    """
    place_file = place_file or file_of_place(settings.site.commune, data, folder)
    library, faults = read_library(settings.site.commune, folder, place_file)
    library = replace(library, journeys=mended(library.journeys))
    languages, unread = read_catalogues()
    desks = open_desks(settings, data, partial(place_of, library, settings, today), now)
    known = {need: (desk.service, desk.provider.capabilities) for need, desk in desks.items()}
    site = Site(
        library=library,
        settings=settings,
        services={
            **{need: service for need, (service, able) in known.items() if able.mode is not Mode.HANDOFF},
            PRACTICE: practice_service(),
        },
        abilities=abilities_of(known),
        zone=settings.zone,
        today=today,
        languages=languages,
    )
    return Opened(site, desks, (*faults, *unread, *desks.faults))


def leads_to_official_sites(opened: Opened) -> bool:
    """Whether any journey does: what shows them costs a start nothing where none does."""
    return bool(opened.site.library.led_to)


def with_official_sites(opened: Opened) -> Opened:
    """The same where there is a browser: every official site is shown to which a journey leads."""
    site = opened.site
    abilities = replace(site.abilities, guided=site.library.led_to)
    return replace(opened, site=replace(site, abilities=abilities))


def reach_of(opened: Opened) -> tuple[str, ...]:
    """All hosts to which a journey of this site may lead, as `Hosts` names them."""
    library = opened.site.library
    allowed = (library.guidances[name].hosts for name in library.led_to)
    return tuple(sorted({host for hosts in allowed for host in (*hosts.pages, *hosts.resources)}))
