"""Rounded boxes with smooth edges, drawn on the canvas that is open."""

from typing import NamedTuple

from kivy.graphics import Color, SmoothRoundedRectangle

from screens.palette import Rgba


class Box(NamedTuple):
    """A place on the window, in pixels, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> "Box":
        """The box that is this much smaller on every side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def lowered(self, by: float) -> "Box":
        """The same box further down."""
        return self._replace(y=self.y - by)


def fill(box: Box, corner: float, colour: Rgba) -> None:
    """A filled box; `corner` is the radius in pixels, cut to half the box."""
    Color(*colour)
    radius = max(0.0, min(corner, box.width / 2, box.height / 2))
    SmoothRoundedRectangle(pos=(box.x, box.y), size=(box.width, box.height), radius=[radius], segments=24)


def framed(box: Box, corner: float, inner: Rgba, edge: Rgba, thickness: float) -> None:
    """A filled box with an edge inside its outline, `thickness` pixels wide."""
    fill(box, corner, edge)
    radius = min(corner, box.width / 2, box.height / 2)
    fill(box.inset(thickness), max(0.0, radius - thickness), inner)
