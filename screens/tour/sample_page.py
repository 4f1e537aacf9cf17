"""Draws a made-up official page: its mark, and a box for each of its elements. Nobody could take it for a real one."""

from io import BytesIO
from typing import Final

from kivy.core.image import Image
from kivy.core.text import Label
from kivy.graphics import Color, Fbo, Line, Rectangle
from kivy.graphics.texture import Texture

from kiosk.official_site.protocol import Frame, Glass
from kiosk.official_site.sample import MARK, TOP
from kiosk.official_site.view import Element, View
from screens.fonts import register_fonts
from screens.theme import REGULAR, SEMIBOLD

PAPER: Final = (1.0, 1.0, 1.0, 1.0)
INK: Final = (0.15, 0.17, 0.2, 1.0)
BAND: Final = (0.86, 0.87, 0.89, 1.0)
LINK: Final = (0.1, 0.3, 0.65, 1.0)
LETTERS: Final = 16.0
"""CSS pixels of an ordinary text."""


def drawn(view: View, glass: Glass) -> Frame:
    """The picture of a sample, one pixel a pixel of the glass. UI thread."""
    register_fonts()
    sheet = Fbo(size=(glass.width, glass.height), with_stencilbuffer=False)
    with sheet:
        Color(*PAPER)
        Rectangle(size=sheet.size)
        _band(glass)
        for element in view.elements:
            _element(element, glass)
    sheet.draw()
    into = BytesIO()
    picture = Image(sheet.texture)
    picture.save(into, flipped=True, fmt="jpg")
    return Frame(into.getvalue(), glass.width, glass.height)


def _band(glass: Glass) -> None:
    height = (TOP - 8) * glass.scale
    Color(*BAND)
    Rectangle(pos=(0, glass.height - height), size=(glass.width, height))
    _write(MARK, (16 * glass.scale, glass.height - height / 2), glass, bold=True)


def _element(element: Element, glass: Glass) -> None:
    box, scale = element.box, glass.scale
    if box is None:
        return
    left, foot = box.left * scale, glass.height - (box.top + box.height) * scale
    plain = element.role in {"text", "heading"}
    if not plain:
        Color(*LINK)
        Line(rectangle=(left, foot, box.width * scale, box.height * scale), width=max(1.0, scale))
    inset = 0 if plain else 12 * scale
    _write(element.name, (left + inset, foot + box.height * scale / 2), glass, bold=element.role == "heading")


def _write(text: str, middle_left: tuple[float, float], glass: Glass, *, bold: bool = False) -> None:
    texture = _letters(text, glass.scale * LETTERS, bold=bold)
    left, middle = middle_left
    Color(*INK)
    Rectangle(texture=texture, pos=(left, middle - texture.height / 2), size=texture.size)


def _letters(text: str, size: float, *, bold: bool) -> Texture:
    label = Label(text=text, font_size=size, font_name=SEMIBOLD if bold else REGULAR, color=(1, 1, 1, 1))
    label.refresh()
    return label.texture
