"""What was typed, in a label."""

from screens.fitting import scaled
from screens.theme import Theme
from screens.widgets.marked import Marked
from screens.widgets.shapes import Box, fill, framed
from screens.widgets.text import Text


class EntryField(Marked):
    """A white box: what is asked in small letters, what was typed in large ones, and a mark where it goes on."""

    def __init__(self, theme: Theme, label: str, value: str) -> None:
        """`value` is a visitor's own: it is drawn and nothing else."""
        super().__init__("field")
        self._theme = theme
        self._label = Text(label, theme.bar, theme.palette.ink)
        self._value = Text(value, theme.item, theme.palette.ink)
        for widget in (self._label, self._value):
            self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange, lit=self._arrange)

    @property
    def needed_height(self) -> float:
        """Pixels of label and value."""
        theme = self._theme
        return (theme.bar.size + theme.item.size) * 1.25 + theme.padding * 0.2

    def write(self, value: str) -> None:
        """Show what is typed now."""
        self._value.rewrite(value)
        self._arrange()

    def _arrange(self, *_: object) -> None:
        theme, pad = self._theme, self._theme.padding
        column = self.width - 2 * pad - theme.line * 3
        self._value.restyle(theme.item)
        while self._value.needed_width > column and self._value.style.size > theme.px(3.0):
            self._value.restyle(scaled(self._value.style, 0.93))
        short, tall = theme.bar.size * 1.25, theme.item.size * 1.25
        top = self.y + self.height / 2 + (short + tall) / 2
        self._label.size, self._label.pos = (column, short), (self.x + pad, top - short)
        self._value.size, self._value.pos = (column, tall), (self.x + pad, top - short - tall)
        self._paint(tall)

    def _paint(self, tall: float) -> None:
        theme, palette = self._theme, self._theme.palette
        body = Box(*self.pos, *self.size)
        caret = self.x + self._theme.padding + (self._value.needed_width if self._value.text else 0) + theme.line
        self.canvas.before.clear()
        with self.canvas.before:
            framed(body, theme.corner, palette.underlay if self.lit else palette.card, palette.ink, theme.line * 2)
            fill(Box(caret, self._value.y + tall * 0.12, theme.line * 1.5, tall * 0.76), 0, palette.ink)
