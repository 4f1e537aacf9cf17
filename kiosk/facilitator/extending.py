"""*Prolonger*: a facilitator sits beside this visitor, and nothing is erased for a good while without a touch."""

from dataclasses import replace
from typing import Final

from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area
from kiosk.ids import ChoiceId
from kiosk.page import Choice
from kiosk.session import ACCOMPANIED

EXTEND: Final = ChoiceId("staff:extend")


class Extending(Area):
    """On or off; it goes with the visitor."""

    @property
    def tile(self) -> Choice | None:
        """Out of reach while there is no visitor."""
        session = self.desk.visit.session
        hint = f"{ACCOMPANIED // 60} minutes sans toucher"
        there, on = session.started is not None, bool(session.patience)
        return Choice(EXTEND, "Prolonger", hint, "hourglass-medium", chosen=on, enabled=there)

    def opened(self) -> None:
        """Give this visitor more time, or take it back."""
        visit = self.desk.visit
        visit.session = replace(visit.session, patience=0 if visit.session.patience else ACCOMPANIED)
        self.desk.act(StaffAct.EXTEND)
