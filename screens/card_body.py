"""Something to read and what to do next: beside one another, or the buttons below."""

from collections.abc import Sequence
from math import inf
from typing import Final, NamedTuple, Protocol

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.page import Choice, Tone
from screens.fitting import FULL, Grid, Way, attempts, column_width, grid_of, lines_of, shrink
from screens.kv import load_kv
from screens.theme import Theme
from screens.tiles import Tiles, make_tiles
from screens.widgets.kit import Choose, Kit
from screens.widgets.tile import Tile

load_kv(__file__)

CARD_SHARE: Final = 0.575
"""The card's part of the width when the buttons stand beside it."""


ALONE: Final = (Way(1), Way(2), Way(1, icons=False), Way(2, icons=False))
MANY: Final = 2
MOST_LINES: Final = 2
"""Buttons side by side have two lines each at the most."""
LARGER: Final = (1.6, 1.28)
"""Sentences are written as large as a title, or larger, where the card has room."""


class Readable(Protocol):
    """What a card must tell and do; every one is a widget too."""

    @property
    def empty(self) -> bool: ...
    def needed_height(self, width: float) -> float: ...
    def too_narrow(self, width: float) -> bool: ...
    def shrink(self, scale: float) -> None: ...


class Arrangement(NamedTuple):
    """Buttons beside the card or under it, and how they are set out."""

    beside: bool
    way: Way


BESIDE: Final = (
    Arrangement(beside=True, way=Way(1)),
    Arrangement(beside=True, way=Way(1, icons=False)),
)
UNDER: Final = (
    Arrangement(beside=False, way=Way(3, centred=True)),
    Arrangement(beside=False, way=Way(2, centred=True)),
    Arrangement(beside=False, way=Way(3, icons=False)),
    Arrangement(beside=False, way=Way(2, icons=False)),
    Arrangement(beside=False, way=Way(1, centred=True)),
    Arrangement(beside=False, way=Way(1, icons=False)),
)


class CardBody(BoxLayout):
    """A card and its buttons in the first arrangement that fits."""

    def fill(  # noqa: PLR0917  # a box, and what goes into it
        self,
        kit: Kit,
        card: Readable,
        choices: Sequence[Choice],
        choose: Choose,
        tone: Tone,
        box: tuple[float, float],
        arrangements: Sequence[Arrangement],
        scales: Sequence[float],
        beside: Widget | None = None,
    ) -> bool:
        """`box`: width and height in pixels; `beside`: something of its own height under the buttons beside the card.

        `scales` are sizes of letters to try, 1 first.

        False when letters had to be smaller.
        """
        if card.empty:
            return self._fill_alone(kit, choices, choose, tone, box, scales)
        made: dict[Way, list[Tile]] = {}
        self.ids.card.size_hint = (1, 1)
        extra = beside.height if beside else 0.0
        for arrangement, scale, low in attempts(arrangements, scales, lambda one: one.way.icons):
            tiles = made.get(arrangement.way) or make_tiles(kit, choices, choose, tone, arrangement.way)
            made[arrangement.way] = tiles
            card.shrink(scale)
            shrink(tiles, kit.theme, scale)
            grid = _measure(arrangement, card, tiles, box, kit.theme, extra, low=low)
            if grid is not None:
                if scale == 1.0:
                    _enlarge(arrangement, card, tiles, box, kit.theme, extra, low=low)
                self._set_out(kit, arrangement, card, tiles, grid, box, beside)
                return scale == 1.0
        self._set_out(kit, arrangements[-1], card, tiles, Grid(1, (kit.theme.choice_height,) * len(tiles)), box, beside)
        return False

    def _fill_alone(  # noqa: PLR0917  # the same as `fill`
        self,
        kit: Kit,
        choices: Sequence[Choice],
        choose: Choose,
        tone: Tone,
        box: tuple[float, float],
        scales: Sequence[float],
    ) -> bool:
        """Buttons alone, as on a page of choices: what there was to read stood on the part before."""
        self.ids.card.clear_widgets()
        self.ids.card.size_hint = (None, None)
        self.ids.card.size = (0, 0)
        self.spacing = 0.0
        tiles: Tiles = self.ids.tiles
        return tiles.fill(kit, choices, choose, tone, box, ALONE, scales)

    def _set_out(  # noqa: PLR0917  # what was found out
        self,
        kit: Kit,
        arrangement: Arrangement,
        card: Readable,
        tiles: Sequence[Tile],
        grid: Grid,
        box: tuple[float, float],
        beside: Widget | None,
    ) -> None:
        theme, side = kit.theme, self.ids.side
        height = float(box[1])
        self.orientation = "horizontal" if arrangement.beside else "vertical"
        self.spacing = side.spacing = theme.gap
        self.ids.card.clear_widgets()
        self.ids.card.add_widget(card)
        side.size_hint = (None, 1) if arrangement.beside else (1, None)
        if arrangement.beside:
            side.width = _side_width(box[0], theme)
            height -= beside.height + theme.gap if beside else 0
        else:
            height = grid.height(theme.gap)
            side.height = height + (beside.height + theme.gap if beside else 0)
        self.ids.tiles.set_out(kit, tiles, grid, height)
        self._put_beside(beside)

    def _put_beside(self, beside: Widget | None) -> None:
        side = self.ids.side
        for old in side.children[:-1]:
            side.remove_widget(old)
        if beside is not None:
            beside.size_hint_y = None
            side.add_widget(beside)


def height_left(  # noqa: PLR0917  # as `CardBody.fill`
    kit: Kit,
    choices: Sequence[Choice],
    choose: Choose,
    tone: Tone,
    box: tuple[float, float],
    arrangements: Sequence[Arrangement],
) -> float:
    """Pixels for a card above these buttons, at most; below 0 when they have no room at all."""
    best = -1.0
    for arrangement, _, low in attempts(arrangements, FULL, lambda one: one.way.icons):
        tiles = make_tiles(kit, choices, choose, tone, arrangement.way)
        shrink(tiles, kit.theme, 1.0)
        grid = _grid_under(arrangement, tiles, box[0], inf, kit.theme, low=low)
        if grid is not None:
            best = max(best, box[1] - grid.height(kit.theme.gap) - kit.theme.gap)
    return best


def _enlarge(  # noqa: PLR0917  # the same as `_measure`
    arrangement: Arrangement,
    card: Readable,
    tiles: Sequence[Tile],
    box: tuple[float, float],
    theme: Theme,
    extra: float,
    *,
    low: bool,
) -> None:
    """Write the card's sentences larger where that changes nothing else."""
    for scale in LARGER:
        card.shrink(scale)
        if _measure(arrangement, card, tiles, box, theme, extra, low=low) is not None:
            return
    card.shrink(1.0)


def _side_width(width: float, theme: Theme) -> float:
    return (width - theme.gap) * (1 - CARD_SHARE)


def _measure(  # noqa: PLR0917  # one arrangement, tried
    arrangement: Arrangement,
    card: Readable,
    tiles: Sequence[Tile],
    box: tuple[float, float],
    theme: Theme,
    extra: float,
    *,
    low: bool = False,
) -> Grid | None:
    """The grid of the buttons when this arrangement fits, else None."""
    width, height = box
    taken = extra + theme.gap if extra else 0.0
    if arrangement.beside:
        side = _side_width(width, theme)
        wide = width - side - theme.gap
        if card.too_narrow(wide) or card.needed_height(wide) > height + 1:
            return None
        return grid_of(tiles, 1, side, height - taken, theme, low=low)
    left = height - card.needed_height(width) - taken - (theme.gap if tiles else 0.0)
    if card.too_narrow(width) or left < -1:
        return None
    return _grid_under(arrangement, tiles, width, left, theme, low=low)


def _grid_under(
    arrangement: Arrangement, tiles: Sequence[Tile], width: float, left: float, theme: Theme, *, low: bool
) -> Grid | None:
    """The buttons in what is left of the height."""
    columns = max(1, min(arrangement.way.columns, len(tiles)))
    cell = column_width(width, columns, theme.gap)
    if columns >= MANY and any(lines_of(tile, cell) > MOST_LINES for tile in tiles):
        return None
    return grid_of(tiles, columns, width, left, theme, low=low)
