"""The day, then the hour."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.page import Choice, Day, SlotsPage, Tone
from screens.fitting import column_width, floor, scaled, too_wide
from screens.hours import Hours
from screens.item_grid import ItemGrid, Setting
from screens.kv import load_kv
from screens.more import MORE
from screens.page_screen import PageScreen
from screens.theme import TextStyle
from screens.widgets.cards import DayTile
from screens.widgets.kit import Choose, Kit
from screens.widgets.tile import Tile

load_kv(__file__)

DAY_COLUMNS = (6, 5, 4, 3, 2)
HOUR_COLUMNS = (4, 3, 2, 1)
DAY_TALLEST_MM = 34.0
HOUR_TALLEST_MM = 22.0


class DayItem(DayTile):
    """A day in a grid."""

    def __init__(self, kit: Kit, day: Day, choose: Choose, tone: Tone) -> None:
        """As `DayTile`; its styles are remembered, to be made smaller from."""
        super().__init__(kit, day, choose, tone)
        self.styles = tuple(row.style for row in self.rows)

    def too_narrow(self, width: float) -> bool:
        """True when its longest word would stand out."""
        return bool(self.needed_width > width)

    def shrink(self, scale: float) -> None:
        """Write with smaller letters."""
        for row, style in zip(self.rows, self.styles, strict=True):
            row.restyle(scaled(style, scale))


class HourItem(Tile):
    """An hour in a grid: one line, whole."""

    full: TextStyle | None = None
    """The size to be made smaller from, where it is not that of a choice."""

    def too_narrow(self, width: float) -> bool:
        """True when the hour would break."""
        return too_wide(self.words, self.words_width(width))

    def needed_height(self, width: float) -> float:
        """Lower than other tiles where need be, there are so many."""
        theme = self.kit.theme
        return float(max(floor(theme), self.words.needed_height(self.words_width(width)) + theme.padding * 0.6))

    def shrink(self, scale: float) -> None:
        """Write with smaller letters."""
        self.words.restyle(scaled(self.full or self.kit.theme.choice, scale))


class SlotsScreen(PageScreen):
    """Large tiles for days; then hours as tiles under a strip of the days. What leads to others is one tile more."""

    page: SlotsPage

    def build(self) -> bool:
        page, place = self.page, self.ids.place
        block = self._hours() if page.day else self._days()
        place.clear_widgets()
        place.add_widget(block)
        strip_fits = not page.day or not page.days or self._strip(page.days) is not None
        for scale in self.scales:
            block.shrink(scale)
            if not block.too_narrow(self.room.width) and block.needed_height(self.room.width) <= self.room.height + 1:
                return scale == 1.0 and strip_fits
        return False

    def _days(self) -> ItemGrid:
        days = [DayItem(self.kit, day, self.choose, self.page.tone) for day in self.page.days]
        items = [*days, *(self._tile(choice) for choice in self.page.choices)]
        count = len(items)
        even = [columns for columns in DAY_COLUMNS if count % columns == 0 or count < columns]
        columns = list(dict.fromkeys((*(column for column in even if column * 2 >= count), *DAY_COLUMNS)))
        settings = [Setting(items, min(column, count)) for column in columns]
        return ItemGrid(self.theme, settings, max(self.theme.px(DAY_TALLEST_MM), self.room.height * 0.36))

    def _hours(self) -> Hours:
        items = [self._tile(choice) for choice in self.page.choices]
        tallest = self.theme.px(HOUR_TALLEST_MM)
        grid = ItemGrid(self.theme, [Setting(items, column) for column in HOUR_COLUMNS], tallest)
        return Hours(self.theme, self.page.day, self._strip(self.page.days) or [], grid)

    def _tile(self, choice: Choice) -> HourItem:
        item = HourItem(self.kit, replace(choice, icon=""), self.choose, self.page.tone, centred=True)
        if choice.id == MORE and self.theme.room < 1:
            item.full = self.theme.bar
            item.words.restyle(self.theme.bar)
        return item

    def _strip(self, days: Sequence[Day]) -> list[DayItem] | None:
        """The days in one row, or None when there is no room for all of them."""
        made = [DayItem(self.kit, day, self.choose, self.page.tone) for day in days]
        cell = column_width(self.room.width, max(1, len(made)), self.theme.gap)
        return None if any(day.too_narrow(cell) for day in made) else made
