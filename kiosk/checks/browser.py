"""The browser in which official sites are shown."""

from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import CALL, Found, absent, attention, ready
from kiosk.opening import leads_to_official_sites

TITLE: Final = "Les sites officiels"
ICON: Final = "globe"


def look(needs: Needs) -> Found:
    """Only where a journey leads to one."""
    if not leads_to_official_sites(needs.opened):
        return absent("Aucun parcours ne mène à un site officiel.")
    if not needs.browser():
        # Journeys lead around it, to the telephone and to a person: the kiosk can open.
        return attention("La borne ne peut pas montrer les sites officiels.", CALL)
    return ready("La borne peut montrer les sites officiels.")
