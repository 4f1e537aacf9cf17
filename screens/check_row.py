"""A document to bring, on one line of a narrow panel: icon, name, and under it the circle or tick with its word."""

from kiosk.page import Choice, Tone
from screens.fitting import floor
from screens.widgets.cards import CheckTile
from screens.widgets.kit import Choose, Kit


class CheckRow(CheckTile):
    """The same as `CheckTile`, lying down."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, tone: Tone) -> None:
        """As `CheckTile`; words begin at the left."""
        super().__init__(kit, choice, choose, tone)
        self.words.align("left")

    def words_width(self, width: float) -> float:
        """Pixels left for the name in a row of this width."""
        theme = self.kit.theme
        return width - 3 * theme.padding - self._icon_side()

    def needed_height(self, width: float) -> float:
        """Name, sign and word under one another."""
        theme = self.kit.theme
        words = self.words.needed_height(self.words_width(width)) + self._sign_side()
        return max(floor(theme), words + theme.padding * 0.8)

    def arrange(self) -> None:
        """The icon in the middle of the height, the words beside it."""
        theme, side = self.kit.theme, self._icon_side()
        column = self.words_width(self.width)
        words, sign = self.words.needed_height(column), self._sign_side()
        left, top = self.x + 2 * theme.padding + side, self.y + self.height / 2 + (words + sign) / 2
        self.icon.size, self.icon.pos = (side, side), (self.x + theme.padding, self.y + self.height / 2 - side / 2)
        self.words.size, self.words.pos = (column, words), (left, top - words)
        self.sign.size, self.sign.pos = (sign * 0.9, sign * 0.9), (left, top - words - sign * 0.95)
        self.state.size = (self.state.needed_width, sign)
        self.state.pos = (left + sign * 1.2, top - words - sign)
        self._recolour()

    def _sign_side(self) -> float:
        return self.kit.theme.bar.size * 1.35

    def _icon_side(self) -> float:
        return self.kit.theme.icon * 0.9

    def _recolour(self) -> None:
        for widget in (self.icon, self.sign):
            widget.tint(self.look.icon)
        for text in (self.words, self.state):
            text.rewrite(text.text, self.look.text)
