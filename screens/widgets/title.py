"""The head of every page: the round sign that says it again, the title, and how far one has come."""

from collections.abc import Sequence

from kivy.uix.widget import Widget

from kiosk.page import Choice, Progress
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.shapes import Box, fill
from screens.widgets.signs import ProgressDots
from screens.widgets.text import MarkedText
from screens.widgets.touchable import Touchable

NARROW_MM = 120.0
"""On a panel narrower than this the dots have a row of their own above the title."""


class RoundSign(Touchable):
    """A round loudspeaker at the top left; a press says the page again."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, *, on_night: bool = False) -> None:
        """`choice`: that of Réécouter; `on_night`: it stands on the dark ground."""
        super().__init__(kit, choice, choose)
        self._on_night = on_night
        self.icon = IconImage(choice.icon or "speaker-high", kit.theme.palette.attention.fill)
        self.add_widget(self.icon)

    @property
    def reachable(self) -> bool:
        """A finger finds Réécouter in the bar; twice would be once too many."""
        return False

    def paint(self) -> None:
        """A dark disc with a bright sign, the other way round while it is pressed."""
        palette = self.kit.theme.palette
        disc, sign = palette.night.fill, palette.attention.fill
        if self.pressed is not self._on_night:
            disc, sign = palette.attention.fill, palette.night.fill
        self.canvas.before.clear()
        with self.canvas.before:
            fill(Box(*self.pos, *self.size), self.height / 2, disc)
        side = self.height * 0.55
        self.icon.size = (side, side)
        self.icon.pos = (self.x + (self.width - side) / 2, self.y + (self.height - side) / 2)
        self.icon.tint(sign)


class TitleStrip(Widget):
    """Round sign, title, dots. Set its width, then its height to `needed_height(width)`."""

    def __init__(
        self,
        kit: Kit,
        title: str,
        choose: Choose,
        *,
        repeat: Choice | None = None,
        progress: Progress | None = None,
        sentences: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`repeat`: the choice of the round sign; `sentences`: (mark, text) instead of one title marked "title"."""
        super().__init__()
        self._kit = kit
        self.sign = RoundSign(kit, repeat, choose) if repeat else None
        self.title = MarkedText(kit.theme, sentences or (("title", title),), kit.theme.title)
        self.dots = ProgressDots(kit.theme, progress) if progress else None
        for widget in (self.sign, self.title, self.dots):
            if widget is not None:
                self.add_widget(widget)
        self.bind(pos=self._arrange, size=self._arrange)

    def needed_height(self, width: float) -> float:
        """Pixels of the sign or of the title, whichever is taller."""
        return max(self._sign_side(), self.title.needed_height(self.title_width(width))) + self._dots_above()

    def title_width(self, width: float) -> float:
        """Pixels left for the title between sign and dots."""
        theme = self._kit.theme
        dots = self.dots.needed_width + theme.gap if self.dots and not self._dots_above() else 0.0
        return width - self._sign_side() - theme.px(3.4) * bool(self.sign) - dots

    def _dots_above(self) -> float:
        """Pixels of a row of their own for the dots, where the panel is narrow."""
        theme = self._kit.theme
        return theme.px(5.0) if self.dots and theme.panel.width_mm < NARROW_MM else 0.0

    def _sign_side(self) -> float:
        theme = self._kit.theme
        return max(theme.px(12.9), theme.title.size * 1.3) if self.sign else 0.0

    def _arrange(self, *_: object) -> None:
        theme, side = self._kit.theme, self._sign_side()
        left, tall = self.x, self.height - self._dots_above()
        if self.sign:
            self.sign.size, self.sign.pos = (side, side), (left, self.y + (tall - side) / 2)
            left += side + theme.px(3.4)
        self.title.size, self.title.pos = (self.title_width(self.width), tall), (left, self.y)
        if self.dots:
            self.dots.size = (self.dots.needed_width, self._dots_above() or tall)
            self.dots.pos = (self.x + self.width - self.dots.width, self.y + self.height - self.dots.height)
