"""The resting screen: the doors, two by two."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.page import HomePage
from screens.facilitator_note import facilitator_note
from screens.fitting import FULL, Way
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.widgets.text import Text

if TYPE_CHECKING:
    from screens.tiles import Tiles

load_kv(__file__)

WIDE = (Way(2), Way(1), Way(2, stacked=True), Way(2, icons=False))
TALL = (Way(1), Way(2, stacked=True), Way(1, icons=False))


class HomeScreen(PageScreen):
    """Four doors, as large as the panel allows; under them what the facilitator must know, where it has room."""

    page: HomePage

    def build(self) -> bool:
        note = facilitator_note(self.theme, self.page.troubles, self.room.width)
        self._put(note)
        if note.height and self._fill(self.room.height - self.ids.note.height, FULL):
            return True
        self._put(None)
        return self._fill(self.room.height, self.scales)

    def _fill(self, height: float, scales: Sequence[float]) -> bool:
        ways = TALL if self.theme.panel.portrait else WIDE
        tiles: Tiles = self.ids.tiles
        box = (self.room.width, height)
        return tiles.fill(self.kit, self.page.choices, self.choose, self.page.tone, box, ways, scales)

    def _put(self, note: Text | None) -> None:
        """Give the note its place, or take the place away: no door gets smaller letters for it."""
        place = self.ids.note
        place.clear_widgets()
        place.height = 0
        if note is not None and note.height:
            place.height = note.height + self.edge * 0.5
            place.add_widget(note)
