"""A field and our own keypad."""

from kiosk.page import EntryPage, Page
from screens.keypad import Keypad
from screens.kv import load_kv
from screens.page_screen import PageScreen

load_kv(__file__)


class EntryScreen(PageScreen):
    """What was typed stands in a label, and goes with the screen."""

    page: EntryPage

    @property
    def under_head(self) -> float:
        """Less than elsewhere: the field that follows is not to be touched."""
        return self.edge * (1.0 if self.theme.room == 1 else 0.4)

    def build(self) -> bool:
        place = self.ids.keypad
        place.clear_widgets()
        self._keypad = Keypad(self.kit, self.page, self.choose, self.room)
        place.add_widget(self._keypad)
        return self._keypad.fits

    def update(self, page: Page) -> None:
        """A key was pressed: the keypad stays, so that nothing is missed while typing quickly."""
        if isinstance(page, EntryPage) and self._keypad.shows(page):
            self.page = page
            self._keypad.write(page)
        else:
            self.draw(page)
