"""Small things that are only seen: dots, bars, a countdown, a QR code."""

from collections.abc import Sequence

from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from kiosk.page import Progress
from screens.palette import Rgba
from screens.theme import Theme
from screens.widgets.shapes import Box, fill, framed

QUIET_MODULES = 4
"""The white border a reader needs around a QR code."""
LOUDEST = 5


class ProgressDots(Widget):
    """Steps behind (full), the present one (long), steps ahead (hollow)."""

    def __init__(self, theme: Theme, progress: Progress) -> None:
        """`progress.done` steps are behind; its width is `needed_width`."""
        super().__init__()
        self._theme = theme
        self._progress = progress
        self.bind(pos=self._draw, size=self._draw)

    @property
    def needed_width(self) -> float:
        """Pixels of all dots."""
        dot = self._theme.px(3.0)
        return dot * (1.5 * self._progress.total + 1.0)

    def _draw(self, *_: object) -> None:
        dot, palette = self._theme.px(3.0), self._theme.palette
        x = self.x + self.width - self.needed_width
        self.canvas.clear()
        with self.canvas:
            for number in range(self._progress.total):
                wide = dot * 2.5 if number == self._progress.done else dot
                box = Box(x, self.y + self.height / 2 - dot / 2, wide, dot)
                if number <= self._progress.done:
                    fill(box, dot / 2, palette.ink)
                else:
                    framed(box, dot / 2, palette.ground, palette.edge, self._theme.line * 0.7)
                x += wide + dot / 2


class VolumeBars(Widget):
    """Five bars; as many are full as the sound is loud."""

    def __init__(self, theme: Theme, level: int, colour: Rgba, ground: Rgba, *, narrow: bool = False) -> None:
        """`level`: 0 to 5; the bars that are not full show `ground` inside; `narrow`: thinner, where room is short."""
        super().__init__()
        self.ground = ground
        self._theme = theme
        self.level = level
        self._narrow = narrow
        self.colour = colour
        self.bind(pos=self._draw, size=self._draw)

    @property
    def needed_width(self) -> float:
        """Pixels of the five bars."""
        return bars_width(self._theme, narrow=self._narrow)

    def recolour(self, colour: Rgba, ground: Rgba) -> None:
        """Draw in other colours."""
        self.colour, self.ground = colour, ground
        self._draw()

    def _draw(self, *_: object) -> None:
        wide = _bar_width(self._theme, narrow=self._narrow)
        tall = min(self.height, self._theme.px(8.5))
        self.canvas.clear()
        with self.canvas:
            for number in range(1, LOUDEST + 1):
                x = self.x + (number - 1) * wide * 1.5
                box = Box(x, self.y + self.height / 2 - tall / 2, wide, tall * (0.1 + 0.18 * number))
                if number <= self.level:
                    fill(box, wide / 4, self.colour)
                else:
                    framed(box, wide / 4, self.ground, self.colour, max(1.5, self._theme.line * 0.6))


def bars_width(theme: Theme, *, narrow: bool) -> float:
    """Pixels of the five bars that show how loud it is."""
    return _bar_width(theme, narrow=narrow) * (1.5 * LOUDEST - 0.5)


def _bar_width(theme: Theme, *, narrow: bool) -> float:
    return theme.px(1.5 if narrow else 2.1)


class Countdown(Widget):
    """A bar that empties, on the dark ground of the idle warning."""

    def __init__(self, theme: Theme, share: float) -> None:
        """`share` of the time that is left, 0 to 1."""
        super().__init__()
        self._theme = theme
        self.share = share
        self.bind(pos=self._draw, size=self._draw)

    def show(self, share: float) -> None:
        """Draw what is left now."""
        self.share = share
        self._draw()

    def _draw(self, *_: object) -> None:
        palette = self._theme.palette
        box = Box(*self.pos, *self.size)
        self.canvas.clear()
        with self.canvas:
            edge = palette.night.text if self._theme.black_and_white else palette.trough
            framed(box, self.height / 2, palette.trough, edge, self._theme.line)
            left = box._replace(width=box.width * self.share)
            if self.share > 0:
                fill(left, self.height / 2, palette.attention.fill)


class QrView(Widget):
    """A QR code, each module a whole number of pixels, black on white with its quiet border."""

    def __init__(self, modules: Sequence[Sequence[bool]]) -> None:
        """`modules` are rows from the top, True for dark, without the quiet border."""
        super().__init__()
        self.modules = modules
        self.side = len(modules) + 2 * QUIET_MODULES
        self._texture = _qr_texture(modules)
        self.bind(pos=self._draw, size=self._draw)

    @property
    def module_size(self) -> int:
        """Pixels of one module."""
        return int(min(self.width, self.height) // self.side)

    def _draw(self, *_: object) -> None:
        edge = self.module_size * self.side
        place = (round(self.x + self.width / 2 - edge / 2), round(self.y + self.height / 2 - edge / 2))
        self.canvas.clear()
        with self.canvas:
            Color(1, 1, 1, 1)
            Rectangle(texture=self._texture, pos=place, size=(edge, edge))


def _qr_texture(modules: Sequence[Sequence[bool]]) -> Texture:
    side = len(modules) + 2 * QUIET_MODULES
    pixels = bytearray(b"\xff" * side * side)
    for row, line in enumerate(modules, start=QUIET_MODULES):
        for column, dark in enumerate(line, start=QUIET_MODULES):
            if dark:
                pixels[(side - 1 - row) * side + column] = 0
    texture = Texture.create(size=(side, side), colorfmt="rgb")
    texture.mag_filter = texture.min_filter = "nearest"
    texture.blit_buffer(bytes(value for value in pixels for _ in range(3)), colorfmt="rgb", bufferfmt="ubyte")
    return texture
