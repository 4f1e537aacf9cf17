"""*Effacer la session*: the visit under the panel is wiped, as by the reset button."""

from kiosk.events import EndReason
from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Tone

ERASE = ChoiceId("staff:erase")


class Erasing(Area):
    """Done at once: the visitor sees "Tout est effacé"."""

    @property
    def tile(self) -> Choice | None:
        """Red: nothing brings back what it wipes."""
        return Choice(ERASE, "Effacer la session", icon="eraser", tone=Tone.AID)

    def opened(self) -> None:
        """Wipe, and give the screen back."""
        self.desk.act(StaffAct.ERASE)
        self.desk.visit.reset(EndReason.STAFF)
        self.desk.close()
