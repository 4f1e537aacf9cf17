"""A field of an official page: the page above, as far as the panel has room for it, and our own keypad under it."""

from typing import Final

from kivy.uix.widget import Widget

from kiosk.page import Page, SiteEntryPage
from screens.keypad import Keypad
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.widgets.site_card import SiteCard

load_kv(__file__)

LEAST_MM: Final = 13.0
"""The least height of the glass: one field of a page in letters of 3.8 mm."""
MOST_SHARE: Final = 0.55


class SiteEntryScreen(PageScreen):
    """`fits` is False where no field would be seen above the keys: they are then shown part by part."""

    page: SiteEntryPage

    @property
    def under_head(self) -> float:
        return self.edge * (0.7 if self.theme.room == 1 else 0.4)

    def build(self) -> bool:
        place = self.ids.place
        place.clear_widgets()
        glass, fits = self._glass_height()
        above = glass + self.theme.gap if glass else 0.0
        self._keypad = Keypad(self.kit, self.page, self.choose, (self.room.width, self.room.height - above))
        card = SiteCard(self.kit, self.page.official, band=False) if glass and not self._trial else None
        self._body = _Body(self._keypad, card, glass, self.theme.gap)
        place.add_widget(self._body)
        return fits and self._keypad.fits

    def update(self, page: Page) -> None:
        """A key was pressed: the keypad stays, so that nothing is missed while typing quickly."""
        if isinstance(page, SiteEntryPage) and self._keypad.shows(page):
            self.page = page
            self._keypad.write(page)
            self._body.show(page)
        else:
            self.draw(page)

    def _glass_height(self) -> tuple[float, bool]:
        """Pixels for the glass, 0 for none, and whether that is enough."""
        theme = self.theme
        if theme.room < 1:  # the keypad has need of it all; our own field says what is asked
            return 0.0, True
        left = self.room.height - Keypad(self.kit, self.page, self.choose, self.room).least_height() - theme.gap
        if left < theme.px(LEAST_MM):
            return 0.0, False
        return min(left, self.room.height * MOST_SHARE), True


class _Body(Widget):
    """The glass, when there is one, above the keypad."""

    def __init__(self, keypad: Keypad, card: SiteCard | None, glass: float, gap: float) -> None:
        """`glass`: height of the card in pixels; 0: none; `gap`: free space under it."""
        super().__init__()
        self._gap = gap
        self._tall = glass
        self._keypad = keypad
        self.card = card
        for widget in (card, keypad):
            if widget is not None:
                self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange)

    def show(self, page: SiteEntryPage) -> None:
        """Other marks on the page."""
        if self.card is not None:
            self.card.glass.show(page.official)

    def _arrange(self, *_: object) -> None:
        above = self._tall + self._gap if self._tall else 0.0
        self._keypad.pos, self._keypad.size = self.pos, (self.width, self.height - above)
        if self.card is not None:
            self.card.size = (self.width, self._tall)
            self.card.pos = (self.x, self.y + self.height - self._tall)
