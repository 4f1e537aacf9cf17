"""The kiosk rests; small letters at the foot tell the facilitator why."""

from kiosk.page import OutOfServicePage
from screens.centred_screen import SIGN_MM, CentredScreen
from screens.facilitator_note import facilitator_note
from screens.kv import load_kv

load_kv(__file__)


class OutOfServiceScreen(CentredScreen):
    """A calm sign and where to go instead."""

    page: OutOfServicePage

    def build(self) -> bool:
        place = self.ids.fault
        said = (self.page.fault, *self.page.troubles)
        note = facilitator_note(self.theme, [text for text in said if text], self.room.width)
        place.clear_widgets()
        place.height = note.height
        place.add_widget(note)
        return super().build()

    @property
    def sign_mm(self) -> float:
        """Half of it where there is a bar and little room."""
        return SIGN_MM / 2 if self.page.bar and self.theme.room < 1 else SIGN_MM

    @property
    def taken(self) -> float:
        """Pixels of the facilitator's sentence."""
        return float(self.ids.fault.height) + self.edge
