"""A small card: what is left of the visit before all is erased."""

from kiosk.page import Tone
from screens.theme import Theme
from screens.widgets.cards import Card
from screens.widgets.icon import IconImage
from screens.widgets.text import Text


class EraseCard(Card):
    """Its height is its own; give it a width."""

    def __init__(self, theme: Theme, words: str, left: str, tone: Tone) -> None:
        """`words`: "Tout s’efface dans"; `left`: "1 min 20"."""
        super().__init__(theme)
        self._icon = IconImage("shield-check", theme.palette.tones[tone].fill)
        self._words = Text(words, theme.body, theme.palette.ink)
        self._left = Text(left, theme.item, theme.palette.ink)
        for widget in (self._icon, self._words, self._left):
            self.add_widget(widget)
        lines = (theme.body.size + theme.item.size) * 1.25
        self.height = max(theme.choice_height * 0.8, lines + theme.padding * 1.2)
        self.bind(pos=self._arrange, size=self._arrange)

    def show(self, left: str) -> None:
        """Show the time that is left now."""
        self._left.rewrite(left)

    def _arrange(self, *_: object) -> None:
        theme = self._theme
        side = min(theme.px(9), self.height - 2 * theme.padding)
        left = self.x + theme.padding * 2 + side
        column = self.x + self.width - theme.padding - left
        tall, short = self._words.needed_height(column), self._left.needed_height(column)
        top = self.y + self.height / 2 + (tall + short) / 2
        self._icon.size, self._icon.pos = (side, side), (self.x + theme.padding, self.y + self.height / 2 - side / 2)
        self._words.size, self._words.pos = (column, tall), (left, top - tall)
        self._left.size, self._left.pos = (column, short), (left, top - tall - short)
