"""A day, half a day, an hour or a button of the agenda: its icon, its name, and how it stands."""

from typing import Final

from kiosk.page import Choice, Tone
from screens.fitting import too_wide
from screens.theme import TextStyle
from screens.widgets.cards import WhiteTouchable
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.text import Align, Text

ICON_MM: Final = 5.4
PADDING: Final = 0.7
"""Of the usual padding of a tile: there are many, and they are small."""


class AgendaCell(WhiteTouchable):
    """A white box: the name, and under it the icon beside how it stands; of a button the icon is beside its name."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, style: TextStyle, hint: TextStyle) -> None:
        """`style` of the name, `hint` of the words under it."""
        super().__init__(kit, choice, choose, Tone.INK)
        align: Align = "left" if choice.icon else "center"
        self.icon = IconImage(choice.icon, self.look.icon)
        self.words = Text(choice.label, style, self.look.text, align)
        self.hint = Text(choice.hint, hint, self.look.text, align)
        for widget in (self.icon, self.words, self.hint):
            self.add_widget(widget)

    def too_narrow(self, width: float) -> bool:
        """True when a word would have to be broken."""
        return any(too_wide(text, column) for text, column in self._rows(width))

    def needed_height(self, width: float) -> float:
        """The least height in a column of this width: its words, and never under that of a button."""
        words = sum(text.needed_height(column) for text, column in self._rows(width))
        return max(self.kit.theme.bar_height, words + self._padding)

    def arrange(self) -> None:
        """Both texts in the middle of the height, and the icon before the last of them."""
        rows = self._rows(self.width)
        heights = [text.needed_height(column) for text, column in rows]
        top = self.y + self.height / 2 + sum(heights) / 2
        for (text, column), tall in zip(rows, heights, strict=True):
            top -= tall
            text.size, text.pos = (column, tall), (self.right - self._padding - column, top)
            text.rewrite(text.text, self.look.text)
        side = self._side
        beside = heights[-1] or heights[0]
        self.icon.size, self.icon.pos = (side, side), (self.x + self._padding, top + beside / 2 - side / 2)
        self.icon.tint(self.look.icon)

    def _rows(self, width: float) -> tuple[tuple[Text, float], tuple[Text, float]]:
        """Name and words, each with the pixels it may be wide."""
        whole = width - 2 * self._padding
        beside = whole - (self._side + self._padding * 0.6 if self.choice.icon else 0.0)
        return (self.words, whole if self.choice.hint else beside), (self.hint, beside)

    @property
    def _side(self) -> float:
        return self.kit.theme.px(ICON_MM) if self.choice.icon else 0.0

    @property
    def _padding(self) -> float:
        return self.kit.theme.padding * PADDING
