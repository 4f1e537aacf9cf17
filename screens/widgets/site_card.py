"""The card of an official page: the band that says whose page it is, and the glass under it."""

from math import cos, pi, sin
from typing import Final

from kivy.graphics import Color, Mesh, SmoothLine
from kivy.uix.widget import Widget

from kiosk.page import Official
from screens.widgets.glass import GlassPane
from screens.widgets.kit import Kit
from screens.widgets.marked import NOT_YET
from screens.widgets.shapes import Box, fill, framed
from screens.widgets.site_band import SiteBand


class SiteCard(Widget):
    """White, with soft corners. `glass` has whole pixels, so that the picture of the page stays sharp."""

    def __init__(self, kit: Kit, official: Official, *, band: bool = True) -> None:
        """`band`: without it the glass takes all."""
        super().__init__(size=NOT_YET)
        self._theme = kit.theme
        self.glass = GlassPane(kit, official)
        self._band = SiteBand(kit.theme, official) if band else None
        self.add_widget(self.glass)
        if self._band is not None:
            self.add_widget(self._band)
        self.bind(pos=self._arrange, size=self._arrange)

    def glass_height(self, width: float, height: float) -> float:
        """Pixels of the glass in a card of this size."""
        line = self._theme.line
        return height - 2 * line - (self._band.needed_height(width - 2 * line) if self._band else 0.0)

    def _arrange(self, *_: object) -> None:
        if not self.width or not self.height:
            return
        theme, line = self._theme, round(self._theme.line)
        left, foot = round(self.x) + line, round(self.y) + line
        wide, tall = int(self.width) - 2 * line, int(self.glass_height(self.width, self.height))
        self.glass.pos, self.glass.size = (left, foot), (wide, tall)
        whole = Box(round(self.x), round(self.y), int(self.width), int(self.height))
        self.canvas.before.clear()
        with self.canvas.before:
            framed(whole, theme.corner, theme.palette.ground, theme.palette.hairline, line)
            if self._band is not None:
                fill(Box(left, foot + tall, wide, max(1.0, line / 2)), 0, theme.palette.hairline)
        if self._band is not None:
            above = foot + tall + max(1.0, line / 2)
            self._band.pos, self._band.size = (left, above), (wide, whole.y + whole.height - line - above)
        self.canvas.after.clear()
        with self.canvas.after:
            self._round(whole, line)

    def _round(self, whole: Box, line: int) -> None:
        """Make the corners of the picture round, which Kivy cannot: what stands out is painted over."""
        palette, corner = self._theme.palette, min(self._theme.corner, whole.width / 2, whole.height / 2)
        Color(*palette.ground)
        for x, y, right, up in _CORNERS:
            fan = _fan(whole.x + x * whole.width, whole.y + y * whole.height, right * corner, up * corner)
            Mesh(vertices=fan, indices=list(range(len(fan) // 4)), mode="triangle_fan")
        Color(*palette.hairline)
        inner = whole.inset(line / 2)
        SmoothLine(rounded_rectangle=(*inner, corner - line / 2), width=line / 2)


_CORNERS: Final = ((0, 0, 1, 1), (1, 0, -1, 1), (0, 1, 1, -1), (1, 1, -1, -1))
"""Shares of width and height, and which way the inside lies."""
_STEPS: Final = 12


def _fan(x: float, y: float, right: float, up: float) -> list[float]:
    """Corner point and arc of what lies outside of a round corner, as Kivy's meshes have it: x, y, and no texture."""
    angles = [pi / 2 * step / _STEPS for step in range(_STEPS + 1)]
    arc = [(x + right * (1 - cos(angle)), y + up * (1 - sin(angle))) for angle in angles]
    return [part for place in ((x, y), *arc) for part in (*place, 0.0, 0.0)]
