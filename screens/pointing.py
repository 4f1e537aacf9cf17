"""Where marks and hand stand on the glass. Pure: pixels of the window from its lower left corner, Kivy is unknown."""

from typing import Final, NamedTuple

from kiosk.official_site.view import Box as PageBox
from screens.theme import CAP_HEIGHT, Theme

USUAL_LETTER: Final = 16.0
"""CSS pixels of the em of an ordinary text."""
NARROWEST: Final = 240.0
"""CSS pixels: no site of today can be read in a narrower window."""
FINGERTIP: Final = (0.44, 0.94)
"""Where the tip of the finger is in the picture of the hand, as shares from its lower left corner."""
POINTED_AT: Final = (0.84, 0.36)
"""Where it points in a box: beside the middle, so that the words can still be read."""


class Place(NamedTuple):
    """A box on the window."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    def grown(self, by: float) -> "Place":
        """The box that is this much larger on every side."""
        return Place(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


class Hand(NamedTuple):
    """The hand; upside down it points from above."""

    place: Place
    upside_down: bool


def scale_for(theme: Theme, zoom: float, width: float) -> float:
    """Device pixels a CSS pixel: an ordinary text has capitals of 3.8 mm (4.9 mm in large letters) times `zoom`.

    Less where the glass, `width` pixels wide, would become narrower than any site can be.
    """
    capital = theme.px(4.9 if theme.large else 3.8)
    wanted = capital / CAP_HEIGHT / USUAL_LETTER * zoom
    return max(0.5, min(wanted, width / NARROWEST))


def placed(box: PageBox | None, scale: float, glass: Place, margin: float) -> Place | None:
    """Where a box of the page stands on the glass, cut at `margin` pixels from its edges; None: out of sight."""
    if box is None:
        return None
    left, right = glass.x + box.left * scale, glass.x + (box.left + box.width) * scale
    top, foot = glass.top - box.top * scale, glass.top - (box.top + box.height) * scale
    if right <= glass.x or left >= glass.right or top <= glass.y or foot >= glass.top:
        return None
    left, right = max(left, glass.x + margin), min(right, glass.right - margin)
    foot, top = max(foot, glass.y + margin), min(top, glass.top - margin)
    return Place(left, foot, right - left, top - foot) if right > left and top > foot else None


def hand_at(target: Place, glass: Place, side: float) -> Hand:
    """The hand that points at this box without leaving the glass: from below, or from above where there is no room."""
    tip_x, tip_y = target.x + target.width * POINTED_AT[0], target.y + target.height * POINTED_AT[1]
    left = min(max(tip_x - side * FINGERTIP[0], glass.x), glass.right - side)
    foot = min(tip_y - side * FINGERTIP[1], glass.top - side)
    if foot >= glass.y:
        return Hand(Place(left, foot, side, side), upside_down=False)
    tip_y = target.y + target.height * (1 - POINTED_AT[1])
    foot = min(tip_y - side * (1 - FINGERTIP[1]), glass.top - side)
    return Hand(Place(left, foot, side, side), upside_down=True)


def on_page(x: float, y: float, scale: float, glass: Place) -> tuple[float, float]:
    """The point of the viewport, in CSS pixels, under a point of the window."""
    return (x - glass.x) / scale, (glass.top - y) / scale
