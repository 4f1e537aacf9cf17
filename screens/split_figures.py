"""The parts of a list of figures: few on each, so that it is read out before it tires, and none without its heading.

As with the settings, lines are measured once and added up: to build a screen for every way would take seconds.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kiosk.page import Choice, FiguresPage, Line
from screens import more
from screens.card_body import UNDER, height_left
from screens.figures_card import FiguresCard
from screens.page_screen import PageScreen

MOST: Final = 6
"""Lines a part, headings among them: some 20 seconds of speech."""


class _Row(NamedTuple):
    """A line, and its height in pixels."""

    line: Line
    height: float


_Group = tuple[_Row, ...]
"""A heading and its figures."""


def is_long(page: FiguresPage) -> bool:
    """Whether there is more to say than a part should."""
    return len(page.lines) > MOST


def figures_parts(page: FiguresPage, screen: PageScreen) -> tuple[FiguresPage, ...]:
    """The parts, in order. Each leads on, and out as well where that costs no part; the last one leads out.

    `screen` is that of the whole page: it tells how much room there is.
    """
    share = _Share(page, screen)
    on, out = more.onward(page), tuple(replace(choice, primary=False) for choice in page.choices)
    both, one = share.parts((on, *out)), share.parts((on,))
    return both if len(both) <= len(one) else one


class _Share:
    """The figures of one page, measured for one screen."""

    def __init__(self, page: FiguresPage, screen: PageScreen) -> None:
        self._page = page
        self._screen = screen
        self._card = FiguresCard(screen.theme, page.lines, page.tone, page.icon)
        heights = self._card.row_heights(screen.room.width)
        self._rows = tuple(_Row(line, height) for line, height in zip(page.lines, heights, strict=True))
        self._last = self._left(page.choices)

    def parts(self, onward: tuple[Choice, ...]) -> tuple[FiguresPage, ...]:
        """The parts that lead on like this; the page's own choices on the last one, or alone where they need that."""
        left = self._left(onward)
        parts: list[list[_Group]] = []
        for group in self._groups(left):
            if parts and self._stand([*parts[-1], group], left):
                parts[-1].append(group)
            else:
                parts.append([group])
        led = [self._part(part, onward) for part in parts]
        if self._stand(parts[-1], self._last):
            return (*led[:-1], self._part(parts[-1], self._page.choices))
        return (*led, replace(self._page, lines=()))

    def _groups(self, left: float) -> list[_Group]:
        """Each heading with as many of its figures as stand together; over the others it comes again."""
        groups: list[_Group] = []
        for row in self._rows:
            if row.line.icon or not groups:
                groups.append((row,))
            elif self._stand([(*groups[-1], row)], left) or len(groups[-1]) == 1:
                groups[-1] = (*groups[-1], row)
            else:
                groups.append((groups[-1][0], row))
        return groups

    def _stand(self, groups: Sequence[_Group], left: float) -> bool:
        """Whether these groups are few enough for one part, and have room on it."""
        heights = [[row.height for row in group] for group in groups]
        return sum(map(len, groups)) <= MOST and self._card.height_of(heights) <= left

    def _part(self, groups: Sequence[_Group], choices: tuple[Choice, ...]) -> FiguresPage:
        return replace(self._page, lines=tuple(row.line for group in groups for row in group), choices=choices)

    def _left(self, choices: tuple[Choice, ...]) -> float:
        """Pixels that these choices leave for the card."""
        screen = self._screen
        return height_left(screen.kit, choices, screen.choose, self._page.tone, screen.room, UNDER)
