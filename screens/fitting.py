"""Finding an arrangement that holds: how many columns, icons or none, and at the very last smaller letters."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from screens.measure import longest_word, wrapped_lines
from screens.theme import TARGET_FLOOR_MM, TextStyle, Theme
from screens.widgets.text import Text
from screens.widgets.tile import Tile

SCALES: Final = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48, 0.42, 0.36)
"""How much smaller letters become, step by step, when nothing else helps."""


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
    row_height: float


def scaled(style: TextStyle, scale: float) -> TextStyle:
    """The same letters, smaller."""
    return TextStyle(style.font, int(style.size * scale))


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
        return Grid(1, 0)
    cell = column_width(width, columns, theme.gap)
    texts = ((tile, text) for tile in tiles for text in ((tile.words,) if low else (tile.words, tile.hint)))
    if any(too_wide(text, tile.words_width(cell)) for tile, text in texts):
        return None
    rows = rows_of(len(tiles), columns)
    spare = height - (rows - 1) * theme.gap
    needed = max(low_height(tile, cell, theme) if low else tile.needed_height(cell) for tile in tiles)
    return Grid(columns, needed) if needed * rows <= spare + 1 else None


def low_height(tile: Tile, width: float, theme: Theme) -> float:
    """The least height of a tile where room is short: its name; the hint only where it fits."""
    words = float(tile.words.needed_height(tile.words_width(width)))
    above = theme.icon if tile.stacked else 0.0
    return max(floor(theme) + theme.foot, words + above + theme.padding * 0.7 + theme.foot)


def lines_of(tile: Tile, width: float) -> int:
    """Lines of a tile's words."""
    return len(wrapped_lines(tile.words.text, tile.words.style, tile.words_width(width)))


def shrink(tiles: Sequence[Tile], theme: Theme, scale: float) -> None:
    """Write on these tiles with smaller letters."""
    for tile in tiles:
        tile.words.restyle(scaled(theme.choice, scale))
        tile.hint.restyle(scaled(theme.body, scale))


def attempts(ways: Sequence[Way], scales: Sequence[float]) -> Iterator[tuple[Way, float, bool]]:
    """(way, size of letters, low rows): every way at full size, then with low rows, then with smaller letters."""
    return ((way, scale, low) for scale in scales for low in (False, True) for way in ways)


def floor(theme: Theme) -> float:
    """The least height of anything to touch, in pixels."""
    return theme.px(TARGET_FLOOR_MM)
