"""Things to bring: each is touched when the visitor has it."""

from dataclasses import replace

from kiosk.page import ChecklistPage, Choice
from screens.card_body import UNDER
from screens.check_row import CheckRow
from screens.duotone import duotone
from screens.fitting import scaled, too_wide
from screens.item_grid import ItemGrid, Setting
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.widgets.cards import CheckTile

load_kv(__file__)


MOST_ACROSS = 5
"""More cards than this are too narrow side by side."""


class Document(CheckTile):
    """A card standing up."""

    def too_narrow(self, width: float) -> bool:
        """True when a word of the name would break."""
        return too_wide(self.words, width - 2 * self.kit.theme.padding)

    def shrink(self, scale: float) -> None:
        """Write with smaller letters."""
        self.words.restyle(scaled(self.kit.theme.item, scale))


class DocumentRow(CheckRow):
    """A card lying down."""

    def too_narrow(self, width: float) -> bool:
        """True when a word of the name, or the word beside the sign, would break."""
        column = self.words_width(width)
        return too_wide(self.words, column) or self.state.needed_width + self._sign_side() * 1.2 > column

    def shrink(self, scale: float) -> None:
        """Write with smaller letters."""
        self.words.restyle(scaled(self.kit.theme.item, scale))


class ChecklistScreen(PageScreen):
    """Cards side by side where they fit, else under one another; the ways on at the foot."""

    page: ChecklistPage

    def build(self) -> bool:
        page, theme, choose, room = self.page, self.theme, self.choose, self.room
        items = [replace(item, icon=duotone(item.icon)) for item in page.items]
        grid = ItemGrid(theme, self._settings(items), room.height)
        ways = page.choices
        body = self.ids.body
        fits = body.fill(self.kit, grid, ways, choose, page.tone, room, UNDER, self.scales)
        return bool(fits)

    def _settings(self, items: list[Choice]) -> list[Setting]:
        standing = [Document(self.kit, item, self.choose, self.page.tone) for item in items]
        lying = [DocumentRow(self.kit, item, self.choose, self.page.tone) for item in items]
        narrow = self.theme.panel.portrait or len(items) > MOST_ACROSS
        across = [] if narrow else [Setting(standing, max(1, len(items)))]
        return [*across, *(Setting(lying, columns) for columns in (1, 2, 3))]
