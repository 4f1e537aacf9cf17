"""The parts of "Voir et entendre": as many settings on each as fit, and a setting of many options over several.

Rows are measured once and added up: to build a screen for every way to share them would take seconds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kiosk.page import Choice, SettingGroup, SettingsPage
from screens import more
from screens.card_body import UNDER, height_left
from screens.page_screen import PageScreen
from screens.setting_rows import SettingRows, between


def settings_parts(page: SettingsPage, screen: PageScreen) -> tuple[SettingsPage, ...]:
    """The parts, in order. Each leads on, and where nothing more is torn apart for it, out as well.

    `screen` is that of the whole page: it tells how much room there is.
    """
    share = _Share(page, screen)
    on, out = more.onward(page), tuple(replace(choice, primary=False) for choice in page.choices)
    both, one = share.parts((on, *out)), share.parts((on,))
    return both if _torn(both) <= _torn(one) else one


def _torn(parts: Sequence[SettingsPage]) -> tuple[int, int]:
    """How many parts, and how many rows on them."""
    return len(parts), sum(len(part.groups) for part in parts)


class _Share:
    """The settings of one page, measured for one screen."""

    def __init__(self, page: SettingsPage, screen: PageScreen) -> None:
        self._page = page
        self._screen = screen
        self._last = self._left(page.choices)
        self._shares: dict[str, list[list[_Row]]] = {}

    def parts(self, onward: tuple[Choice, ...]) -> tuple[SettingsPage, ...]:
        """The parts that lead on like this, the last one with the page's own choices."""
        left = self._left(onward)
        waiting = [row for group in self._page.groups for row in self._rows(group, left)]
        parts = []
        while waiting and self._height(waiting) > self._last:
            count = next((n for n in range(len(waiting), 1, -1) if self._height(waiting[:n]) <= left), 1)
            if count == len(waiting) > 1:
                count -= 1  # the way out does not stand alone where a setting can stand with it
            parts.append(self._part(waiting[:count], onward))
            waiting = waiting[count:]
        return (*parts, self._part(waiting, self._page.choices))

    def _part(self, rows: "Sequence[_Row]", choices: tuple[Choice, ...]) -> SettingsPage:
        return replace(self._page, groups=tuple(group for group, _ in rows), choices=choices)

    def _left(self, choices: tuple[Choice, ...]) -> float:
        """Pixels that these choices leave for rows."""
        screen = self._screen
        return height_left(screen.kit, choices, screen.choose, self._page.tone, screen.room, UNDER)

    def _height(self, rows: "Sequence[_Row]") -> float:
        return sum(height for _, height in rows) + between(self._screen.theme) * (len(rows) - 1)

    def _rows(self, group: SettingGroup, left: float) -> "list[_Row]":
        """The fewest pieces of a setting of which each has its room."""
        known = self._shares.setdefault(group.label, [])
        for number, pieces in enumerate(_shares(group)):
            if number == len(known):
                known.append(self._measured(pieces))
            if all(height <= left for _, height in known[number]):
                return known[number]
        return known[0]

    def _measured(self, pieces: Sequence[SettingGroup]) -> "list[_Row]":
        """Each with its height, beside the widest name of the page."""
        screen = self._screen
        names = [replace(group, options=group.options[:1]) for group in self._page.groups]
        rows = SettingRows(screen.kit, (*pieces, *names), screen.choose, self._page.tone)
        return list(zip(pieces, rows.heights(screen.room.width), strict=False))


_Row = tuple[SettingGroup, float]
"""A setting, or a piece of one, and the height of its row in pixels."""


def _shares(group: SettingGroup) -> Iterator[tuple[SettingGroup, ...]]:
    options = group.options
    for count in range(1, len(options) + 1):
        each, longer = divmod(len(options), count)
        ends = [each * number + min(number, longer) for number in range(count + 1)]
        yield tuple(replace(group, options=options[start:end]) for start, end in pairwise(ends))
