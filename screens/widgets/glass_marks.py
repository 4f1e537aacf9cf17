"""What is drawn over the picture of an official page: the mark of a touch, the yellow frame, the pointing hand."""

from functools import cache
from typing import TYPE_CHECKING, Final

from kivy.core.image import Image as CoreImage
from kivy.graphics import Color, Rectangle, SmoothLine

from kiosk.page import Official
from screens.palette import Rgba
from screens.pointing import Hand, Place, hand_at, placed
from screens.theme import Theme
from screens.widgets.icon import icon_path
from screens.widgets.shapes import Box, fill

if TYPE_CHECKING:
    from kivy.graphics.texture import Texture

HAND_MM: Final = 16.0
AROUND: Final = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


@cache
def _hand() -> "Texture":
    return CoreImage(icon_path("hand-pointing"), mipmap=True).texture


class GlassMarks:
    """Draws on the canvas that is open."""

    def __init__(self, theme: Theme) -> None:
        """Colours and sizes."""
        self._theme = theme

    def draw(self, official: Official, scale: float, glass: Place) -> None:
        """The mark, then the frame and the hand; what is out of sight is not drawn."""
        theme = self._theme
        touched = placed(official.touched, scale, glass, theme.px(0.6))
        if touched is not None:
            self._draw_touched(touched)
        pointed = placed(official.pointed, scale, glass, theme.px(2.2))
        if pointed is not None:
            self._draw_frame(pointed)
            self._draw_hand(hand_at(pointed, glass, min(theme.px(HAND_MM), glass.height * 0.45)))

    def _draw_touched(self, place: Place) -> None:
        theme = self._theme
        if not theme.black_and_white:
            fill(Box(*place), theme.px(1.0), (*theme.palette.underlay[:3], 0.4))
        self._line(place, theme.palette.card, theme.px(1.1))
        self._line(place, theme.palette.ink, theme.px(0.6))

    def _draw_frame(self, place: Place) -> None:
        """Yellow between thin dark lines, or black between white ones: it is seen on any page."""
        theme, palette = self._theme, self._theme.palette
        edge, inner = (palette.card, palette.ink) if theme.black_and_white else (palette.ink, palette.mark.fill)
        self._line(place.grown(theme.px(1.2)), edge, theme.px(1.8))
        self._line(place.grown(theme.px(1.2)), inner, theme.px(1.2))

    def _line(self, place: Place, colour: Rgba, thickness: float) -> None:
        Color(*colour)
        corner = min(self._theme.px(1.6), place.width / 2, place.height / 2)
        SmoothLine(rounded_rectangle=(*place, corner), width=max(1.0, thickness / 2))

    def _draw_hand(self, hand: Hand) -> None:
        theme, place = self._theme, hand.place
        edge = max(2.0, theme.px(0.4))
        for x, y in AROUND:
            self._draw_once(hand, theme.palette.card, x * edge, y * edge)
        self._draw_once(Hand(place, hand.upside_down), theme.palette.ink, 0, 0)

    @staticmethod
    def _draw_once(hand: Hand, colour: Rgba, x: float, y: float) -> None:
        texture, place = _hand(), hand.place
        Color(*colour)
        picture = Rectangle(texture=texture, pos=(place.x + x, place.y + y), size=(place.width, place.height))
        if hand.upside_down:
            u0, v0, u1, v1, u2, v2, u3, v3 = texture.tex_coords
            picture.tex_coords = (u3, v3, u2, v2, u1, v1, u0, v0)
