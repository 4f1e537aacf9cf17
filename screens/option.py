"""One option of a setting: its word, and a tick when it is the chosen one."""

from kiosk.page import Choice, Tone
from screens.widgets.cards import WhiteTouchable
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.text import Text


class Option(WhiteTouchable):
    """A white button; chosen, it has a thick frame and a tick above its word."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, tone: Tone) -> None:
        """`choice.chosen`: this is how it is now."""
        super().__init__(kit, choice, choose, tone)
        self.icon = IconImage("check-circle" if choice.chosen else choice.icon, self.look.icon)
        self.words = Text(choice.label, kit.theme.item, self.look.text, "center")
        for widget in (self.icon, self.words):
            self.add_widget(widget)

    def words_width(self, width: float) -> float:
        """Pixels left for the word."""
        return width - self.kit.theme.padding

    def _beside(self, width: float) -> bool:
        """True where the tick has room on the left of the word."""
        return float(self.words.needed_width) + 1.4 * self._side() <= self.words_width(width)

    def needed_height(self, width: float) -> float:
        """The word with a tick above it."""
        words = float(self.words.needed_height(self.words_width(width)))
        above = 0.0 if self._beside(width) else self._side()
        return words + above + self.kit.theme.padding * 0.6

    def arrange(self) -> None:
        """The tick beside the word or above it; without one the word stands in the middle."""
        side = self._side() if self.icon.name else 0.0
        column = self.words_width(self.width)
        middle, centre = self.x + self.width / 2, self.y + self.height / 2
        if self._beside(self.width):
            column, tall = self.words.needed_width, self.words.needed_height(self.width)
            left = middle - (column + side * 1.4) / 2
            self.icon.pos = (left, centre - side / 2)
            self.words.pos = (left + side * 1.4, centre - tall / 2)
        else:
            tall = self.words.needed_height(column)
            top = centre + (tall + side) / 2
            self.icon.pos = (middle - side / 2, top - side)
            self.words.pos = (middle - column / 2, top - side - tall)
        self.icon.size, self.words.size = (side, side), (column, tall)
        self.icon.tint(self.look.icon)
        self.words.rewrite(self.words.text, self.look.text)

    def _side(self) -> float:
        return self.kit.theme.px(5.0)
