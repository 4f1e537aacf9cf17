"""The field, the keys and the buttons of an entry page, each at its place."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from kivy.uix.widget import Widget

from kiosk.page import EntryPage
from screens.entry_field import EntryField
from screens.fitting import column_width
from screens.theme import GAP_FLOOR_MM, TARGET_FLOOR_MM, Theme
from screens.widgets.bar import BarButton
from screens.widgets.bar_plan import Stance
from screens.widgets.cards import Key
from screens.widgets.kit import Choose, Kit
from screens.widgets.tile import Tile

KEY_MM: Final = 15.0
WIDEST_KEY_MM: Final = 24.0
FIELD_MM: Final = 52.0
COLUMNS: Final = {"azerty": (10,), "digits": (3, 6)}
"""Columns that a keypad keeps; "abc", and all when these do not fit, takes as many as there is room for."""


class Keypad(Widget):
    """Two ways: field, tools and way on in one row above the keys, or the way on in a row of its own at the foot."""

    def __init__(self, kit: Kit, page: EntryPage, choose: Choose, room: tuple[float, float]) -> None:
        """`room`: width and height in pixels."""
        super().__init__()
        self._theme = kit.theme
        self._room = room
        self._page = page
        self.field = EntryField(kit.theme, page.field, page.value.text)
        self._keys = [Key(kit, choice, choose) for choice in (*page.keys, *page.tools[1:])]
        for key in self._keys:
            largest = int(self._lowest / 1.3) if len(key.choice.label) == 1 else kit.theme.item.size
            key.words.restyle(key.words.style._replace(size=min(key.words.style.size, largest)))
        for key in self._keys[len(page.keys) :]:
            key.words.text = key.choice.label.replace(" ", "\n", 1)
            key.words.restyle(key.words.style._replace(size=min(key.words.style.size, int(self._lowest / 2.5))))
        self._tools = [BarButton(kit, tool, choose, Stance.UNDER) for tool in page.tools[:1]]
        self._ways = [Tile(kit, choice, choose, page.tone, centred=True, icon_after=True) for choice in page.choices]
        for way in self._ways:
            way.words.restyle(kit.theme.title)
        self._inline = self._above_width() + self._theme.px(FIELD_MM) <= room[0]
        self._columns = self._pick_columns()
        self.fits = self._rows_fit(self._columns)
        for widget in (self.field, *(key for key in self._keys if key.choice.label), *self._tools, *self._ways):
            self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange)

    def shows(self, page: EntryPage) -> bool:
        """True when only the value of this page differs, and whether that is enough to go on."""
        return _lasting(self._page) == _lasting(page)

    def write(self, page: EntryPage) -> None:
        """Show what is typed now. No key is built anew: the next ones may have been touched already."""
        self._page = page
        self.field.write(page.value.text)
        for way, choice in zip(self._ways, page.choices, strict=True):
            if way.choice != choice:
                way.choice = choice
                way.paint()

    def least_height(self) -> float:
        """Pixels in which all keys stand, in whatever number of columns."""
        most = max(1, int((self._room[0] + self._gap) // (self._least + self._gap)))
        tried = COLUMNS.get(self._page.layout, range(min(6, most), most + 1))
        fitting = [columns for columns in tried if self._columns_fit(columns)] or [most]
        rows = min(len(self._flow(columns)) for columns in fitting)
        above = (1 if self._inline else 2) * (self._row_height() + self._gap)
        return above + rows * (self._lowest + self._gap) - self._gap

    @property
    def _gap(self) -> float:
        return self._theme.px(GAP_FLOOR_MM * 1.05)

    @property
    def _least(self) -> float:
        """The least side of a key: 15 mm, on the smallest panels their share of it."""
        return self._theme.px(max(TARGET_FLOOR_MM, KEY_MM * self._theme.room))

    @property
    def _lowest(self) -> float:
        """The least height of a key: where the panel is low, the floor of all targets."""
        return self._least if self._theme.room == 1 else self._theme.px(TARGET_FLOOR_MM)

    def _above_width(self) -> float:
        buttons = [tool.needed_width for tool in self._tools]
        ways = [self._way_width(way) for way in self._ways]
        return sum(max(self._least, wide) + self._gap for wide in (*buttons, *ways))

    def _way_width(self, way: Tile) -> float:
        theme = self._theme
        return float(way.words.needed_width + theme.icon * 0.7 + 3.4 * theme.padding)

    def _row_height(self) -> float:
        return max(self._lowest, self._theme.bar.size * 2.7, self.field.needed_height)

    def _keys_height(self) -> float:
        rows = 1 if self._inline else 2
        return float(self._room[1] - rows * (self._row_height() + self._gap))

    def _pick_columns(self) -> int:
        wanted = [columns for columns in COLUMNS.get(self._page.layout, ()) if self._columns_fit(columns)]
        fitting = [columns for columns in wanted if self._rows_fit(columns)]
        most = max(1, int((self._room[0] + self._gap) // (self._least + self._gap)))
        if self._page.layout not in COLUMNS:
            return self._even(most)
        return (fitting or wanted or [most])[0]

    def _even(self, most: int) -> int:
        """As few columns as the height allows: keys are then as wide as can be."""
        for columns in range(min(6, most), most + 1):
            if self._rows_fit(columns):
                return columns
        return most

    def _columns_fit(self, columns: int) -> bool:
        return columns * (self._least + self._gap) - self._gap <= self._room[0] + 1

    def _rows_fit(self, columns: int) -> bool:
        rows = len(self._flow(columns))
        return rows * (self._lowest + self._gap) - self._gap <= self._keys_height() + 1

    def _key_width(self, columns: int) -> float:
        return min((self._room[0] + self._gap) / columns - self._gap, self._theme.px(WIDEST_KEY_MM))

    def _flow(self, columns: int) -> list[list[tuple[Key, int]]]:
        """Rows of (key, columns it takes); a word takes as many as it needs."""
        wide = self._key_width(columns)
        rows: list[list[tuple[Key, int]]] = [[]]
        used = 0
        for key in self._keys:
            span = min(columns, ceil((_key_needs(key, self._theme) + self._gap) / (wide + self._gap)))
            if used + span > columns:
                rows.append([])
                used = 0
            rows[-1].append((key, span))
            used += span
        return rows

    def _arrange(self, *_: object) -> None:
        tall = self._row_height()
        top = self.y + self.height - tall
        self._arrange_row(self._tools, self._ways if self._inline else [], top, tall)
        top -= self._gap
        if not self._inline:
            self._arrange_foot(self.y, tall)
        self._arrange_keys(top)

    def _arrange_row(self, buttons: Sequence[BarButton], ways: Sequence[Tile], foot: float, tall: float) -> None:
        right = self.x + self.width
        sized: list[tuple[Widget, float]] = [(way, self._way_width(way)) for way in reversed(ways)]
        sized += [(button, max(self._least, button.needed_width)) for button in reversed(buttons)]
        for widget, wide in sized:
            widget.size, widget.pos = (wide, tall), (right - wide, foot)
            right -= wide + self._gap
        self.field.size, self.field.pos = (right - self.x, tall), (self.x, foot)

    def _arrange_foot(self, foot: float, tall: float) -> None:
        wide = column_width(self.width, max(1, len(self._ways)), self._gap)
        for number, way in enumerate(self._ways):
            way.size, way.pos = (wide, tall), (self.x + number * (wide + self._gap), foot)

    def _arrange_keys(self, top: float) -> None:
        wide, rows = self._key_width(self._columns), self._flow(self._columns)
        tall = min((self._keys_height() + self._gap) / len(rows) - self._gap, wide * 1.05, self._theme.px(19))
        tall = max(tall, self._lowest)
        block = self._columns * (wide + self._gap) - self._gap
        spare = self._keys_height() - len(rows) * (tall + self._gap) + self._gap
        top -= max(0.0, min(spare / 2, self._theme.px(4)))
        for row in rows:
            left = self.x + (self.width - block) / 2
            for key, span in row:
                key.size, key.pos = (span * (wide + self._gap) - self._gap, tall), (left, top - tall)
                left = key.right + self._gap
            top -= tall + self._gap


def _lasting(page: EntryPage) -> tuple[object, ...]:
    """All of a page that stays while somebody types."""
    ways = tuple(replace(choice, enabled=True) for choice in page.choices)
    return page.keys, page.tools, ways, page.layout, page.title, page.bar, page.lines


def _key_needs(key: Key, theme: Theme) -> float:
    """Pixels of what stands on a key."""
    if len(key.choice.label) <= 1:
        return 0.0
    icon = theme.px(8) * 1.3 if key.choice.icon else 0.0
    return float(key.words.needed_width + icon + theme.padding)
