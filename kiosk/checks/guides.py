"""Whether the guidance through official sites was lately compared with them."""

from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, ready
from kiosk.journey.values import is_fresh
from kiosk.opening import leads_to_official_sites

TITLE: Final = "Les guides des sites officiels"
ICON: Final = "hand-pointing"


def look(needs: Needs) -> Found:
    """Only where a journey leads to one."""
    site = needs.opened.site
    if not leads_to_official_sites(needs.opened):
        return absent("Aucun parcours ne mène à un site officiel.")
    if site.today is None:
        return attention("L’âge des guides n’est pas connu.", "Réglez d’abord l’horloge.")
    old = sum(not is_fresh(one.verified, site.today) for one in site.library.guidances.values())
    if old:
        what = "guide est" if old == 1 else "guides sont"
        do = "La borne prévient les visiteurs. Prévenez le service technique."
        return attention(f"{old} {what} à comparer avec le site officiel.", do)
    return ready("Les guides sont récents.")
