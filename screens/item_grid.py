"""A grid of small things (documents, days) that finds its columns when it gets its box."""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple, Protocol

from kivy.uix.gridlayout import GridLayout

from screens.fitting import column_width, rows_of
from screens.kv import load_kv
from screens.theme import Theme
from screens.widgets.cards import CheckTile

load_kv(__file__)


class Item(Protocol):
    """What a grid must know of each widget in it."""

    def needed_height(self, width: float) -> float: ...
    def too_narrow(self, width: float) -> bool: ...
    def shrink(self, scale: float) -> None: ...


class Setting(NamedTuple):
    """These widgets in so many columns."""

    items: Sequence[Item]
    columns: int


class ItemGrid(GridLayout):
    """Shows the first setting that fits the box it is given."""

    def __init__(self, theme: Theme, settings: Sequence[Setting], tallest: float) -> None:
        """`settings` in the order of preference; no row is taller than `tallest` pixels."""
        self.theme = theme
        self._settings = settings
        self._tallest = tallest
        self._shown: Setting | None = None
        super().__init__()
        self.bind(size=self._choose)

    @property
    def empty(self) -> bool:
        """True with nothing in it."""
        return not any(setting.items for setting in self._settings)

    def needed_height(self, width: float) -> float:
        """The least height, of all settings."""
        return min(
            (self._needed(setting, width) for setting in self._settings if not self._narrow(setting, width)),
            default=min(self._needed(setting, width) for setting in self._settings),
        )

    def too_narrow(self, width: float) -> bool:
        """True when every setting would break a word."""
        return all(self._narrow(setting, width) for setting in self._settings)

    def shrink(self, scale: float) -> None:
        """Write with smaller letters; larger ones are not for here."""
        scale = min(scale, 1.0)
        for setting in self._settings:
            for item in setting.items:
                item.shrink(scale)

    def do_layout(self, *args: object) -> None:
        """Place the items; icons that stand together have one size."""
        super().do_layout(*args)
        documents = [item for item in self.children if isinstance(item, CheckTile)]
        side = min((item.icon.width for item in documents), default=0.0)
        for item in documents:
            item.icon_limit = side
            item.arrange()
            item.icon_limit = inf

    def _cell(self, setting: Setting, width: float) -> float:
        return column_width(width, setting.columns, self.theme.gap)

    def _narrow(self, setting: Setting, width: float) -> bool:
        return any(item.too_narrow(self._cell(setting, width)) for item in setting.items)

    def _needed(self, setting: Setting, width: float) -> float:
        rows = rows_of(len(setting.items), setting.columns)
        tall = max((item.needed_height(self._cell(setting, width)) for item in setting.items), default=0.0)
        return rows * tall + (rows - 1) * self.theme.gap

    def _choose(self, *_: object) -> None:
        fitting = [
            setting
            for setting in self._settings
            if not self._narrow(setting, self.width) and self._needed(setting, self.width) <= self.height + 1
        ]
        setting = fitting[0] if fitting else min(self._settings, key=lambda one: self._needed(one, self.width))
        rows = rows_of(len(setting.items), setting.columns) or 1
        self.cols = setting.columns
        least = (self._needed(setting, self.width) - (rows - 1) * self.theme.gap) / rows
        share = (self.height - (rows - 1) * self.theme.gap) / rows
        self.row_default_height = min(share, max(self._tallest, least))
        if setting is not self._shown:
            self._shown = setting
            self.clear_widgets()
            for item in setting.items:
                self.add_widget(item)
