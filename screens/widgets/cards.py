"""White things: a card to read, a document to tick, a day, a key."""

from dataclasses import replace
from math import inf

from kivy.uix.widget import Widget

from kiosk.page import Choice, Day, Tone
from screens.theme import BOLD, Theme
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.marked import NOT_YET
from screens.widgets.shapes import Box, framed
from screens.widgets.text import Text
from screens.widgets.tile import look_of
from screens.widgets.touchable import Touchable


class Card(Widget):
    """A white box with soft corners to put things on; it cannot be touched."""

    def __init__(self, theme: Theme) -> None:
        """Children are placed by whoever adds them; `inside` is the room they have."""
        super().__init__(size=NOT_YET)
        self._theme = theme
        self.bind(pos=self._paint, size=self._paint)

    @property
    def inside(self) -> Box:
        """The box inside the padding."""
        return Box(self.x, self.y, self.width, self.height).inset(self._theme.padding)

    def _paint(self, *_: object) -> None:
        if not self.width or not self.height:
            return
        palette = self._theme.palette
        body = Box(self.x, self.y, self.width, self.height)
        self.canvas.before.clear()
        with self.canvas.before:
            framed(body, self._theme.corner, palette.card, palette.hairline, self._theme.line)


class WhiteTouchable(Touchable):
    """A white box with an edge; chosen it has a thick one in the door's colour."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, tone: Tone) -> None:
        """`tone`: the page's; the choice's own wins."""
        super().__init__(kit, replace(choice, primary=False), choose)
        self._tone = tone
        self.look = look_of(kit, self.choice, tone, lit=False, pressed=False)

    def paint(self) -> None:
        """Draw the box, then what is on it."""
        theme = self.kit.theme
        self.look = look_of(self.kit, self.choice, self._tone, lit=self.lit, pressed=self.pressed)
        body = Box(self.x, self.y, self.width, self.height)
        self.canvas.before.clear()
        with self.canvas.before:
            framed(body, theme.corner, self.look.fill, self.look.edge, self.look.edge_width)
        self.arrange()

    def arrange(self) -> None:
        """Place and colour what is on the box."""


class CheckTile(WhiteTouchable):
    """A document to bring: its icon, its name, and a circle with "Touchez" or a tick with "Je l'ai"."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, tone: Tone) -> None:
        """`choice.chosen`: the visitor has it; `choice.hint` replaces the word beside the sign."""
        super().__init__(kit, choice, choose, tone)
        theme = kit.theme
        self.icon = IconImage(choice.icon, self.look.icon)
        self.words = Text(choice.label, theme.item, self.look.text, "center")
        self.sign = IconImage("check-circle" if choice.chosen else "circle", self.look.icon)
        word = kit.house.have.removesuffix(".") if choice.chosen else kit.house.touch_it
        self.state = Text(choice.hint or word, theme.bar, self.look.text)
        self.icon_limit = inf
        for widget in (self.icon, self.words, self.sign, self.state):
            self.add_widget(widget)

    def needed_height(self, width: float) -> float:
        """The least height in a column of this width: name, sign and word, and an icon of a finger's breadth."""
        theme = self.kit.theme
        column = width - 2 * theme.padding
        words = self.words.needed_height(column) + self._sign_side()
        return max(theme.choice_height, words + theme.icon * 0.75 + 2 * theme.padding)

    def arrange(self) -> None:
        """Icon, name, sign and word, under one another; a low box has the icon on the left."""
        theme = self.kit.theme
        column = self.width - 2 * theme.padding
        words, sign = self.words.needed_height(column), self._sign_side()
        room = self.height - words - sign - 2 * theme.padding
        side = min(theme.icon * 1.6, max(room, 0.0), self.icon_limit)
        total = side + words + sign + theme.padding
        top = self.y + self.height / 2 + total / 2
        self.icon.size, self.icon.pos = (side, side), (self.x + self.width / 2 - side / 2, top - side)
        top -= side + theme.padding / 2
        self.words.size, self.words.pos = (column, words), (self.x + theme.padding, top - words)
        self._arrange_sign(top - words - theme.padding / 2 - sign, sign)
        for widget in (self.icon, self.sign):
            widget.tint(self.look.icon)
        for text in (self.words, self.state):
            text.rewrite(text.text, self.look.text)

    def _sign_side(self) -> float:
        return self.kit.theme.bar.size * 1.7

    def _arrange_sign(self, foot: float, side: float) -> None:
        word = self.state.needed_width
        left = self.x + self.width / 2 - (side * 1.3 + word) / 2
        self.sign.size, self.sign.pos = (side, side), (left, foot)
        self.state.size, self.state.pos = (word, side), (left + side * 1.3, foot)


class DayTile(WhiteTouchable):
    """A day: weekday, number, month; chosen, it is filled and framed."""

    def __init__(self, kit: Kit, day: Day, choose: Choose, tone: Tone) -> None:
        """Press rules and marks are those of the day's choice."""
        super().__init__(kit, day.choice, choose, tone)
        theme = kit.theme
        number = theme.style(BOLD, 9.8 if theme.large else 6.6)
        self.rows = (
            Text(day.weekday, theme.item, self.look.text, "center"),
            Text(day.number, number, self.look.text, "center"),
            Text(day.month, theme.bar, self.look.text, "center"),
        )
        for row in self.rows:
            self.add_widget(row)

    @property
    def label(self) -> str:
        """The words on it, as read."""
        return " ".join(row.text for row in self.rows)

    @property
    def needed_width(self) -> float:
        """Pixels the longest row takes, with its padding."""
        return max(row.needed_width for row in self.rows) + self.kit.theme.padding * 1.2

    def needed_height(self, width: float) -> float:
        """The least height; rows are never wrapped, so the width changes nothing."""
        total = sum(row.needed_height(width) for row in self.rows)
        return max(self.kit.theme.choice_height, total + self.kit.theme.padding * 0.6)

    def arrange(self) -> None:
        """Three rows in the middle."""
        heights = [row.needed_height(self.width) for row in self.rows]
        top = self.y + self.height / 2 + sum(heights) / 2
        for row, tall in zip(self.rows, heights, strict=True):
            top -= tall
            row.size, row.pos = (self.width, tall), (self.x, top)
            row.rewrite(row.text, self.look.text)


class Key(WhiteTouchable):
    """One key of the keypad: its letter, or its icon when it has one."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose) -> None:
        """A key with an icon shows its label under it only when there is one."""
        super().__init__(kit, choice, choose, Tone.INK)
        self.icon = IconImage(choice.icon, self.look.icon)
        style = kit.theme.bar if choice.icon else kit.theme.choice
        self.words = Text(choice.label, style, self.look.text, "center")
        for widget in (self.icon, self.words):
            self.add_widget(widget)

    def arrange(self) -> None:
        """The icon left of the words, both in the middle."""
        side = min(self.height * 0.6, self.kit.theme.px(8)) if self.choice.icon else 0.0
        word = self.words.needed_width if self.choice.label else 0.0
        gap = side * 0.3 if side and word else 0.0
        left = self.x + self.width / 2 - (side + gap + word) / 2
        self.icon.size, self.icon.pos = (side, side), (left, self.y + self.height / 2 - side / 2)
        self.words.size, self.words.pos = (word, self.height), (left + side + gap, self.y)
        self.icon.tint(self.look.icon)
        self.words.rewrite(self.words.text, self.look.text)
