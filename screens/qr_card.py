"""A white card with a QR code and the sentences that say what to do with it."""

from collections.abc import Sequence

from kiosk.page import Line
from screens.fitting import scaled, too_wide
from screens.theme import Theme
from screens.widgets.cards import Card
from screens.widgets.signs import QUIET_MODULES, QrView
from screens.widgets.text import MarkedText

MODULE_MM = 0.6
LONE_MODULE_MM = 0.4
"""The least size of a module that a telephone reads: from a hand's breadth, and close by when nothing else helps."""
LONE_PAD_MM = 0.6
"""Between a code alone and the edge of its card: no more than keeps its border off the edge."""
CODE_SHARE = 0.5


class QrCard(Card):
    """Code on the left and sentences on the right; on a narrow card the sentences stand above."""

    def __init__(self, theme: Theme, modules: Sequence[Sequence[bool]], lines: Sequence[Line]) -> None:
        """`modules`: rows of True for dark; none: the sentences alone."""
        super().__init__(theme)
        self._code = QrView(modules) if modules else None
        module = max(2.0, theme.px(MODULE_MM if lines else LONE_MODULE_MM))
        self._least = (len(modules) + 2 * QUIET_MODULES) * module if modules else 0.0
        self._texts = [MarkedText(theme, ((f"line:{n}", line.text),), theme.body) for n, line in enumerate(lines)]
        for widget in (self._code, *self._texts):
            if widget is not None:
                self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange)

    @property
    def empty(self) -> bool:
        """True with nothing to show."""
        return self._code is None and not self._texts

    def needed_height(self, width: float) -> float:
        """The least height in a column of this width."""
        pad = self._pad()
        if self._beside(width):
            return max(self._least, self._text_height(self._column(width))) + 2 * pad
        return self._least + self._text_height(self._column(width)) + 3 * pad

    def too_narrow(self, width: float) -> bool:
        """True when a word would break or the code would be too fine."""
        column = self._column(width)
        return self._least > width - 2 * self._pad() or any(too_wide(text.paragraph, column) for text in self._texts)

    def shrink(self, scale: float) -> None:
        """Write with smaller letters; larger ones are not for here."""
        scale = min(scale, 1.0)
        for text in self._texts:
            text.paragraph.restyle(scaled(self._theme.body, scale))

    def _pad(self) -> float:
        """Free space inside: little around a code alone, which brings its own white border."""
        return self._theme.padding if self._texts else self._theme.px(LONE_PAD_MM)

    def _beside(self, width: float) -> bool:
        return self._code is not None and bool(self._texts) and width - self._least > self._theme.px(60)

    def _column(self, width: float, code: float | None = None) -> float:
        pad = self._pad()
        if self._beside(width):
            return width - (self._least if code is None else code) - 4 * pad
        return width - 2 * pad

    def _text_height(self, column: float) -> float:
        between = self._pad() * max(0, len(self._texts) - 1)
        return sum(text.needed_height(column) for text in self._texts) + between

    def _arrange(self, *_: object) -> None:
        pad = self._pad()
        column = self._beside_code() if self._beside(self.width) else self._under_code()
        left = self.x + self.width - pad - column
        tall = self._text_height(column)
        middle = self.y + self.height / 2 if self._beside(self.width) or not self._code else self.y + self.height - pad
        top = middle + tall / 2 if self._beside(self.width) or not self._code else middle
        for text in self._texts:
            tall = text.needed_height(column)
            text.size, text.pos = (column, tall), (left, top - tall)
            top -= tall + pad

    def _beside_code(self) -> float:
        """Place the code on the left; the width that is left for the sentences."""
        pad, room = self._pad(), self.height - 2 * self._pad()
        side = max(self._least, min(room, self.width * CODE_SHARE))
        while side > self._least and self._text_height(self._column(self.width, side)) > room:
            side = max(self._least, side * 0.95)
        self._place(self.x + pad, self.y + self.height / 2 - side / 2, side)
        return self._column(self.width, side)

    def _under_code(self) -> float:
        """Place the code under the sentences; the width of these."""
        pad, column = self._pad(), self._column(self.width)
        room = self.height - self._text_height(column) - (3 if self._texts else 2) * pad
        side = min(room, self.width - 2 * pad)
        self._place(self.x + self.width / 2 - side / 2, self.y + pad + (room - side) / 2, side)
        return column

    def _place(self, x: float, y: float, side: float) -> None:
        if self._code is not None:
            self._code.size, self._code.pos = (side, side), (x, y)
