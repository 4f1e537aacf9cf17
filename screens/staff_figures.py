"""What the panel tells: numbers on cards, and a week as bars."""

from collections.abc import Sequence
from itertools import product
from typing import Final

from kivy.uix.widget import Widget

from kiosk.staff_page import StaffBar, StaffFigure, StaffPage
from screens.fitting import column_width, rows_of, scaled, too_wide
from screens.theme import TextStyle, Theme
from screens.widgets.cards import Card
from screens.widgets.marked import NOT_YET
from screens.widgets.shapes import Box, fill
from screens.widgets.text import Text

LEAST_BAR_MM: Final = 4.0
"""A bar of nearly nothing is still one: a number that is hidden has this length too."""
BAR_SHARE: Final = 0.42
"""The longest bar, of the card's width."""


def _plain(theme: Theme) -> TextStyle:
    """What a number counts."""
    return theme.bar._replace(font=theme.body.font)


class FigureCard(Card):
    """A number and what it counts."""

    def __init__(self, theme: Theme, figure: StaffFigure) -> None:
        """Placed by whoever adds it."""
        super().__init__(theme)
        self._number = Text(figure.number, theme.huge, theme.palette.ink)
        self._label = Text(figure.label, _plain(theme), theme.palette.ink)
        for text in (self._number, self._label):
            self.add_widget(text)
        self._pad = theme.padding * 0.7
        self.bind(pos=self._arrange, size=self._arrange)

    def shrink(self, scale: float, *, low: bool) -> None:
        """Write with smaller letters; `low`: the number is no taller than a title."""
        self._number.restyle(scaled(self._theme.strong if low else self._theme.huge, scale))
        self._label.restyle(scaled(_plain(self._theme), scale))

    def too_narrow(self, width: float) -> bool:
        """True when a word would have to be broken."""
        inside = width - 2 * self._pad
        return any(too_wide(text, inside) for text in (self._number, self._label))

    def needed_height(self, width: float) -> float:
        """Both under one another."""
        inside = width - 2 * self._pad
        tall = self._number.needed_height(inside) + self._label.needed_height(inside)
        return float(tall + 1.6 * self._pad)

    def _arrange(self, *_: object) -> None:
        pad = self._pad
        inside = self.width - 2 * pad
        tall = [text.needed_height(inside) for text in (self._number, self._label)]
        top = self.y + self.height / 2 + sum(tall) / 2
        for text, high in zip((self._number, self._label), tall, strict=True):
            top -= high
            text.size, text.pos = (inside, high), (self.x + pad, top)


class BarsCard(Card):
    """A heading, and a bar a line."""

    def __init__(self, theme: Theme, heading: str, bars: Sequence[StaffBar], note: str) -> None:
        """`note` stands under the bars, in smaller letters."""
        super().__init__(theme)
        ink = theme.palette.ink
        self._bars = bars
        self._heading = Text(heading, theme.item, ink)
        self._names = [Text(bar.label, theme.bar, ink) for bar in bars]
        self._numbers = [Text(bar.number, theme.bar, ink) for bar in bars]
        self._note = Text(note, _plain(theme), ink)
        for text in self._texts:
            self.add_widget(text)
        self.bind(pos=self._arrange, size=self._arrange)

    @property
    def _texts(self) -> list[Text]:
        return [text for text in (self._heading, *self._names, *self._numbers, self._note) if text.text]

    def shrink(self, scale: float) -> None:
        """Write with smaller letters."""
        theme = self._theme
        self._heading.restyle(scaled(theme.item, scale))
        self._note.restyle(scaled(_plain(theme), scale))
        for text in (*self._names, *self._numbers):
            text.restyle(scaled(theme.bar, scale))

    def too_narrow(self, width: float) -> bool:
        """True when a word would have to be broken, or name, bar and number have no room in one line."""
        inside = width - 2 * self._theme.padding
        words = any(too_wide(text, inside) for text in (self._heading, self._note))
        return words or self._longest(width) < self._theme.px(2 * LEAST_BAR_MM)

    def needed_height(self, width: float) -> float:
        """Heading, lines, note."""
        inside = width - 2 * self._theme.padding
        texts = [text.needed_height(inside) for text in (self._heading, self._note) if text.text]
        return float(sum(texts) + len(self._bars) * self._line() + self._around())

    def _around(self) -> float:
        """Free space above and under all, together."""
        return self._theme.padding * (1.4 if self._theme.room == 1 else 0.8)

    def _line(self) -> float:
        return max((name.style.size * 1.4 for name in self._names), default=0.0)

    def _widest(self, texts: Sequence[Text]) -> float:
        return max((text.needed_width for text in texts), default=0.0)

    def _longest(self, width: float) -> float:
        """Pixels of the longest bar."""
        pad = self._theme.padding
        left = width - 2 * pad - self._widest(self._names) - self._widest(self._numbers) - 2 * pad
        return min(left, width * BAR_SHARE)

    def _arrange(self, *_: object) -> None:
        if not self._bars and not self._heading.text:
            return
        pad = self._theme.padding
        inside, left = self.width - 2 * pad, self.x + pad
        spare = max(0.0, self.height - self.needed_height(self.width))
        line = self._line() + min(self._theme.px(4.0), spare / (len(self._bars) + 1))
        total = self.needed_height(self.width) - self._around() + (line - self._line()) * len(self._bars)
        top = self.y + self.height / 2 + total / 2
        top = self._put(self._heading, left, top, inside)
        longest, named = self._longest(self.width), self._widest(self._names)
        self.canvas.after.clear()
        for bar, name, number in zip(self._bars, self._names, self._numbers, strict=True):
            long = max(self._theme.px(LEAST_BAR_MM), longest * bar.share)
            high = name.style.size * 1.25
            foot = top - line / 2 - high / 2
            name.size, name.pos = (named + 1, high), (left, foot)
            with self.canvas.after:
                fill(Box(left + named + pad, foot, long, high), high / 4, self._theme.paint(bar.tone).fill)
            number.size, number.pos = (number.needed_width + 1, high), (left + named + 2 * pad + long, foot)
            top -= line
        self._put(self._note, left, top, inside)

    def _put(self, text: Text, left: float, top: float, width: float) -> float:
        """Place a text below `top`; where the next begins."""
        if not text.text:
            return top
        tall = float(text.needed_height(width))
        text.size, text.pos = (width, tall), (left, top - tall)
        return top - tall


class StaffFigures(Widget):
    """The cards over the bars: side by side, or under one another where the panel is narrow."""

    def __init__(self, theme: Theme, page: StaffPage) -> None:
        """Call `fit` before it is shown."""
        super().__init__(size=NOT_YET)
        self._theme = theme
        self._figures = [FigureCard(theme, figure) for figure in page.figures]
        self._columns = max(1, len(self._figures))
        told = page.bars or page.heading or page.note
        self._cards = [BarsCard(theme, page.heading, page.bars, page.note)] if told else []
        for card in (*self._figures, *self._cards):
            self.add_widget(card)
        self.bind(pos=self._arrange, size=self._arrange)

    @property
    def empty(self) -> bool:
        """True with nothing to tell."""
        return not (self._figures or self._cards)

    def fit(self, width: float, scales: Sequence[float], height: float) -> bool:
        """Write as large as this box allows, of the sizes to try; False when letters had to be smaller."""
        for scale, columns, low in product(scales, (max(1, len(self._figures)), 1), (False, True)):
            self._columns = columns
            for figure in self._figures:
                figure.shrink(scale, low=low)
            for card in self._cards:
                card.shrink(scale)
            if not self._narrow(width) and self.needed_height(width) <= height + 1:
                return scale == 1.0
        return False

    def needed_height(self, width: float) -> float:
        """Pixels of cards and bars."""
        tall = [self._row(width)] * self._rows + [card.needed_height(width) for card in self._cards]
        return sum(tall) + self._theme.gap * (len(tall) - 1)

    @property
    def _rows(self) -> int:
        return rows_of(len(self._figures), self._columns)

    def _narrow(self, width: float) -> bool:
        cell = self._cell(width)
        return any(one.too_narrow(cell) for one in self._figures) or any(one.too_narrow(width) for one in self._cards)

    def _cell(self, width: float) -> float:
        return column_width(width, self._columns, self._theme.gap)

    def _row(self, width: float) -> float:
        return max((one.needed_height(self._cell(width)) for one in self._figures), default=0.0)

    def _arrange(self, *_: object) -> None:
        cell, gap, rows = self._cell(self.width), self._theme.gap, self._rows
        tall = self._row(self.width)
        if not self._cards and rows:
            tall = min((self.height - (rows - 1) * gap) / rows, tall * 1.5)
        for number, figure in enumerate(self._figures):
            row, column = divmod(number, self._columns)
            top = self.y + self.height - row * (tall + gap)
            figure.size, figure.pos = (cell, tall), (self.x + column * (cell + gap), top - tall)
        for card in self._cards:
            card.size, card.pos = (self.width, self.height - rows * (tall + gap)), (self.x, self.y)
