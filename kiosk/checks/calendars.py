"""The calendar servers of the site: each is asked, and must refuse to give one hour twice."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from kiosk.bookings.caldav_setup import collections
from kiosk.bookings.probe import ProbeEnd, Safe, Unsafe, probe
from kiosk.bookings.protocol import Refused, Unreachable
from kiosk.bookings.timetable import Setup
from kiosk.errors import ProviderSetupError
from kiosk.health.needs import Needs
from kiosk.health.result import CALL, WORST_FIRST, Found, absent, attention, broken, ready
from kiosk.settings import CaldavSettings, Settings

TITLE: Final = "Les agendas extérieurs"
ICON: Final = "calendar-check"
_SAFE: Final = ready("Les agendas extérieurs répondent.")


def look(needs: Needs) -> Found:
    """The worst of them."""
    settings = needs.opened.site.settings
    names = [name for name, one in settings.providers.items() if isinstance(one, CaldavSettings)]
    if not names:
        return absent("Ce lieu n’a pas d’agenda extérieur.")
    found = [_of(settings, name, needs.data) for name in names]
    return min(found, key=lambda one: WORST_FIRST.index(one.state))


def _of(settings: Settings, name: str, data: Path) -> Found:
    section = settings.providers[name]
    setup = Setup(
        name=name,
        provider=section,
        timetables=(),
        zone=settings.zone,
        folder=settings.folder,
        data=data,
        demonstration=settings.site.demonstration,
        now=partial(datetime.now, UTC),
    )
    try:
        calendar, _ = collections(setup)
    except ProviderSetupError:
        return broken("Un agenda extérieur est mal réglé.", CALL)
    return _found(probe(calendar), known=isinstance(section, CaldavSettings) and section.unsafe)


def _found(end: ProbeEnd, *, known: bool) -> Found:
    """`known`: the settings say already that this server does not keep an hour for one alone."""
    match end:
        case Safe():
            return _SAFE
        case Unsafe():
            return _SAFE if known else broken("Un agenda extérieur peut donner 2 fois la même heure.", CALL)
        case Unreachable():
            do = "Vérifiez le réseau. Aidez à téléphoner pour les rendez-vous."
            return attention("Un agenda extérieur ne répond pas.", do)
        case Refused():
            return broken("Un agenda extérieur refuse la borne.", CALL)
