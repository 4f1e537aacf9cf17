"""Whether the loudspeaker takes sound. Whether somebody hears it is asked in the panel."""

from typing import Final

from kiosk.health.needs import Loudspeaker, Needs
from kiosk.health.result import CALL, Found, absent, broken, ready

TITLE: Final = "Le son"
ICON: Final = "speaker-high"


def look(needs: Needs) -> Found:
    """A moment of silence is sent to it."""
    match needs.loudspeaker():
        case Loudspeaker.TOOK:
            return ready("Le haut-parleur répond.")
        case Loudspeaker.REFUSED:
            return broken("Le haut-parleur ne répond pas.", "Vérifiez son câble. Puis redémarrez la borne.")
        case Loudspeaker.NONE:
            return broken("La borne n’a pas de carte son.", CALL)
        case Loudspeaker.UNWANTED:
            return absent("Cette borne est réglée sans voix.")
