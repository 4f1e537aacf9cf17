"""The resting screen: the doors, two by two."""

from typing import TYPE_CHECKING

from screens.fitting import Way
from screens.kv import load_kv
from screens.page_screen import PageScreen

if TYPE_CHECKING:
    from screens.tiles import Tiles

load_kv(__file__)

WIDE = (Way(2), Way(1), Way(2, stacked=True), Way(2, icons=False))
TALL = (Way(1), Way(2, stacked=True), Way(1, icons=False))


class HomeScreen(PageScreen):
    """Four doors, as large as the panel allows."""

    def build(self) -> bool:
        ways = TALL if self.theme.panel.portrait else WIDE
        tiles: Tiles = self.ids.tiles
        return tiles.fill(self.kit, self.page.choices, self.choose, self.page.tone, self.room, ways, self.scales)
