"""The banner above the title, on every page that is not real: an example, or an exercise."""

from kiosk.page import Page
from screens.palette import Paint
from screens.theme import Theme
from screens.widgets.icon import IconImage
from screens.widgets.marked import Marked
from screens.widgets.shapes import Box, framed
from screens.widgets.text import Text


class Banner(Marked):
    """A sign and one sentence in a rounded box; lit while it is said, and found by a finger that explores."""

    def __init__(self, theme: Theme, sentence: str, icon: str, paint: Paint) -> None:
        """Its size is `needed_width` by `needed_height`; `sentence`: what is said of it, shown without its point."""
        super().__init__("notice")
        self._theme = theme
        self._paint = paint
        self.icon = IconImage(icon, paint.text)
        self.words = Text(sentence.removesuffix("."), theme.bar, paint.text)
        for widget in (self.icon, self.words):
            self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange, lit=self._arrange)

    @property
    def paint(self) -> Paint:
        """Its colours now: yellow while it is said; in black and white, the other way round."""
        if not self.lit:
            return self._paint
        return Paint(self._paint.text, self._paint.fill) if self._theme.black_and_white else self._theme.palette.mark

    @property
    def needed_width(self) -> float:
        """Pixels of the sentence, its sign and the padding."""
        return self.words.needed_width + self._side() * 1.3 + self._theme.padding

    @property
    def needed_height(self) -> float:
        """Pixels of one line and its frame."""
        return self._theme.bar.size * 1.5

    def _side(self) -> float:
        return self._theme.bar.size * 1.2

    def _arrange(self, *_: object) -> None:
        paint, side = self.paint, self._side()
        self.canvas.before.clear()
        with self.canvas.before:
            box = Box(*self.pos, *self.size)
            framed(box, self.height / 2, paint.fill, self._theme.palette.ink, self._theme.line * 0.7)
        self.icon.tint(paint.text)
        self.words.rewrite(self.words.text, paint.text)
        left = self.x + self.width / 2 - (side * 1.3 + self.words.needed_width) / 2
        self.icon.size, self.icon.pos = (side, side), (left, self.y + self.height / 2 - side / 2)
        self.words.size = (self.words.needed_width, self.height)
        self.words.pos = (left + side * 1.3, self.y)


def banner_of(theme: Theme, page: Page) -> Banner | None:
    """The banner of a page: an example's is light, an exercise's dark, so that they are two things at a glance."""
    if not page.notice:
        return None
    palette = theme.palette
    if page.practice:
        return Banner(theme, page.notice, "shield-check", palette.night)
    return Banner(theme, page.notice, "info", Paint(palette.underlay, palette.ink))
