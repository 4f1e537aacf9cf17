"""Finding an arrangement that holds: how many columns, icons or none, and at the very last smaller letters."""

import re
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple, TypeVar

from screens.measure import longest_word, wrapped_lines
from screens.more import is_more
from screens.theme import TARGET_FLOOR_MM, TextStyle, Theme
from screens.widgets.text import Text
from screens.widgets.tile import SMALLEST_ICON, Tile

SCALES: Final = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48, 0.42, 0.36)
"""How much smaller letters become, step by step, when nothing else helps."""


Kind = TypeVar("Kind")

FULL: Final = (1.0,)
"""No smaller letters: only to see whether all fits."""


class Way(NamedTuple):
    """One way to set tiles out."""

    columns: int
    icons: bool = True
    stacked: bool = False
    centred: bool = False


class Grid(NamedTuple):
    """Tiles set out: columns, and the least height of each row in pixels."""

    columns: int
    rows: tuple[float, ...]

    def height(self, gap: float) -> float:
        """Pixels of all rows."""
        return sum(self.rows) + gap * max(0, len(self.rows) - 1)


def scaled(style: TextStyle, scale: float) -> TextStyle:
    """The same letters, smaller."""
    return TextStyle(style.font, int(style.size * scale))


def numbers_whole(text: str) -> str:
    """The text with the groups of a number kept on one line: "064 27 78 11"."""
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", text)


def too_wide(text: Text, width: float) -> bool:
    """True when a word would have to be broken in a column of this width."""
    return bool(text.text) and longest_word(text.text, text.style) > width


def rows_of(count: int, columns: int) -> int:
    """Rows of a grid."""
    return ceil(count / columns)


def column_width(width: float, columns: int, gap: float) -> float:
    """Pixels of one of several columns."""
    return (width - (columns - 1) * gap) / columns


def grid_of(
    tiles: Sequence[Tile], columns: int, width: float, height: float, theme: Theme, *, low: bool = False
) -> Grid | None:
    """The grid that these tiles make in a box, or None when they do not fit; `low`: rows as low as they may be."""
    if not tiles:
        return Grid(1, ())
    cell = column_width(width, columns, theme.gap)
    side = theme.icon * SMALLEST_ICON if low else None
    texts = ((tile, text) for tile in tiles for text in ((tile.words,) if low else (tile.words, tile.hint)))
    if any(too_wide(text, tile.words_width(cell, side)) for tile, text in texts):
        return None
    needs = [low_height(tile, cell, theme) if low else tile.needed_height(cell) for tile in tiles]
    rows = tuple(max(needs[start : start + columns]) for start in range(0, len(needs), columns))
    rows = rows if low else (max(rows),) * len(rows)
    grid = Grid(columns, rows)
    return grid if grid.height(theme.gap) <= height + 1 else None


def low_height(tile: Tile, width: float, theme: Theme) -> float:
    """The least height of a tile where room is short: its name; the hint only where it fits."""
    words = float(tile.words.needed_height(tile.words_width(width, theme.icon * SMALLEST_ICON)))
    above = theme.icon if tile.stacked else 0.0
    return max(floor(theme) + theme.foot, words + above + theme.padding * 0.7 + theme.foot)


def lines_of(tile: Tile, width: float) -> int:
    """Lines of a tile's words."""
    return len(wrapped_lines(tile.words.text, tile.words.style, tile.words_width(width)))


def shrink(tiles: Sequence[Tile], theme: Theme, scale: float) -> None:
    """Write on these tiles with smaller letters. "Suite" is less than a choice, and so is what stands after it."""
    onward = bool(tiles) and is_more(tiles[0].choice)
    for tile in tiles:
        less = theme.large and (onward or is_more(tile.choice))
        tile.words.restyle(scaled(theme.item if less else theme.choice, scale))
        tile.hint.restyle(scaled(theme.body, scale))


def attempts(
    ways: Sequence[Kind], scales: Sequence[float], has_icons: Callable[[Kind], bool]
) -> Iterator[tuple[Kind, float, bool]]:
    """(way, size of letters, low rows) to try in order: rows get low before icons go, and letters small at the last."""
    order = sorted(((way, low) for low in (False, True) for way in ways), key=lambda one: not has_icons(one[0]))
    return ((way, scale, low) for scale in scales for way, low in order)


def floor(theme: Theme) -> float:
    """The least height of anything to touch, in pixels."""
    return theme.px(TARGET_FLOOR_MM)
