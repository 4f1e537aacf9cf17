"""The printer of tickets."""

from typing import Final

from kiosk.health.needs import Needs, PrinterState
from kiosk.health.result import Found, absent, attention, ready

TITLE: Final = "L’imprimante"
ICON: Final = "printer"


def look(needs: Needs) -> Found:
    """Without paper, the ticket is still on the screen and in a telephone."""
    match needs.printer.state():
        case PrinterState.READY:
            return ready("L’imprimante est prête.")
        case PrinterState.NO_PAPER:
            return attention("L’imprimante n’a plus de papier.", "Mettez un nouveau rouleau.")
        case PrinterState.UNPLUGGED:
            return attention("L’imprimante ne répond pas.", "Allumez-la et vérifiez son câble.")
        case PrinterState.ABSENT:
            return absent("Ce lieu n’a pas d’imprimante.")
