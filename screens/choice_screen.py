"""One question, up to four tiles."""

from typing import TYPE_CHECKING

from screens.fitting import Way
from screens.kv import load_kv
from screens.page_screen import PageScreen

if TYPE_CHECKING:
    from screens.tiles import Tiles

load_kv(__file__)

WAYS = (Way(1), Way(2), Way(1, icons=False), Way(2, icons=False))


class ChoiceScreen(PageScreen):
    """Tiles under one another where they fit, else two by two."""

    def build(self) -> bool:
        tiles: Tiles = self.ids.tiles
        return tiles.fill(self.kit, self.page.choices, self.choose, self.page.tone, self.room, WAYS, self.scales)
