"""The call itself: a yellow card with two large lines, and what the visitor is to know below them."""

from typing import Final

from kiosk.page import Page
from screens.fitting import scaled, too_wide
from screens.theme import Theme
from screens.widgets.cards import Card
from screens.widgets.shapes import Box, framed
from screens.widgets.text import MarkedText

GROWTH: Final = (3.4, 3.0, 2.6, 2.3, 2.0, 1.8, 1.6, 1.45, 1.3, 1.2, 1.1, 1.0)
"""How much larger than a title the two lines are, as the card has room."""
BETWEEN: Final = 0.5
"""Of the padding, between two sentences."""


class CallCard(Card):
    """Implements `Readable`. The large lines take whatever room there is."""

    def __init__(self, theme: Theme, page: Page, *, titled: bool) -> None:
        """`titled`: the title is one of the large lines."""
        super().__init__(theme)
        ink = theme.palette.attention.text
        said = [("title", page.title)] if titled else []
        said += [(f"line:{number}", line.text) for number, line in enumerate(page.lines)]
        strong = {f"line:{number}" for number, line in enumerate(page.lines) if line.strong} | {"title"}
        self._large = [MarkedText(theme, (one,), theme.title, ink, "center") for one in said if one[0] in strong]
        self._small = [MarkedText(theme, (one,), theme.body, ink, "center") for one in said if one[0] not in strong]
        self._growth = 1.0
        for text in (*self._large, *self._small):
            self.add_widget(text)
        self.bind(pos=self._arrange, size=self._arrange)

    @property
    def empty(self) -> bool:
        """With nothing to read."""
        return not (self._large or self._small)

    def needed_height(self, width: float) -> float:
        """The least height in a column of this width."""
        column = self._column(width)
        texts = (*self._large, *self._small)
        tall = sum(text.needed_height(column) for text in texts) + self._between() * (len(texts) - 1)
        return tall + 1.4 * self._theme.padding

    def too_narrow(self, width: float) -> bool:
        """True when a word would have to be broken."""
        column = self._column(width)
        return any(too_wide(text.paragraph, column) for text in (*self._large, *self._small))

    def shrink(self, scale: float) -> None:
        """Write all of it smaller; what is larger comes of itself."""
        self._write(min(scale, 1.0), min(scale, 1.0))

    def _write(self, large: float, small: float) -> None:
        for text in self._large:
            text.paragraph.restyle(scaled(self._theme.title, large))
        for text in self._small:
            text.paragraph.restyle(scaled(self._theme.body, small))

    def _column(self, width: float) -> float:
        return width - 2 * self._theme.padding

    def _between(self) -> float:
        return self._theme.padding * BETWEEN

    def _grow(self) -> None:
        """The largest letters with which all stands on the card."""
        small = self._small[0].paragraph.style.size / self._theme.body.size if self._small else 1.0
        for growth in GROWTH:
            self._write(growth, min(small, 1.0) if growth == 1.0 else min(1.3, growth))
            if not self.too_narrow(self.width) and self.needed_height(self.width) <= self.height + 1:
                return
        self._write(min(small, 1.0), min(small, 1.0))

    def _arrange(self, *_: object) -> None:
        if not self.width or not self.height:
            return
        self._grow()
        column, texts = self._column(self.width), (*self._large, *self._small)
        heights = [text.needed_height(column) for text in texts]
        spare = max(0.0, self.height - self.needed_height(self.width))
        between = self._between() + min(self._theme.px(4.0), spare / (len(texts) + 1))
        top = self.y + self.height / 2 + (sum(heights) + between * (len(texts) - 1)) / 2
        for text, tall in zip(texts, heights, strict=True):
            text.size, text.pos = (column, tall), (self.x + self._theme.padding, top - tall)
            top -= tall + between

    def _paint(self, *_: object) -> None:
        if not self.width or not self.height:
            return
        palette = self._theme.palette
        body = Box(self.x, self.y, self.width, self.height)
        self.canvas.before.clear()
        with self.canvas.before:
            framed(body, self._theme.corner, palette.attention.fill, palette.edge, self._theme.line * 2)
