"""A grid of tiles that finds its own columns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kivy.uix.gridlayout import GridLayout

from kiosk.page import Choice, Tone
from screens.fitting import Grid, Way, attempts, grid_of, rows_of, shrink
from screens.kv import load_kv
from screens.more import MORE
from screens.widgets.kit import Choose, Kit
from screens.widgets.tile import Tile, match_icons

load_kv(__file__)

ONWARD: Final = frozenset({"arrow-right", "caret-right"})
"""Icons that stand after the words: they say where the way goes on."""
TALLEST_MM: Final = 42.0
TALLEST_SHARE: Final = 0.32
"""No tile is taller than these millimetres, or this share of a large panel."""


def make_tiles(kit: Kit, choices: Sequence[Choice], choose: Choose, tone: Tone, way: Way) -> list[Tile]:
    """The tiles of these choices, in the way asked for."""
    return [
        Tile(
            kit,
            choice if way.icons else replace(choice, icon=""),
            choose,
            tone,
            centred=way.centred or not way.icons or choice.id == MORE,
            stacked=way.stacked,
            icon_after=choice.icon in ONWARD and (way.centred or choice.id == MORE),
        )
        for choice in choices
    ]


class Tiles(GridLayout):
    """Tiles of one height; `fill` chooses the first way that fits its box."""

    def fill(  # noqa: PLR0917  # a box, and what goes into it
        self,
        kit: Kit,
        choices: Sequence[Choice],
        choose: Choose,
        tone: Tone,
        box: tuple[float, float],
        ways: Sequence[Way],
        scales: Sequence[float],
    ) -> bool:
        """Put the tiles in; `box` is width and height in pixels; `scales` are sizes of letters to try, 1 first.

        False when letters had to be smaller.
        """
        made: dict[Way, list[Tile]] = {}
        for way, scale, low in attempts(ways, scales, lambda one: one.icons):
            tiles = made.get(way) or make_tiles(kit, choices, choose, tone, way)
            made[way] = tiles
            shrink(tiles, kit.theme, scale)
            grid = grid_of(tiles, way.columns, *box, kit.theme, low=low)
            if grid is not None:
                break
        else:
            return self._squeeze(kit, tiles, way.columns, box[1])
        self.set_out(kit, tiles, grid, box[1])
        return scale == 1.0

    def set_out(self, kit: Kit, tiles: Sequence[Tile], grid: Grid, height: float) -> None:
        """Place the tiles; rows share what height is left, none gets absurdly tall."""
        gap = kit.theme.gap
        more = max(0.0, height - grid.height(gap)) / (len(grid.rows) or 1)
        tallest = max(kit.theme.px(TALLEST_MM), kit.theme.panel.height_px * TALLEST_SHARE)
        self.cols = grid.columns
        self.spacing = gap
        self.clear_widgets()
        for number, tile in enumerate(tiles):
            least = grid.rows[number // grid.columns]
            tile.size_hint_y = None
            tile.height = max(least, min(least + more, tallest))
            self.add_widget(tile)

    def _squeeze(self, kit: Kit, tiles: Sequence[Tile], columns: int, height: float) -> bool:
        """Nothing fits: share what there is."""
        rows = rows_of(len(tiles), columns) or 1
        share = (height - (rows - 1) * kit.theme.gap) / rows
        self.set_out(kit, tiles, Grid(columns, (share,) * rows), height)
        return False

    def do_layout(self, *args: object) -> None:
        """Place the tiles; icons that stand together have one size, and hints stand on all of them or on none."""
        for tile in self.children:
            tile.hint.rewrite(tile.choice.hint)  # what an earlier, smaller layout left out
        super().do_layout(*args)
        match_icons(self.children)
        if not all(tile.hint.opacity for tile in self.children if tile.choice.hint):
            for tile in self.children:
                tile.hint.rewrite("")
            match_icons(self.children)
