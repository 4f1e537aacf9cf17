"""A button beside an official page: it leaves the page as much room as it can."""

from collections.abc import Sequence
from typing import Final

from kiosk.page import Choice, Tone
from screens.measure import height_of_lines, longest_word, wrapped_lines
from screens.pointing import Place
from screens.theme import TextStyle, Theme
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.shapes import Box
from screens.widgets.text import Text
from screens.widgets.tile import look_of, paint_body
from screens.widgets.touchable import Touchable

PAD_MM: Final = 1.1
LEAST_ICON_MM: Final = 5.0
MOST_ICON_MM: Final = 13.0
MOST_LINES: Final = 2


class SiteButton(Touchable):
    """Icon above the words where the place is tall enough, else before them."""

    def __init__(self, kit: Kit, choice: Choice, choose: Choose, tone: Tone, style: TextStyle) -> None:
        """`style`: one in which `stands` is true of its place."""
        super().__init__(kit, choice, choose)
        look = look_of(kit, choice, tone, lit=False, pressed=False)
        self._tone = tone
        self.icon = IconImage(choice.icon, look.icon)
        self.words = Text(choice.label, style, look.text, "center")
        self.add_widget(self.icon)
        self.add_widget(self.words)

    def paint(self) -> None:
        """The body, its foot and its frame; what is on it in the middle."""
        look, body = paint_body(self, self._tone)
        self.icon.tint(look.icon)
        self.words.rewrite(self.words.text, look.text)
        self._arrange(body)

    def _arrange(self, body: Box) -> None:
        theme, style = self.kit.theme, self.words.style
        pad, place = theme.px(PAD_MM), Place(0, 0, self.width, self.height)
        above, before = icon_above(theme, self.choice.label, style, place), icon_before(theme, self.label, style, place)
        middle = body.y + body.height / 2
        if above or not before:
            column = body.width - 2 * pad
            tall = self.words.needed_height(column)
            side = above or theme.px(LEAST_ICON_MM)
            top = middle + (side + tall + pad * 0.4) / 2
            self.icon.size, self.icon.pos = (side, side), (body.x + (body.width - side) / 2, top - side)
            self.words.size, self.words.pos = (column, tall), (body.x + pad, top - side - pad * 0.4 - tall)
        else:
            column = self.words.written_width(body.width - before - 3 * pad) + 1
            tall = self.words.needed_height(column)
            left = body.x + (body.width - before - pad - column) / 2
            self.icon.size, self.icon.pos = (before, before), (left, middle - before / 2)
            self.words.size, self.words.pos = (column, tall), (left + before + pad, middle - tall / 2)


def styles_for(theme: Theme, choices: Sequence[Choice], places: Sequence[Place]) -> tuple[TextStyle, ...] | None:
    """The largest letters in which all words stand in their places: one size for the filled buttons, one for the white.

    None: some words stand in none.
    """
    found: dict[bool, TextStyle] = {}
    for primary in (True, False):
        pairs = [(one.label, at) for one, at in zip(choices, places, strict=True) if one.primary is primary]
        sizes = dict.fromkeys((theme.choice, theme.item, theme.bar))
        style = next((one for one in sizes if all(_stands(theme, label, one, at) for label, at in pairs)), None)
        if style is None:
            return None
        found[primary] = style
    return tuple(found[one.primary] for one in choices)


def _stands(theme: Theme, label: str, style: TextStyle, place: Place) -> bool:
    return bool(icon_above(theme, label, style, place) or icon_before(theme, label, style, place))


def icon_above(theme: Theme, label: str, style: TextStyle, place: Place) -> float:
    """Pixels of the icon above the words; 0: there is no room for both."""
    column = place.width - 2 * theme.px(PAD_MM)
    left = place.height - theme.foot - theme.px(PAD_MM) * 2.4 - _words_height(label, style, column)
    return min(left, theme.px(MOST_ICON_MM)) if left >= theme.px(LEAST_ICON_MM) else 0.0


def icon_before(theme: Theme, label: str, style: TextStyle, place: Place) -> float:
    """Pixels of the icon on the left of the words; 0: there is no room for both."""
    pad, tall = theme.px(PAD_MM), place.height - theme.foot - theme.px(PAD_MM)
    for side in (theme.px(MOST_ICON_MM) * 0.75, theme.px(LEAST_ICON_MM)):
        if side <= tall and _words_height(label, style, place.width - side - 3 * pad - 1) <= tall:
            return side
    return 0.0


def _words_height(label: str, style: TextStyle, column: float) -> float:
    """Pixels of the words in a column; more than any place has where they do not fit."""
    lines = wrapped_lines(label, style, max(column, 1.0))
    fits = longest_word(label, style) <= column and len(lines) <= MOST_LINES
    return height_of_lines(len(lines), style) if fits else float("inf")
