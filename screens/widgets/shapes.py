"""Rounded boxes, drawn on the canvas that is open."""

from typing import NamedTuple

from kivy.graphics import Color, Line, RoundedRectangle

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
    radius = min(corner, box.width / 2, box.height / 2)
    RoundedRectangle(pos=(box.x, box.y), size=(box.width, box.height), radius=[radius], segments=24)


def frame(box: Box, corner: float, colour: Rgba, thickness: float) -> None:
    """A box's outline, inside its edges."""
    Color(*colour)
    inner = box.inset(thickness / 2)
    radius = max(1.0, min(corner, box.width / 2, box.height / 2) - thickness / 2)
    Line(rounded_rectangle=(*inner, radius, 48), width=thickness / 2)
