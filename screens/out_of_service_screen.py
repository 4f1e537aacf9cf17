"""The kiosk rests; small letters at the foot tell the facilitator why."""

from kiosk.page import OutOfServicePage
from screens.centred_screen import CentredScreen
from screens.kv import load_kv
from screens.widgets.text import Text

load_kv(__file__)


class OutOfServiceScreen(CentredScreen):
    """A calm sign and where to go instead."""

    page: OutOfServicePage

    def build(self) -> bool:
        place, theme = self.ids.fault, self.theme
        place.clear_widgets()
        fault = Text(self.page.fault, theme.bar._replace(size=round(theme.px(3.6))), theme.palette.edge)
        fault.size_hint_y = None
        fault.height = place.height = fault.needed_height(self.room.width)
        place.add_widget(fault)
        return super().build()

    @property
    def taken(self) -> float:
        """Pixels of the facilitator's sentence."""
        return float(self.ids.fault.height) + self.edge
