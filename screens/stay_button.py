"""The one bright button of the idle warning."""

from kiosk.page import Choice
from screens.theme import TextStyle
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.shapes import Box, fill, framed
from screens.widgets.text import Text
from screens.widgets.touchable import Touchable


class StayButton(Touchable):
    """Bright on the dark ground, with larger letters than any other button."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose) -> None:
        """Icon and words, in the middle."""
        super().__init__(kit, choice, choose)
        ink = kit.theme.palette.attention.text
        self.icon = IconImage(choice.icon, ink)
        self.words = Text(choice.label, TextStyle(kit.theme.huge.font, kit.theme.huge.size * 5 // 6), ink)
        for widget in (self.icon, self.words):
            self.add_widget(widget)

    def roomy_width(self, most: float) -> float:
        """Pixels for the words on one line where there is room, never more than `most`."""
        theme = self.kit.theme
        return min(most, float(self.words.needed_width) + self._side() + 9 * theme.padding)

    def needed_height(self, width: float) -> float:
        """Pixels for its words in a button of this width."""
        words = self.words.needed_height(self._column(width))
        return float(max(words + 2 * self.kit.theme.padding, self.kit.theme.choice_height * 1.3))

    def paint(self) -> None:
        """A bright box; pressed or lit, it is framed."""
        theme, palette = self.kit.theme, self.kit.theme.palette
        body = Box(*self.pos, *self.size)
        self.canvas.before.clear()
        with self.canvas.before:
            fill(body, theme.corner, palette.attention.fill)
            if self.pressed or self.lit:
                inner = body.inset(theme.line * 2)
                framed(inner, theme.corner, palette.attention.fill, palette.attention.text, theme.line * 2)
        side = self._side()
        column = min(self._column(self.width), self.words.needed_width)
        left = self.x + self.width / 2 - (side + theme.padding * 1.5 + column) / 2
        self.icon.size, self.icon.pos = (side, side), (left, self.y + self.height / 2 - side / 2)
        self.words.size, self.words.pos = (column, self.height), (left + side + theme.padding * 1.5, self.y)

    def _side(self) -> float:
        return self.kit.theme.icon * 1.2

    def _column(self, width: float) -> float:
        return width - self._side() - 4.5 * self.kit.theme.padding
