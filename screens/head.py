"""The head of a page: banner and dots, round sign and title, and the sentences under the title."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page
from screens.fitting import numbers_whole, scaled
from screens.kv import load_kv
from screens.measure import longest_word, wrapped_height
from screens.theme import TextStyle, Theme
from screens.widgets.banner import Banner, banner_of
from screens.widgets.kit import Choose, Kit
from screens.widgets.signs import ProgressDots
from screens.widgets.text import MarkedText
from screens.widgets.title import TitleStrip

load_kv(__file__)

REPEAT = Choice(ChoiceId("@repeat"), "Réécouter", icon="speaker-high")
TITLE_SHARE = 0.3
"""The most a title takes of the height of a panel before it is written smaller."""
SMALLEST_TITLE_MM = 3.8
SMALLER_BANNER = 0.85
"""How much smaller the banner may be written to share its row with the dots."""


class Instead(NamedTuple):
    """What stands in the place of a title, and how much smaller it may be written."""

    sentences: Sequence[tuple[str, str]] = ()
    """(mark, text); none: the title itself."""
    share: float = TITLE_SHARE
    """The most it takes of the panel's height before it is written smaller."""
    least_mm: float = SMALLEST_TITLE_MM


USUAL = Instead()


class Head(BoxLayout):
    """Set by its content: read `height` after building it. `fits` is False when the title had to be smaller."""

    def __init__(
        self,
        kit: Kit,
        page: Page,
        choose: Choose,
        *,
        with_lines: bool,
        edge: float,
        foot: float,
        instead: Instead = USUAL,
    ) -> None:
        """`with_lines`: sentences stand under the title; `edge` and `foot`: free space above and under, in pixels.

        `instead`: what stands in the place of the title.
        """
        super().__init__()
        theme = kit.theme
        self._instead = instead
        self.fits = True
        above = page.notice or (theme.room < 1 and page.progress is not None)
        top = edge * 0.5 if above and theme.room < 1 else edge
        self.padding = (theme.margin, top, theme.margin, foot)
        self.spacing = edge * (0.3 if theme.room < 1 else 0.6)
        self._inside = theme.panel.width_px - 2 * theme.margin
        if above:
            self._put_row(theme, page)
        strip = TitleStrip(
            kit,
            page.title,
            choose,
            repeat=replace(REPEAT, label=page.house.repeat),
            progress=None if above else page.progress,
            sentences=instead.sentences,
        )
        self.fits = self._fit_title(theme, strip)
        self._put(strip, strip.needed_height(self._inside))
        if with_lines and page.lines:
            self._put_lines(theme, page)
        tall = sum(child.height for child in self.children)
        self.height = tall + self.spacing * (len(self.children) - 1) + top + foot

    def _put(self, widget: Widget, height: float) -> None:
        widget.size_hint_y = None
        widget.height = height
        self.add_widget(widget)

    def _put_lines(self, theme: Theme, page: Page) -> None:
        sentences = [(f"line:{number}", numbers_whole(line.text)) for number, line in enumerate(page.lines)]
        text = MarkedText(theme, sentences, theme.body, middle=False)
        self._put(text, text.needed_height(self._inside))

    def _put_row(self, theme: Theme, page: Page) -> None:
        """Banner and dots in one row where they have room, else the dots under the banner."""
        banner = banner_of(theme, page)
        dots = ProgressDots(theme, page.progress) if page.progress else None
        free = self._inside - (dots.needed_width + theme.gap if dots else 0)
        if banner and dots and banner.needed_width * SMALLER_BANNER > free:
            self._put_line(theme, banner, None, self._inside)
            banner = None
        self._put_line(theme, banner, dots, free)

    def _put_line(self, theme: Theme, banner: Banner | None, dots: ProgressDots | None, free: float) -> None:
        row = BoxLayout(spacing=theme.gap)
        if banner:
            fit_banner(banner, theme, free)
            banner.size_hint_x = None
            banner.width = min(free, banner.needed_width)
            row.add_widget(banner)
        row.add_widget(Widget())
        if dots:
            dots.size_hint_x = None
            dots.width = dots.needed_width
            row.add_widget(dots)
        self._put(row, banner.needed_height if banner else theme.px(3.0))

    def _fit_title(self, theme: Theme, strip: TitleStrip) -> bool:
        """Write the title smaller where a word is too wide or the title too tall; False when that was needed."""
        paragraph = strip.title.paragraph
        width, whole = strip.title_width(self._inside), theme.title
        most = max(theme.panel.height_px * self._instead.share, theme.px(12.9))
        style = whole
        least = theme.style(whole.font, self._instead.least_mm).size
        while not _stands(paragraph.text, style, width, most) and style.size > least:
            style = scaled(style, 0.95)
        paragraph.restyle(style)
        return longest_word(paragraph.text, whole) <= width


def _stands(text: str, style: TextStyle, width: float, height: float) -> bool:
    return longest_word(text, style) <= width and wrapped_height(text, style, width) <= height


def fit_banner(banner: Banner, theme: Theme, width: float) -> None:
    """Write the banner's sentence smaller where the panel is narrow."""
    while banner.needed_width > width and banner.words.style.size > theme.px(3.0):
        banner.words.restyle(scaled(banner.words.style, 0.95))
