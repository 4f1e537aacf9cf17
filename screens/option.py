"""One option of a setting: its word, and a tick when it is the chosen one."""

from kiosk.page import Choice, Tone
from screens.widgets.cards import WhiteTouchable
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.text import Text


class Option(WhiteTouchable):
    """A white button; chosen, it has a thick frame and a tick."""

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

    def needed_height(self, width: float) -> float:
        """The word and a little room."""
        return float(self.words.needed_height(self.words_width(width))) + self.kit.theme.padding * 0.6

    def arrange(self) -> None:
        """The word in the middle; the tick before it where there is room, else on the corner."""
        side = self.kit.theme.px(4.6)
        column = self.words_width(self.width)
        tall = self.words.needed_height(column)
        middle, centre = self.x + self.width / 2, self.y + self.height / 2
        word = self.words.written_width(column)
        self.words.size, self.words.pos = (column, tall), (middle - column / 2, centre - tall / 2)
        if word + 2.8 * side <= column:
            place = (middle - word / 2 - 1.3 * side, centre - side / 2)
        else:
            place = (self.x - side * 0.25, self.y + self.height - side * 0.75)
        self.icon.size, self.icon.pos = (side, side), place
        self.icon.tint(self.look.icon)
        self.words.rewrite(self.words.text, self.look.text)
