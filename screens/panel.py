"""The glass the visitor touches: pixels and millimetres."""

from dataclasses import dataclass
from math import hypot
from typing import Final


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel as it hangs: width and height as the visitor sees them (turned already when it is portrait)."""

    width_px: int
    height_px: int
    width_mm: float
    height_mm: float

    @property
    def px_per_mm(self) -> float:
        """The larger of both directions, so that a size in millimetres is never less than promised."""
        return max(self.width_px / self.width_mm, self.height_px / self.height_mm)

    @property
    def portrait(self) -> bool:
        """Taller than wide."""
        return self.height_px > self.width_px


REFERENCE_PANELS: Final = (
    Panel(800, 480, 154, 86),
    Panel(1024, 600, 154, 86),
    Panel(720, 1280, 87, 155),
    Panel(1280, 720, 155, 87),
    Panel(1280, 800, 217, 136),
    Panel(800, 1280, 136, 217),
    Panel(1920, 1080, 344, 194),
    Panel(1080, 1920, 194, 344),
)
"""The panels we know: 7 inches, 10.1 inches, 15.6 inches, both ways up."""

PANEL_21_INCHES: Final = Panel(1920, 1080, 476, 268)
"""As many pixels as the 15.6-inch one: the site's settings must say it is this one."""

_UNKNOWN_DIAGONAL_MM: Final = 257.0
"""An unknown panel counts as a 10.1-inch one."""


def panel_for(width_px: int, height_px: int) -> Panel:
    """The known panel with this many pixels, or else a 10.1-inch one of this shape."""
    for panel in REFERENCE_PANELS:
        if (panel.width_px, panel.height_px) == (width_px, height_px):
            return panel
    scale = _UNKNOWN_DIAGONAL_MM / hypot(width_px, height_px)
    return Panel(width_px, height_px, width_px * scale, height_px * scale)
