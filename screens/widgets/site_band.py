"""The band above an official page: a lock, whose page it is, and the host it comes from."""

from typing import Final

from kiosk.page import Official, Tone
from screens.theme import REGULAR, Theme
from screens.widgets.icon import IconImage
from screens.widgets.marked import Marked
from screens.widgets.text import Text

BAND_MM: Final = 9.0
SMALLEST_MM: Final = 2.2
"""Capital H of the longest names of hosts."""


class SiteBand(Marked):
    """One row where all fits beside one another, else the name above the rest. Its height is `needed_height`."""

    def __init__(self, theme: Theme, official: Official) -> None:
        """`official.host` and `official.note` may be empty."""
        super().__init__("site")
        self._theme = theme
        self._plain = theme.bar._replace(font=REGULAR)
        if theme.room < 1:
            self._plain = theme.style(REGULAR, SMALLEST_MM)
        self._lock = IconImage("lock-simple", theme.paint(Tone.COMMUNE).fill)
        self._name = Text(official.name, theme.bar, theme.palette.ink)
        self._host = Text(official.host, self._plain, theme.palette.ink)
        self._note = Text(official.note, self._plain, theme.palette.ink)
        for widget in (self._lock, self._name, self._note, self._host):
            self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange)

    def needed_height(self, width: float) -> float:
        """Pixels of its rows."""
        theme, column = self._theme, self._column(width)
        self._fit(column)
        rows = [self._name] if self._in_one_row(column) else [text for text in self._texts if text.text]
        tall = sum(text.needed_height(column) for text in rows)
        return max(theme.px(BAND_MM * theme.room), tall + theme.padding * 0.5)

    @property
    def _texts(self) -> tuple[Text, Text, Text]:
        return self._name, self._note, self._host

    @property
    def _side(self) -> float:
        return self._theme.bar.size * 1.3

    def _column(self, width: float) -> float:
        """Pixels for words, right of the lock."""
        return width - 2.4 * self._theme.padding - self._side * 1.35

    def _in_one_row(self, column: float) -> bool:
        texts = [text for text in self._texts if text.text]
        between = 2 * self._theme.padding * (len(texts) - 1)
        return sum(text.needed_width for text in texts) + between <= column

    def _fit(self, column: float) -> None:
        """Write the host smaller for one row; of a host that is too long show the end, which says whose it is."""
        self._host.restyle(self._plain)
        least = self._theme.style(REGULAR, SMALLEST_MM)
        if not self._in_one_row(column):
            self._host.restyle(least)
        while self._host.needed_width > column and len(self._host.text) > 2:  # noqa: PLR2004  # the ellipsis and a sign
            self._host.rewrite("…" + self._host.text.removeprefix("…")[1:])

    def _arrange(self, *_: object) -> None:
        if not self.width or not self.height:
            return
        column, side = self._column(self.width), self._side
        left = self.x + 1.2 * self._theme.padding
        self._fit(column)
        begin = left + side * 1.35
        if self._in_one_row(column):
            self._arrange_row(begin, column)
            top = self.y + self.height / 2 + side / 2
        else:
            top = self._arrange_rows(begin, column) - (self._name.style.size * 1.25 - side) / 2
        self._lock.size, self._lock.pos = (side, side), (left, top - side)

    def _arrange_row(self, left: float, column: float) -> None:
        texts = (self._name, self._note, self._host)
        wide = [text.needed_width + 1 for text in texts]
        right = left + column
        starts = (left, left + wide[0] + 2 * self._theme.padding, right - wide[2])
        for text, start, width in zip(texts, starts, wide, strict=True):
            tall = text.needed_height(width)
            text.size, text.pos = (width, tall), (start, self.y + (self.height - tall) / 2)

    def _arrange_rows(self, left: float, column: float) -> float:
        """Under one another; returns the upper edge of the first."""
        tall = [text.needed_height(column) if text.text else 0.0 for text in self._texts]
        first = top = float(self.y + self.height / 2 + sum(tall) / 2)
        for text, height in zip(self._texts, tall, strict=True):
            top -= height
            text.size, text.pos = (column, height), (left, top)
        return first
