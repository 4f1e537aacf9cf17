"""The facilitator's panel: figures on the left or above, tiles on the right or below."""

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from kiosk.staff_page import StaffPage
from screens.fitting import Grid, Way, grid_of, rows_of, scaled
from screens.kv import load_kv
from screens.page_screen import PageScreen
from screens.staff_figures import StaffFigures
from screens.theme import GAP_FLOOR_MM, TextStyle, Theme
from screens.tiles import make_tiles
from screens.widgets.kit import Kit
from screens.widgets.tile import Tile

if TYPE_CHECKING:
    from screens.tiles import Tiles

load_kv(__file__)

SHARE: Final = 0.56
"""The figures' part of the width when they stand beside the tiles."""
ABOVE: Final = 0.6
"""The most of the height that figures take above the tiles."""
ROOMY: Final = 1.6
"""How much taller than they need figures alone may be."""
LARGE_SHARE: Final = 0.78
"""Where there is nothing beside them but a way on."""
LOW_MM: Final = 150.0
BROAD_MM: Final = 250.0
BESIDE: Final = (Way(2, stacked=True), Way(1), Way(2, icons=False))
BROAD: Final = (Way(2, stacked=True), Way(2), Way(1), Way(2, icons=False))
"""Words have room beside their icon."""
WIDE: Final = (Way(4, stacked=True), Way(3, stacked=True), Way(3), Way(2), Way(1), Way(2, icons=False))
TALL: Final = (Way(3, stacked=True), Way(2, stacked=True), Way(2), Way(1), Way(2, icons=False))


@dataclass(frozen=True, slots=True)
class Compact(Theme):
    """The look of tiles for who knows the kiosk: many beside one another, none below the floor of all targets."""

    @property
    def choice_height(self) -> float:
        """The height of a button of the bar."""
        return self.bar_height

    @property
    def gap(self) -> float:
        """Less than between a visitor's choices."""
        return self.px(max(GAP_FLOOR_MM, 3.2 * self.room))

    @property
    def icon(self) -> float:
        """Small, where that lets four rows of tiles stand beside the figures."""
        low = self.room == 1 and self.panel.height_mm < LOW_MM
        return self.px(6.5 if low else 9.0)


class StaffScreen(PageScreen):
    """What is known, and what can be done. Tiles have the letters of things, not of a visitor's choices."""

    page: StaffPage

    def build(self) -> bool:
        page, theme, room = self.page, self.theme, self.room
        self.ids.figures.clear_widgets()
        figures = StaffFigures(theme, page)
        if figures.empty:
            self._put(None, (0, 0), beside=False)
            return self._fill(room.width, room.height, TALL if theme.panel.portrait else WIDE)
        if not theme.panel.portrait and not (self._alone and page.figures):
            wide = (room.width - theme.gap) * (LARGE_SHARE if self._alone else SHARE)
            fits = figures.fit(wide, self.scales, room.height)
            self._put(figures, (wide, room.height), beside=True)
            return self._fill(room.width - wide - theme.gap, room.height, self._beside) and fits
        most = room.height - theme.gap - theme.choice_height if self._alone else room.height * ABOVE
        fits = figures.fit(room.width, self.scales, most)
        tall = (
            min(most, figures.needed_height(room.width) * ROOMY) if self._alone else figures.needed_height(room.width)
        )
        self._put(figures, (room.width, tall), beside=False)
        return self._fill(room.width, room.height - tall - theme.gap, TALL) and fits

    def _put(self, figures: StaffFigures | None, size: tuple[float, float], *, beside: bool) -> None:
        place, body = self.ids.figures, self.ids.body
        body.orientation = "horizontal" if beside else "vertical"
        body.spacing = self.theme.gap if figures else 0
        place.size = size
        if figures:
            place.add_widget(figures)

    @property
    def _alone(self) -> bool:
        """Whether nothing but a way on stands beside what is known."""
        return len(self.page.choices) == 1

    def _fill(self, width: float, height: float, ways: tuple[Way, ...]) -> bool:
        """The tiles in the first way that fits; False when letters had to be smaller than those of the bar.

        Letters become those of the bar before rows get low, and rows low before icons go.
        """
        item, bar = self.theme.item, self.theme.bar
        looks = ((item, False), (bar, False), (bar, True))
        for scale, icons, (style, low) in product(self.scales, (True, False), looks):
            for way in (one for one in ways if one.icons is icons):
                tiles = self._made(way, scaled(style, scale))
                grid = grid_of(tiles, min(way.columns, len(tiles)), width, height, self._compact.theme, low=low)
                if grid is not None:
                    self._tiles.set_out(self._compact, tiles, grid, height)
                    return scale == 1.0
        self._squeeze(height, ways[-1])
        return not self.page.choices

    def _squeeze(self, height: float, way: Way) -> None:
        """Nothing fits: share what there is."""
        tiles = self._made(way, scaled(self.theme.bar, self.scales[-1]))
        rows = rows_of(len(tiles), way.columns) or 1
        share = (height - (rows - 1) * self._compact.theme.gap) / rows
        self._tiles.set_out(self._compact, tiles, Grid(way.columns, (share,) * rows), height)

    def _made(self, way: Way, style: TextStyle) -> list[Tile]:
        tiles = make_tiles(self._compact, self.page.choices, self.choose, self.page.tone, way)
        for tile in tiles:
            tile.words.restyle(style)
            tile.hint.restyle(
                self.theme.bar._replace(font=self.theme.body.font, size=min(style.size, self.theme.bar.size))
            )
        return tiles

    @property
    def _beside(self) -> tuple[Way, ...]:
        return BROAD if self.theme.panel.width_mm > BROAD_MM else BESIDE

    @property
    def _compact(self) -> Kit:
        theme = self.theme
        return replace(self.kit, theme=Compact(theme.panel, theme.large, theme.black_and_white))

    @property
    def _tiles(self) -> "Tiles":
        tiles: Tiles = self.ids.tiles
        return tiles
