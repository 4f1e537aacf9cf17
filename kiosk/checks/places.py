"""Whether somebody has lately asked the commune what the kiosk tells of it."""

from collections.abc import Iterator
from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import Found, attention, ready
from kiosk.journey.evidence import Age, evidence_of, of_office
from kiosk.journey.graph import all_refs
from kiosk.journey.values import OfficeEntry
from kiosk.pages.site import Site

TITLE: Final = "Les informations de la commune"
ICON: Final = "phone"
_TO_ASK: Final = {Age.UNKNOWN, Age.NEVER, Age.OLD}
_CALL_THEM: Final = "Appelez la commune et notez ses réponses. Donnez-les au service technique."


def look(needs: Needs) -> Found:
    """The values that visitors see; their age cannot be told without a clock that is trusted."""
    site = needs.opened.site
    steps = (site.library.step(ref) for ref in all_refs(site.library))
    used = {one.name: one.age for step in steps for one in evidence_of(site.library, step, site.today).used}
    used |= {f"office {name}": of_office(name, one, site.today).age for name, one in _offices(site)}
    asked = sum(age in _TO_ASK for age in used.values())
    if asked:
        what = "information est" if asked == 1 else "informations sont"
        return attention(f"{asked} {what} à vérifier par téléphone.", _CALL_THEM)
    if Age.UNTOLD in used.values():
        return attention("L’âge des informations n’est pas connu.", "Réglez d’abord l’horloge.")
    return ready("Les informations de la commune sont récentes.")


def _offices(site: Site) -> Iterator[tuple[str, OfficeEntry]]:
    """Where appointments of this site are made, but for the site itself."""
    for name in dict.fromkeys(service.office for service in site.settings.services):
        if name in site.library.offices:
            yield name, site.library.offices[name]
