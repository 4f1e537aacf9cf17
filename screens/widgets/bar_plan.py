"""How the buttons of the bar stand, found out before any of them is made: pages are measured far more often than shown.

What is remembered are the house's own words; nothing of a visitor is on the bar.
"""

from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from kiosk.page import Choice
from screens.measure import width_of
from screens.theme import TextStyle, Theme
from screens.widgets.signs import bars_width


class BarLook(Enum):
    """How a button of the bar stands out."""

    PLAIN = "plain"
    LISTEN = "listen"
    """Filled: Réécouter."""
    VOLUME = "volume"
    """With five bars: how loud it is."""
    STOP = "stop"
    """In red: Terminer."""


LOOKS: Final = {
    "speaker-high": BarLook.LISTEN,
    "speaker-none": BarLook.VOLUME,
    "speaker-simple-none": BarLook.VOLUME,
    "x-circle": BarLook.STOP,
}
"""The icon of a bar choice says which look it has."""


class Stance(Enum):
    """How sign and word of a button stand: each takes less width than the one before."""

    BESIDE = "beside"
    UNDER = "under"
    """The word under the sign."""
    TIGHT = "tight"
    """The same a little smaller, so that five stand in one row on the smallest panel."""

    @property
    def stacked(self) -> bool:
        """Whether the word stands under the sign."""
        return self is not Stance.BESIDE


class BarPlan(NamedTuple):
    """How the buttons stand, and how many there are in each row but the last."""

    stance: Stance
    each: int


def look_of_bar(choice: Choice) -> BarLook:
    """The look of a button of the bar."""
    return LOOKS.get(choice.icon, BarLook.PLAIN)


def word_style(theme: Theme, stance: Stance) -> TextStyle:
    """The letters of a button's word."""
    return theme.bar._replace(size=int(theme.bar.size * 0.93)) if stance is Stance.TIGHT else theme.bar


def inner_gap(theme: Theme, stance: Stance) -> float:
    """Pixels between what is on a button, and to its edge."""
    return theme.px({Stance.BESIDE: 1.7, Stance.UNDER: 1.1, Stance.TIGHT: 0.5}[stance])


def icon_side(theme: Theme, stance: Stance) -> float:
    """Pixels of a button's icon."""
    return theme.bar.size * (1.15 if stance.stacked else 1.65)


def sign_width(theme: Theme, choice: Choice, stance: Stance) -> float:
    """Pixels of the icon, and of the bars beside it on the button that shows how loud it is."""
    loud = look_of_bar(choice) is BarLook.VOLUME
    bars = bars_width(theme, narrow=stance is Stance.TIGHT) + inner_gap(theme, stance) if loud else 0.0
    return icon_side(theme, stance) + bars


def button_width(theme: Theme, choice: Choice, stance: Stance) -> float:
    """The least width of a button in pixels: sign, word and padding."""
    words = max(width_of(line, word_style(theme, stance)) for line in choice.label.split("\n"))
    sign, gap = sign_width(theme, choice, stance), inner_gap(theme, stance)
    beside = sign + (gap if words else 0.0) + words
    return 2 * gap + (max(sign, words) if stance.stacked else beside)


def outer_gap(theme: Theme) -> float:
    """Pixels between two buttons."""
    return theme.gap * 0.6


def between_rows(theme: Theme) -> float:
    """Free space above, between and under the rows, in pixels."""
    return theme.gap * (0.7 if theme.room == 1 else 0.5)


def at_the_ends(theme: Theme, needed: float, width: float) -> float:
    """Free space at both ends: the page's margin where there is room, so that edges stand under one another."""
    return theme.margin if needed <= width - 2 * theme.margin else min(theme.margin, theme.gap)


def row_height(theme: Theme, stance: Stance) -> float:
    """Pixels of a row of buttons."""
    content = theme.bar.size * (1.15 + 1.25) + theme.px(2.0) if stance.stacked else 0.0
    return max(theme.bar_height, content)


@lru_cache(maxsize=64)
def bar_plan(theme: Theme, choices: tuple[Choice, ...], width: float) -> BarPlan:
    """The first way in which all fit: as few rows as can be, and words beside the signs where they have room."""
    for count in range(1, len(choices) + 1):
        each = max(1, -(-len(choices) // count))
        for stance in Stance:
            if all(_row_fits(theme, row, stance, width) for row in in_rows(choices, each)):
                return BarPlan(stance, each)
    return BarPlan(Stance.UNDER, 1)


def bar_height(theme: Theme, choices: tuple[Choice, ...], width: float) -> float:
    """Pixels of a whole bar in this width."""
    plan = bar_plan(theme, choices, width)
    rows = len(in_rows(choices, plan.each))
    return rows * row_height(theme, plan.stance) + (rows + 1) * between_rows(theme)


def in_rows(choices: tuple[Choice, ...], each: int) -> list[tuple[Choice, ...]]:
    """The choices, in order, this many in a row; without any, one empty row."""
    return [choices[start : start + each] for start in range(0, len(choices), each)] or [()]


def _row_fits(theme: Theme, row: tuple[Choice, ...], stance: Stance, width: float) -> bool:
    needed = sum(button_width(theme, choice, stance) for choice in row) + (len(row) - 1) * outer_gap(theme)
    return needed <= width - 2 * at_the_ends(theme, needed, width)
