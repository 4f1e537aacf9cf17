"""The printer of tickets."""

from typing import Final

from kiosk.health.needs import Needs
from kiosk.health.result import Found, absent, attention, ready
from kiosk.printing.protocol import NoPaper, Ready, Refused, State, TimedOut, Unplugged

TITLE: Final = "L’imprimante"
ICON: Final = "printer"


def look(needs: Needs) -> Found:
    """Without paper, the ticket is still on the screen and in a telephone."""
    return absent("Ce lieu n’a pas d’imprimante.") if needs.printer is None else _found(needs.printer.state())


def _found(state: State) -> Found:
    match state:
        case Ready(low=True):
            return attention("L’imprimante a bientôt fini son papier.", "Préparez un nouveau rouleau.")
        case Ready(answers=False):
            return ready("L’imprimante est branchée. Regardez s’il y a du papier.")
        case Ready():
            return ready("L’imprimante est prête.")
        case NoPaper():
            return attention("L’imprimante n’a plus de papier.", "Mettez un nouveau rouleau.")
        case Unplugged() | TimedOut():
            return attention("L’imprimante ne répond pas.", "Allumez-la et vérifiez son câble.")
        case Refused():
            return attention("L’imprimante est bloquée.", "Fermez son couvercle. Puis éteignez-la et allumez-la.")
