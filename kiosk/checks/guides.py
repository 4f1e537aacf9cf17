"""Whether the guidance through official sites was lately compared with them."""

from collections.abc import Iterator
from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, ready
from kiosk.journey.loader import Library
from kiosk.journey.model import SiteStep
from kiosk.journey.values import is_fresh
from kiosk.official_site.guidance import Guidance

TITLE: Final = "Les guides des sites officiels"
ICON: Final = "hand-pointing"


def look(needs: Needs) -> Found:
    """Those to which a journey leads."""
    today = needs.opened.site.today
    shown = tuple(_shown(needs.opened.site.library))
    if not shown:
        return absent("Aucun parcours ne mène à un site officiel.")
    if today is None:
        return attention("L’âge des guides n’est pas connu.", "Réglez d’abord l’horloge.")
    old = sum(not is_fresh(one.verified, today) for one in shown)
    if old:
        what = "guide est" if old == 1 else "guides sont"
        do = "La borne prévient les visiteurs. Prévenez le service technique."
        return attention(f"{old} {what} à comparer avec le site officiel.", do)
    return ready("Les guides sont récents.")


def _shown(library: Library) -> Iterator[Guidance]:
    """Each once."""
    steps = (step for journey in library.journeys.values() for step in journey.steps)
    for name in dict.fromkeys(step.guidance for step in steps if isinstance(step, SiteStep)):
        if name in library.guidances:
            yield library.guidances[name]
