"""Journeys, places and settings: what could not be read when the kiosk was opened."""

from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import CALL, Found, broken, ready

TITLE: Final = "Les parcours"
ICON: Final = "map-trifold"


def look(needs: Needs) -> Found:
    """`kiosk check` tells file and line of each fault."""
    faults = len(needs.opened.faults)
    if faults:
        return broken(f"Défauts dans les textes ou les réglages : {faults}.", CALL)
    return ready("Tous les parcours s’ouvrent.")
