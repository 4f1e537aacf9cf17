"""Whether a message to the facilitator would leave when somebody asks for a person. Nobody is called."""

from typing import Final

from kiosk.calling.protocol import NotSent, Sent, Why
from kiosk.health.needs import Needs
from kiosk.health.result import CALL, Found, absent, attention, broken, ready

TITLE: Final = "L’appel d’une personne"
ICON: Final = "hand-waving"


def look(needs: Needs) -> Found:
    """Without a message the kiosk still rings, and shows the call."""
    if needs.pusher is None:
        return absent("La borne sonne. Ce lieu n’envoie pas de message.")
    match needs.pusher.look():
        case Sent():
            return ready("Le message d’appel peut partir.")
        case NotSent(Why.UNREACHABLE):
            return attention("Le message d’appel ne part pas.", "Vérifiez le réseau. Écoutez la sonnerie de la borne.")
        case NotSent():
            return broken("Le message d’appel est mal réglé.", CALL)
