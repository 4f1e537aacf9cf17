"""A day, half a day, an hour or a button of the agenda: its icon, its name, and how it stands."""

from typing import Final, NamedTuple

from kiosk.page import Choice, Tone
from screens.measure import height_of_lines, longest_word, wrapped_lines
from screens.theme import TextStyle, Theme
from screens.widgets.cards import WhiteTouchable
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.text import Align, Text

ICON_MM: Final = 5.4
PADDING: Final = 0.7
TIGHT: Final = 0.5
"""Of the usual padding of a tile: there are many, and they are small; on a small panel."""


class CellPlan(NamedTuple):
    """How one cell is written, before there is a widget: many are measured, few are drawn. Sizes in pixels."""

    theme: Theme
    choice: Choice
    style: TextStyle
    """Of the name; the words under it have that of the bar."""

    @property
    def padding(self) -> float:
        """Free space inside the box."""
        return self.theme.padding * (PADDING if self.theme.room == 1 else TIGHT)

    @property
    def side(self) -> float:
        """Of the icon."""
        return self.theme.px(ICON_MM) if self.choice.icon else 0.0

    def rows(self, width: float) -> tuple[tuple[str, TextStyle, float], ...]:
        """Name and words, each with its style and the width it has; the icon stands before the last that is there."""
        whole = width - 2 * self.padding
        beside = whole - (self.side + self.padding * 0.6 if self.side else 0.0)
        name = (self.choice.label, self.style, whole if self.choice.hint else beside)
        return (name, (self.choice.hint, self.theme.bar, beside))

    def heights(self, width: float) -> tuple[float, ...]:
        """Of both texts in a column of this width."""
        return tuple(
            height_of_lines(len(wrapped_lines(text, style, column)), style) if text else 0.0
            for text, style, column in self.rows(width)
        )

    def too_narrow(self, width: float) -> bool:
        """True when a word would have to be broken."""
        return any(text and longest_word(text, style) > column for text, style, column in self.rows(width))

    def needed_height(self, width: float) -> float:
        """The least height in a column of this width: its words, and never under that of a button."""
        return max(self.theme.bar_height, sum(self.heights(width)) + self.padding)


class AgendaCell(WhiteTouchable):
    """A white box: the name, and under it the icon beside how it stands; of a button the icon is beside its name."""

    def __init__(self, kit: Kit, plan: CellPlan, choose: Choose) -> None:
        """As it was planned."""
        super().__init__(kit, plan.choice, choose, Tone.INK)
        self.plan = plan
        align: Align = "left" if plan.choice.icon else "center"
        self.icon = IconImage(plan.choice.icon, self.look.icon)
        self.texts = tuple(Text(text, style, self.look.text, align) for text, style, _ in plan.rows(0.0))
        for widget in (self.icon, *self.texts):
            self.add_widget(widget)

    def arrange(self) -> None:
        """Both texts in the middle of the height, and the icon before the last of them."""
        plan, heights = self.plan, self.plan.heights(self.width)
        top = self.y + self.height / 2 + sum(heights) / 2
        for text, (_, _, column), tall in zip(self.texts, plan.rows(self.width), heights, strict=True):
            top -= tall
            text.size, text.pos = (column, tall), (self.x + self.width - plan.padding - column, top)
            text.rewrite(text.text, self.look.text)
        beside = heights[-1] or heights[0]
        self.icon.size = plan.side, plan.side
        self.icon.pos = self.x + plan.padding, top + beside / 2 - plan.side / 2
        self.icon.tint(self.look.icon)
