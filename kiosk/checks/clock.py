"""Whether the hour can be trusted: appointments, and the age of what is shown, rest on it."""

from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import Found, attention, ready

TITLE: Final = "L’horloge"
ICON: Final = "clock"


def look(needs: Needs) -> Found:
    """As the counts see it."""
    if needs.clock.booted() is None:
        return attention("L’heure de la borne n’est pas sûre.", "Reliez la borne à internet. Puis attendez un peu.")
    return ready("L’heure est juste.")
