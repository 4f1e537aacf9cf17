"""*Tester l'imprimante* and *Tester le son*: done at once, and told on the panel."""

from functools import partial
from typing import Final

from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area
from kiosk.ids import ChoiceId
from kiosk.page import Choice
from kiosk.pages.staff_opening import SPOKEN
from kiosk.printing.protocol import NoPaper, Printed, PrintEnd, Refused, TimedOut, Unplugged
from kiosk.printing.slip import Block, Slip

PRINT: Final = ChoiceId("staff:print")
SOUND: Final = ChoiceId("staff:sound")
SLIP: Final = Slip(blocks=(Block("Essai", strong=True), Block("L’imprimante de la borne marche.")))


class TryingPrinter(Area):
    """A slip that is no ticket. There only where the site has a printer."""

    _busy = False

    @property
    def tile(self) -> Choice | None:
        """Out of reach while the last slip is not out."""
        if not self.desk.visit.site.prints:
            return None
        return Choice(PRINT, "Tester l’imprimante", icon="printer", enabled=not self._busy)

    def opened(self) -> None:
        """Print elsewhere; paper takes seconds."""
        self._busy = True
        self.desk.tell("L’imprimante travaille.")
        self.desk.ports.background(partial(self.desk.ports.printer.print, SLIP), self._ended)

    def _ended(self, end: PrintEnd) -> None:
        self._busy = False
        self.desk.act(StaffAct.TRY_PRINTER, well=isinstance(end, Printed))
        self.desk.tell(told(end))


class TryingSound(Area):
    """The voice, as loud as for a visitor who has chosen nothing."""

    @property
    def tile(self) -> Choice | None:
        """Always there."""
        return Choice(SOUND, "Tester le son", icon="speaker-high")

    def opened(self) -> None:
        """Whether it was heard is for the facilitator to say: the opening check asks."""
        self.desk.act(StaffAct.TRY_SOUND)
        self.desk.tell("La voix parle maintenant.")
        self.desk.say(SPOKEN)


def told(end: PrintEnd) -> str:
    """What became of the slip, and what to do."""
    match end:
        case Printed(low=True):
            return "L’essai est imprimé. Le papier finit bientôt."
        case Printed():
            return "L’essai est imprimé."
        case NoPaper():
            return "Le papier manque. Mettez un rouleau."
        case Unplugged():
            return "L’imprimante ne répond pas. Regardez ses câbles."
        case TimedOut():
            return "L’imprimante s’arrête en chemin. Éteignez-la, puis rallumez-la."
        case Refused():
            return "L’imprimante refuse. Fermez bien son capot."
