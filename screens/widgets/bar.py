"""The foot of every page: five buttons, always at the same place."""

from collections.abc import Sequence
from functools import partial

from kivy.uix.widget import Widget

from kiosk.page import Choice
from screens.palette import Paint, Rgba
from screens.widgets.bar_plan import (
    BarLook,
    Stance,
    at_the_ends,
    bar_height,
    bar_plan,
    between_rows,
    button_width,
    icon_side,
    in_rows,
    inner_gap,
    look_of_bar,
    outer_gap,
    row_height,
    sign_width,
    word_style,
)
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.marked import NOT_YET
from screens.widgets.shapes import Box, fill, framed
from screens.widgets.signs import VolumeBars
from screens.widgets.text import Text
from screens.widgets.touchable import Touchable


class BarButton(Touchable):
    """Icon and word side by side, or the word under the icon."""

    def __init__(
        self, kit: Kit, choice: Choice, choose: Choose, stance: Stance = Stance.BESIDE, *, volume: int = 3
    ) -> None:
        """`volume`: 1 to 5, or 0 without sound, for the button that shows it."""
        super().__init__(kit, choice, choose)
        self.bar_look = look_of_bar(choice)
        self._stance = stance
        self.icon = IconImage(choice.icon, kit.theme.palette.ink)
        self.words = Text(choice.label, word_style(kit.theme, stance), kit.theme.palette.ink, "center")
        self.add_widget(self.icon)
        self.add_widget(self.words)
        self.bars: VolumeBars | None = None
        if self.bar_look is BarLook.VOLUME:
            narrow = stance is Stance.TIGHT
            self.bars = VolumeBars(kit.theme, volume, kit.theme.palette.ink, kit.theme.palette.card, narrow=narrow)
            self.add_widget(self.bars)

    @property
    def needed_width(self) -> float:
        """The least width: sign, word and padding."""
        return button_width(self.kit.theme, self.choice, self._stance)

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

    def _arrange(self) -> None:
        theme = self.kit.theme
        side, sign = icon_side(theme, self._stance), sign_width(theme, self.choice, self._stance)
        words = self.words.needed_width if self.choice.label else 0.0
        tall = self.words.needed_height(words + 1) if words else 0.0
        if self._stance.stacked:
            top = self.y + self.height / 2 + (side + tall) / 2
            left, foot = self.x + self.width / 2 - sign / 2, top - side
            self.words.pos = (self.x + self.width / 2 - words / 2, foot - tall)
        else:
            gap = inner_gap(theme, self._stance) if words else 0.0
            left, foot = self.x + self.width / 2 - (sign + gap + words) / 2, self.y + self.height / 2 - side / 2
            self.words.pos = (left + sign + gap, self.y + self.height / 2 - tall / 2)
        self.words.size = (words, tall)
        self.icon.size, self.icon.pos = (side, side), (left, foot)
        if self.bars is not None:
            self.bars.size = (self.bars.needed_width, side)
            self.bars.pos = (left + side + inner_gap(theme, self._stance), foot)


class Bar(Widget):
    """A white strip with the buttons; set its width, then its height to `needed_height(width)`.

    Words stand beside the icons where all fit in one row, else under them; else the buttons take two rows, or three.
    An empty choice (no label, not enabled) keeps its place free.
    """

    def __init__(self, kit: Kit, choices: Sequence[Choice], choose: Choose, volume: int = 3) -> None:
        """`volume`: 1 to 5, or 0 without sound, shown on the volume button."""
        super().__init__(size=NOT_YET)
        self._kit = kit
        self._choices = tuple(choices)
        self._make = partial(BarButton, kit, choose=choose, volume=volume)
        self._made: dict[Stance, list[BarButton]] = {}
        self.buttons: list[BarButton] = []
        self.bind(pos=self._arrange, size=self._arrange)

    def needed_height(self, width: float) -> float:
        """Pixels for its rows."""
        return bar_height(self._kit.theme, self._choices, width)

    def _buttons(self, stance: Stance) -> list[BarButton]:
        if stance not in self._made:
            self._made[stance] = [self._make(choice, stance=stance) for choice in self._choices]
        return self._made[stance]

    def _arrange(self, *_: object) -> None:
        if not self.width or not self.height:
            return
        theme = self._kit.theme
        self.canvas.before.clear()
        with self.canvas.before:
            fill(Box(*self.pos, *self.size), 0, theme.palette.card)
            fill(Box(self.x, self.y + self.height - theme.line, self.width, theme.line), 0, theme.palette.hairline)
        self.clear_widgets()
        self.buttons = []
        plan = bar_plan(theme, self._choices, float(self.width))
        waiting = iter(self._buttons(plan.stance))
        tall = row_height(theme, plan.stance)
        top = self.y + self.height
        for row in in_rows(self._choices, plan.each):
            top -= between_rows(theme) + tall
            self._arrange_row([next(waiting) for _ in row], top, tall)

    def _arrange_row(self, row: list[BarButton], foot: float, tall: float) -> None:
        theme = self._kit.theme
        needed = sum(button.needed_width for button in row) + (len(row) - 1) * outer_gap(theme)
        side = at_the_ends(theme, needed, self.width)
        spare = self.width - 2 * side - needed
        more = spare / max(1, len(row))
        left = self.x + side
        for button in row:
            button.size = (button.needed_width + more, tall)
            button.pos = (left, foot)
            left += button.width + outer_gap(theme)
            if button.choice.enabled:
                self.add_widget(button)
                self.buttons.append(button)
