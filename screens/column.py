"""Things under one another in the middle of a box, for pages that say little."""

from collections.abc import Sequence
from typing import NamedTuple

from kivy.uix.widget import Widget

from screens.fitting import SCALES, scaled, too_wide
from screens.palette import Rgba
from screens.theme import TextStyle, Theme
from screens.widgets.text import MarkedText


class Piece(NamedTuple):
    """A widget of the column; a `width` or `height` of 0 is decided by its text."""

    widget: Widget
    width: float = 0.0
    height: float = 0.0
    style: TextStyle | None = None
    """The text's full size."""


def words(theme: Theme, mark: str, text: str, style: TextStyle, colour: Rgba | None = None) -> Piece:
    """A centred text of the column."""
    return Piece(MarkedText(theme, ((mark, text),), style, colour, "center"), style=style)


class Column(Widget):
    """Pieces in the middle, with free space between; letters get smaller where all does not fit."""

    def __init__(self, theme: Theme, pieces: Sequence[Piece]) -> None:
        """Read `fits` once it has its size."""
        super().__init__()
        self._theme = theme
        self._pieces = pieces
        for piece in pieces:
            self.add_widget(piece.widget)
        self.bind(pos=self._arrange, size=self._arrange)

    def fit(self, width: float, height: float) -> bool:
        """Write as large as this box allows; False when that is smaller than wanted."""
        for scale in SCALES:
            for piece in self._pieces:
                if piece.style:
                    piece.widget.paragraph.restyle(scaled(piece.style, scale))
            if self._stands(width, height):
                return scale == 1.0
        return False

    def _stands(self, width: float, height: float) -> bool:
        texts = [piece.widget.paragraph for piece in self._pieces if piece.style]
        return not any(too_wide(text, width) for text in texts) and self._tall(width, 0.5) <= height

    def _gap(self, share: float) -> float:
        return self._theme.px(6.0) * share

    def _height_of(self, piece: Piece, width: float) -> float:
        return piece.height or float(piece.widget.needed_height(piece.width or width))

    def _tall(self, width: float, share: float) -> float:
        heights = sum(self._height_of(piece, width) for piece in self._pieces)
        return heights + self._gap(share) * (len(self._pieces) - 1)

    def _arrange(self, *_: object) -> None:
        least, wanted = self._tall(self.width, 0.5), self._tall(self.width, 1.0)
        room = (self.height - least) / (wanted - least) if wanted > least else 1.0
        share = 0.5 + 0.5 * min(1.0, max(0.0, room))
        top = self.y + self.height / 2 + self._tall(self.width, share) / 2
        for piece in self._pieces:
            wide, tall = min(piece.width or self.width, self.width), self._height_of(piece, self.width)
            piece.widget.size = (wide, tall)
            piece.widget.pos = (self.x + self.width / 2 - wide / 2, top - tall)
            top -= tall + self._gap(share)
