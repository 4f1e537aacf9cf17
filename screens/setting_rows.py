"""The settings a visitor may change, one group a row."""

from collections.abc import Sequence
from math import ceil, inf
from typing import Final

from kivy.uix.widget import Widget

from kiosk.page import SettingGroup, Tone
from screens.fitting import column_width, floor, rows_of, scaled, too_wide
from screens.option import Option
from screens.theme import Theme
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.text import MarkedText

NAME_MM: Final = 50.0
ROOMY_MM: Final = 150.0
"""A body at least this wide has the names on the left of the options, else above them where they need the room."""


def between(theme: Theme) -> float:
    """Free space between two rows."""
    return theme.gap * 0.55


class Group:
    """One row: an icon, a name, options."""

    def __init__(self, kit: Kit, group: SettingGroup, choose: Choose, tone: Tone) -> None:
        """The widgets of one group, not placed yet."""
        theme = kit.theme
        self.icon = IconImage(group.icon, theme.paint(tone).fill)
        self.name = MarkedText(theme, ((f"group:{group.label}", group.label),), theme.item)
        self.options = [Option(kit, option, choose, tone) for option in group.options]
        self.widgets: tuple[Widget, ...] = (self.icon, self.name, *self.options)


class SettingRows(Widget):
    """All groups under one another."""

    def __init__(self, kit: Kit, groups: Sequence[SettingGroup], choose: Choose, tone: Tone) -> None:
        """Options of a group share the row."""
        super().__init__()
        self._theme: Theme = kit.theme
        self._groups = [Group(kit, group, choose, tone) for group in groups]
        for group in self._groups:
            for widget in group.widgets:
                self.add_widget(widget)
        self._heights: dict[float, tuple[float, ...]] = {}
        self._widest = self._widest_name()
        self.bind(pos=self._arrange, size=self._arrange)

    @property
    def empty(self) -> bool:
        """True without a setting."""
        return not self._groups

    def needed_height(self, width: float) -> float:
        """The least height of all rows."""
        return sum(self.heights(width)) + between(self._theme) * (len(self._groups) - 1)

    def heights(self, width: float) -> tuple[float, ...]:
        """The least height of each row, in order; endless where a word would break."""
        if width not in self._heights:
            self._heights[width] = tuple(
                inf if self._breaks(group, width) else self._row_height(group, width) for group in self._groups
            )
        return self._heights[width]

    def too_narrow(self, width: float) -> bool:
        """True when a word would break."""
        return inf in self.heights(width)

    def _breaks(self, group: Group, width: float) -> bool:
        named = not too_wide(group.name.paragraph, self._name_width(group, width))
        return not (named and self._words_fit(group, self._option_width(group, width)))

    def shrink(self, scale: float) -> None:
        """Write with smaller letters; larger ones are not for here."""
        scale = min(scale, 1.0)
        for group in self._groups:
            group.name.paragraph.restyle(scaled(self._theme.item, scale))
            for option in group.options:
                option.words.restyle(scaled(self._theme.item, scale))
        self._heights.clear()
        self._widest = self._widest_name()

    def _widest_name(self) -> float:
        return max((group.name.paragraph.needed_width for group in self._groups), default=0.0)

    def _beside(self, group: Group, width: float) -> bool:
        """Whether the name stands on the left: always with much room, else where that leaves one row of options."""
        if self._roomy(width) or self._theme.panel.portrait:
            return self._roomy(width)
        cell = self._cell(len(group.options), self._right(width))
        return all(option.words.needed_width <= option.words_width(cell) for option in group.options)

    def _roomy(self, width: float) -> bool:
        return width >= self._theme.px(ROOMY_MM)

    def _left(self, width: float) -> float:
        """Pixels for a name on the left."""
        if not self._roomy(width):
            return self._widest + 1
        return self._theme.px(NAME_MM) * (1.25 if self._theme.large else 1.0) - self._icon_side() - self._theme.padding

    def _right(self, width: float) -> float:
        """Pixels for options on the right of it."""
        return width - self._left(width) - self._icon_side() - 2 * self._theme.padding

    def _icon_side(self) -> float:
        return self._theme.item.size * 1.5

    def _name_width(self, group: Group, width: float) -> float:
        return self._left(width) if self._beside(group, width) else width - self._icon_side() - self._theme.padding

    def _options_width(self, group: Group, width: float) -> float:
        return self._right(width) if self._beside(group, width) else width

    def _columns(self, group: Group, column: float) -> int:
        """As many options side by side as have room for their words, rows of nearly one length."""
        count = len(group.options)
        wide = (columns for columns in range(count, 1, -1) if self._words_fit(group, self._cell(columns, column)))
        most = next(wide, 1)
        return ceil(count / rows_of(count, most))

    def _option_width(self, group: Group, width: float) -> float:
        column = self._options_width(group, width)
        return self._cell(self._columns(group, column), column)

    def _words_fit(self, group: Group, cell: float) -> bool:
        return not any(too_wide(option.words, option.words_width(cell)) for option in group.options)

    def _cell(self, columns: int, column: float) -> float:
        return column_width(column, columns, self._theme.gap * 0.6)

    def _option_height(self, group: Group, width: float) -> float:
        cell = self._option_width(group, width)
        return max(floor(self._theme), *(option.needed_height(cell) for option in group.options))

    def _rows(self, group: Group, width: float) -> int:
        return rows_of(len(group.options), self._columns(group, self._options_width(group, width)))

    def _options_height(self, group: Group, width: float) -> float:
        rows = self._rows(group, width)
        return rows * self._option_height(group, width) + (rows - 1) * self._theme.gap * 0.6

    def _name_height(self, group: Group, width: float) -> float:
        return max(self._icon_side(), group.name.needed_height(self._name_width(group, width)))

    def _row_height(self, group: Group, width: float) -> float:
        options, name = self._options_height(group, width), self._name_height(group, width)
        return max(options, name) if self._beside(group, width) else options + name + self._theme.padding * 0.4

    def _arrange(self, *_: object) -> None:
        spare = self.height - self.needed_height(self.width)
        more = max(0.0, min(self._theme.px(6), spare / max(1, len(self._groups))))
        top = self.y + self.height
        for group in self._groups:
            beside = self._beside(group, self.width)
            tall = self._row_height(group, self.width) + (more if beside else more * 0.5)
            self._arrange_group(group, top, tall)
            top -= tall + between(self._theme) + (0 if beside else more * 0.5)

    def _arrange_group(self, group: Group, top: float, tall: float) -> None:
        side, wide = self._icon_side(), self._name_width(group, self.width)
        beside = self._beside(group, self.width)
        named = tall if beside else self._name_height(group, self.width)
        group.icon.size, group.icon.pos = (side, side), (self.x, top - named / 2 - side / 2)
        group.name.size, group.name.pos = (wide, named), (self.x + side + self._theme.padding, top - named)
        options = tall if beside else tall - named - self._theme.padding * 0.4
        self._arrange_options(group, top - tall + options, options)

    def _arrange_options(self, group: Group, top: float, tall: float) -> None:
        column, gap = self._options_width(group, self.width), self._theme.gap * 0.6
        columns, rows = self._columns(group, column), self._rows(group, self.width)
        wide, high = self._cell(columns, column), (tall - (rows - 1) * gap) / rows
        left = self.x + self.width - column
        for number, option in enumerate(group.options):
            row, place = divmod(number, columns)
            option.size = (wide, high)
            option.pos = (left + place * (wide + gap), top - (row + 1) * high - row * gap)
