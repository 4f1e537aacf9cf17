"""Phosphor's icons: white pictures, tinted when drawn."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kivy.core.image import Image as CoreImage
from kivy.graphics import Color, Rectangle
from kivy.uix.widget import Widget

from screens.palette import Rgba
from screens.widgets.marked import NOT_YET

if TYPE_CHECKING:
    from kivy.graphics.texture import Texture


@cache
def icon_path(name: str) -> str:
    """The picture of an icon by its plain Phosphor name; an unknown name is a bug of a page and raises KeyError."""
    path = files("screens") / "assets" / "icons" / f"{name}.png"
    if not path.is_file():
        message = f"no icon named {name!r}: add it to screens/assets/icons.txt"
        raise KeyError(message)
    return str(path)


@lru_cache(maxsize=64)
def _picture(path: str) -> "Texture":
    """A picture of 0.2 MB, read once: Kivy forgets it after a minute, and most pages share theirs."""
    return CoreImage(path, mipmap=True).texture


class IconImage(Widget):
    """A square icon in the middle of its box."""

    def __init__(self, name: str, colour: Rgba) -> None:
        """`name` as in screens/assets/icons.txt; "" draws nothing."""
        super().__init__(size=NOT_YET)
        self.name = name
        self.colour = colour
        self._path = icon_path(name) if name else ""
        self._texture: Texture | None = None
        self._ink = Color(*colour)
        self.bind(pos=self._draw, size=self._draw)

    def tint(self, colour: Rgba) -> None:
        """Draw in another colour."""
        self.colour = colour
        self._ink.rgba = colour

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        side = min(self.width, self.height)
        if not self._path or not side:
            return
        if self._texture is None:  # read when drawn: most widgets are only measured
            self._texture = _picture(self._path)
        self.canvas.add(self._ink)
        with self.canvas:
            place = (round(self.x + self.width / 2 - side / 2), round(self.y + self.height / 2 - side / 2))
            Rectangle(texture=self._texture, pos=place, size=(side, side))
