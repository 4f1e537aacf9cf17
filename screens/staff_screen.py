"""The facilitator's panel: figures on the left or above, tiles on the right or below."""

from typing import TYPE_CHECKING, Final

from kiosk.page import StaffPage
from screens.fitting import Way
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.staff_figures import StaffFigures

if TYPE_CHECKING:
    from screens.tiles import Tiles

load_kv(__file__)

SHARE: Final = 0.55
"""The figures' part of the width when they stand beside the tiles."""
WAYS: Final = (Way(2, stacked=True), Way(2), Way(1), Way(2, icons=False))
ALONE: Final = (Way(4, stacked=True), Way(3, stacked=True), Way(3), Way(2), Way(1), Way(2, icons=False))


class StaffScreen(PageScreen):
    """What is known, and what can be done."""

    page: StaffPage

    def build(self) -> bool:
        page, theme, room = self.page, self.theme, self.room
        place, tiles = self.ids.figures, self.ids.tiles
        place.clear_widgets()
        figures = StaffFigures(theme, page)
        width, height, fits = room.width, room.height, True
        if not figures.empty:
            beside = bool(page.choices) and not theme.panel.portrait
            wide = (width - theme.gap) * SHARE if beside else width
            fits = figures.fit(wide, self.scales, height if beside or not page.choices else height * 0.6)
            tall = height if beside or not page.choices else figures.needed_height(wide)
            place.size = (wide, tall)
            place.add_widget(figures)
            width, height = (width - wide - theme.gap, height) if beside else (width, height - tall - theme.gap)
        return self._fill(tiles, width, height, alone=figures.empty) and fits

    def _fill(self, tiles: "Tiles", width: float, height: float, *, alone: bool) -> bool:
        if not self.page.choices:
            tiles.clear_widgets()
            return True
        ways = ALONE if alone and not self.theme.panel.portrait else WAYS
        return tiles.fill(self.kit, self.page.choices, self.choose, self.page.tone, (width, height), ways, self.scales)
