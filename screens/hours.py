"""The strip of days, the chosen day in full, and its hours."""

from collections.abc import Sequence

from kivy.uix.boxlayout import BoxLayout

from screens.fitting import scaled
from screens.item_grid import ItemGrid
from screens.kv import load_kv
from screens.theme import Theme
from screens.widgets.cards import DayTile
from screens.widgets.text import MarkedText

load_kv(__file__)

STRIP_TALLEST_MM = 27.0


class Hours(BoxLayout):
    """Strip, day and hours under one another; a day of the strip leads to its own hours."""

    def __init__(self, theme: Theme, day: str, strip: Sequence[DayTile], grid: ItemGrid) -> None:
        """`day`: "mardi 24 novembre"; `strip`: tiles for one row, or none."""
        self.theme = theme
        super().__init__()
        self._strip = strip
        self._grid = grid
        self._day = MarkedText(theme, (("day", day[:1].upper() + day[1:]),), theme.item)
        for tile in strip:
            self.ids.strip.add_widget(tile)
        self._row = self.ids.strip.__self__
        if not strip:
            self.remove_widget(self._row)
        self._day.size_hint_y = None
        self.add_widget(self._day)
        self.add_widget(grid)
        self.bind(size=self._share)

    def needed_height(self, width: float) -> float:
        """The least height of all three."""
        strip = self._strip_height() + self.spacing if self._strip else 0.0
        return float(strip + self._day.needed_height(width) + self.spacing + self._grid.needed_height(width))

    def too_narrow(self, width: float) -> bool:
        """True when an hour would break."""
        return self._grid.too_narrow(width)

    def shrink(self, scale: float) -> None:
        """Write with smaller letters; larger ones are not for here."""
        scale = min(scale, 1.0)
        self._grid.shrink(scale)
        self._day.paragraph.restyle(scaled(self.theme.item, scale))

    def _strip_height(self) -> float:
        return max((tile.needed_height(0.0) for tile in self._strip), default=0.0)

    def _share(self, *_: object) -> None:
        self._day.height = self._day.needed_height(self.width)
        spare = self.height - self.needed_height(self.width)
        tallest = self.theme.px(STRIP_TALLEST_MM)
        self._row.height = min(max(tallest, self._strip_height()), self._strip_height() + max(0.0, spare) / 2)
