"""The foot of every page: five buttons, always at the same place."""

from collections.abc import Sequence
from enum import Enum
from functools import cached_property, partial

from kivy.uix.widget import Widget

from kiosk.page import Choice
from screens.palette import Paint, Rgba
from screens.theme import TextStyle
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.shapes import Box, fill, framed
from screens.widgets.signs import VolumeBars
from screens.widgets.text import Text
from screens.widgets.touchable import Touchable


class BarLook(Enum):
    """How a button of the bar stands out."""

    PLAIN = "plain"
    LISTEN = "listen"
    """Filled: Réécouter."""
    VOLUME = "volume"
    """With five bars: how loud it is."""
    STOP = "stop"
    """In red: Terminer."""


LOOKS = {
    "speaker-high": BarLook.LISTEN,
    "speaker-none": BarLook.VOLUME,
    "speaker-simple-none": BarLook.VOLUME,
    "x-circle": BarLook.STOP,
}
"""The icon of a bar choice says which look it has."""


class BarButton(Touchable):
    """Icon and word side by side, or the word under the icon."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, *, stacked: bool = False, volume: int = 3) -> None:
        """`volume`: 1 to 5, or 0 without sound, for the button that shows it."""
        super().__init__(kit, choice, choose)
        self.bar_look = LOOKS.get(choice.icon, BarLook.PLAIN)
        self._stacked = stacked
        self._padding_mm = 1.1
        self.icon = IconImage(choice.icon, kit.theme.palette.ink)
        self.words = Text(choice.label, kit.theme.bar, kit.theme.palette.ink, "center")
        self.add_widget(self.icon)
        self.add_widget(self.words)
        self.bars: VolumeBars | None = None
        if self.bar_look is BarLook.VOLUME:
            self.bars = VolumeBars(kit.theme, volume, kit.theme.palette.ink, kit.theme.palette.card)
            self.add_widget(self.bars)

    def tighten(self) -> None:
        """A little smaller, so that five stand in one row on the smallest panel."""
        self._padding_mm = 0.5
        self.words.restyle(TextStyle(self.kit.theme.bar.font, int(self.kit.theme.bar.size * 0.93)))
        if self.bars is not None:
            self.bars.narrow = True

    @property
    def needed_width(self) -> float:
        """The least width: sign, word and padding."""
        words = self.words.needed_width if self.choice.label else 0.0
        sign = self._sign_width()
        gap = self._gap() if words else 0.0
        return 2 * self._gap() + (max(sign, words) if self._stacked else sign + gap + words)

    def paint(self) -> None:
        """The box, its sign and its word."""
        theme = self.kit.theme
        paint, edge = self._colours()
        body = Box(*self.pos, *self.size)
        self.canvas.before.clear()
        with self.canvas.before:
            thickness = theme.line * (2 if self.lit or self.pressed else 1)
            framed(body, theme.corner, paint.fill, edge, thickness)
        self.icon.tint(paint.text)
        if self.bars is not None:
            self.bars.recolour(paint.text, paint.fill)
        self.words.rewrite(self.words.text, paint.text)
        self._arrange()

    def _colours(self) -> tuple[Paint, Rgba]:
        palette = self.kit.theme.palette
        if self.lit or self.pressed:
            swapped = self.kit.theme.black_and_white or self.bar_look is BarLook.LISTEN
            return Paint(palette.ink, palette.attention.fill) if swapped else palette.mark, palette.ink
        match self.bar_look:
            case BarLook.LISTEN:
                return palette.attention, palette.ink
            case BarLook.STOP:
                return Paint(palette.card, palette.stop), palette.stop
            case BarLook.PLAIN | BarLook.VOLUME:
                return Paint(palette.card, palette.ink), palette.ink

    def _gap(self) -> float:
        return self.kit.theme.px(self._padding_mm if self._stacked else 1.7)

    def _icon_side(self) -> float:
        return self.kit.theme.bar.size * (1.15 if self._stacked else 1.65)

    def _sign_width(self) -> float:
        bars = self.bars.needed_width + self._gap() if self.bars is not None else 0.0
        return self._icon_side() + bars

    def _arrange(self) -> None:
        side, sign = self._icon_side(), self._sign_width()
        words = self.words.needed_width if self.choice.label else 0.0
        tall = self.words.needed_height(words + 1) if words else 0.0
        if self._stacked:
            top = self.y + self.height / 2 + (side + tall) / 2
            left, foot = self.x + self.width / 2 - sign / 2, top - side
            self.words.pos = (self.x + self.width / 2 - words / 2, foot - tall)
        else:
            gap = self._gap() if words else 0.0
            left, foot = self.x + self.width / 2 - (sign + gap + words) / 2, self.y + self.height / 2 - side / 2
            self.words.pos = (left + sign + gap, self.y + self.height / 2 - tall / 2)
        self.words.size = (words, tall)
        self.icon.size, self.icon.pos = (side, side), (left, foot)
        if self.bars is not None:
            self.bars.size = (self.bars.needed_width, side)
            self.bars.pos = (left + side + self._gap(), foot)


class Bar(Widget):
    """A white strip with the buttons; set its width, then its height to `needed_height(width)`.

    Words stand beside the icons where all fit in one row, else under them; else the buttons take two rows, or three.
    An empty choice (no label, not enabled) keeps its place free.
    """

    def __init__(self, kit: Kit, choices: Sequence[Choice], choose: Choose, volume: int = 3) -> None:
        """`volume`: 1 to 5, or 0 without sound, shown on the volume button."""
        super().__init__()
        self._kit = kit
        self._choices = tuple(choices)
        self._make = partial(BarButton, kit, choose=choose, volume=volume)
        self.buttons: list[BarButton] = []
        self.bind(pos=self._arrange, size=self._arrange)

    @cached_property
    def _beside(self) -> list[BarButton]:
        return [self._make(choice) for choice in self._choices]

    @cached_property
    def _under(self) -> list[BarButton]:
        return [self._make(choice, stacked=True) for choice in self._choices]

    @cached_property
    def _tight(self) -> list[BarButton]:
        tight = [self._make(choice, stacked=True) for choice in self._choices]
        for button in tight:
            button.tighten()
        return tight

    def needed_height(self, width: float) -> float:
        """Pixels for its rows."""
        rows = len(self._rows(width))
        return rows * self._row_height(width) + (rows + 1) * self._between()

    def _row_height(self, width: float) -> float:
        theme = self._kit.theme
        stacked = self._rows(width)[0][:1] != self._beside[:1]
        content = theme.bar.size * (1.15 + 1.25) + theme.px(2.0) if stacked else 0.0
        return max(theme.bar_height, content)

    def _rows(self, width: float) -> list[list[BarButton]]:
        for count in range(1, len(self._choices) + 1):
            for name in ("_beside", "_under", "_tight"):  # each is built only when the one before does not fit
                rows = _shared(getattr(self, name), count)
                if all(self._fits(row, width) for row in rows):
                    return rows
        return _shared(self._under, len(self._choices))

    def _fits(self, buttons: Sequence[BarButton], width: float) -> bool:
        needed = sum(button.needed_width for button in buttons) + (len(buttons) - 1) * self._gap()
        return needed <= width - 2 * self._side(needed, width)

    def _gap(self) -> float:
        return self._kit.theme.gap * 0.6

    def _between(self) -> float:
        """Free space above, between and under the rows."""
        theme = self._kit.theme
        return theme.gap * (0.7 if theme.room == 1 else 0.5)

    def _side(self, needed: float, width: float) -> float:
        """Free space at both ends: the page's margin where there is room, so that edges stand under one another."""
        theme = self._kit.theme
        return theme.margin if needed <= width - 2 * theme.margin else min(theme.margin, theme.gap)

    def _arrange(self, *_: object) -> None:
        theme = self._kit.theme
        self.canvas.before.clear()
        with self.canvas.before:
            fill(Box(*self.pos, *self.size), 0, theme.palette.card)
            fill(Box(self.x, self.y + self.height - theme.line, self.width, theme.line), 0, theme.palette.hairline)
        self.clear_widgets()
        self.buttons = []
        rows = self._rows(self.width)
        tall = self._row_height(self.width)
        top = self.y + self.height
        for row in rows:
            top -= self._between() + tall
            self._arrange_row(row, top, tall)

    def _arrange_row(self, row: list[BarButton], foot: float, tall: float) -> None:
        needed = sum(button.needed_width for button in row) + (len(row) - 1) * self._gap()
        side = self._side(needed, self.width)
        spare = self.width - 2 * side - needed
        more = spare / max(1, len(row))
        left = self.x + side
        for button in row:
            button.size = (button.needed_width + more, tall)
            button.pos = (left, foot)
            left += button.width + self._gap()
            if button.choice.enabled:
                self.add_widget(button)
                self.buttons.append(button)


def _shared(buttons: Sequence[BarButton], rows: int) -> list[list[BarButton]]:
    """The buttons, in order, in this many rows or fewer, the first ones fuller."""
    each = max(1, -(-len(buttons) // rows))
    return [list(buttons[start : start + each]) for start in range(0, len(buttons), each)] or [[]]
