"""The large things to touch: a filled tile in a door's colour, or a white one with an edge."""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from kiosk.page import Choice, Tone
from screens.measure import fits, longest_word
from screens.palette import Rgba
from screens.widgets.icon import IconImage
from screens.widgets.kit import Choose, Kit
from screens.widgets.shapes import Box, fill, framed
from screens.widgets.text import Align, Text
from screens.widgets.touchable import Touchable

SMALL_ICON = 0.75
SMALLEST_ICON = 0.55
"""Of its usual side: how far an icon shrinks so that a name stays on one line."""


class Look(NamedTuple):
    """The colours of a tile in one state, and the thickness of its edge in pixels."""

    fill: Rgba
    text: Rgba
    icon: Rgba
    edge: Rgba
    edge_width: float


def look_of(kit: Kit, choice: Choice, tone: Tone, *, lit: bool, pressed: bool) -> Look:
    """The colours of a choice's tile. What is lit or pressed changes its fill, what is chosen its frame and sign."""
    theme, palette = kit.theme, kit.theme.palette
    door = palette.tones[choice.tone or tone]
    thin, thick = theme.line, theme.line * 2
    if not choice.enabled:
        edge = palette.card if theme.black_and_white else palette.hairline
        return Look(palette.card, palette.edge, palette.edge, edge, thin)
    if theme.black_and_white and (lit or pressed):
        paint = palette.mark if choice.primary else palette.night
        return Look(paint.fill, paint.text, paint.text, palette.ink, thick)
    if lit or (pressed and not choice.primary):
        return Look(palette.mark.fill, palette.mark.text, palette.mark.text, palette.ink, thick)
    if choice.primary:
        return Look(door.fill, door.text, door.text, palette.mark.fill if choice.chosen else door.fill, thick)
    edge = door.fill if choice.chosen else palette.edge
    return Look(palette.card, palette.ink, door.fill, edge, thick if choice.chosen else thin)


def paint_body(tile: Touchable, tone: Tone) -> tuple[Look, Box]:
    """Draw a tile's body, its foot and its frame as they are now: its colours, and where the body stands."""
    theme, choice = tile.kit.theme, tile.choice
    look = look_of(tile.kit, choice, tone, lit=tile.lit, pressed=tile.pressed)
    foot = theme.foot if choice.primary and choice.enabled else 0.0
    body = Box(tile.x, tile.y + foot, tile.width, tile.height - foot)
    tile.canvas.before.clear()
    with tile.canvas.before:
        if foot and not tile.pressed:
            fill(body.lowered(foot), theme.corner, theme.palette.shadow)
        body = body.lowered(foot) if tile.pressed else body
        framed(body, theme.corner, look.fill, look.edge, look.edge_width)
    return look, body


def match_icons(tiles: Sequence["Tile"]) -> None:
    """Give tiles that stand together, and have their sizes, icons of one size."""
    for tile in tiles:
        tile.icon_limit = inf  # what an earlier, smaller layout allowed says nothing now
    side = min((tile.roomy_side for tile in tiles if tile.icon.name), default=inf)
    for tile in tiles:
        tile.icon_limit = side
        tile.paint()


class Tile(Touchable):
    """Icon, label and hint. The body sinks on its foot shadow while it is pressed; a tick says it is chosen.

    A hint for which there is no room is left out: it is still said.
    """

    def __init__(
        self,
        kit: Kit,
        choice: Choice,
        choose: Choose,
        tone: Tone = Tone.INK,
        *,
        centred: bool = False,
        stacked: bool = False,
        icon_after: bool = False,
    ) -> None:
        """`centred`: words in the middle; `stacked`: the icon above them; `icon_after`: on their right ("Suite ->")."""
        super().__init__(kit, choice, choose)
        look = look_of(kit, choice, tone, lit=False, pressed=False)
        align: Align = "center" if centred or stacked else "left"
        self._tone = tone
        self._centred = centred
        self.stacked = stacked
        self._icon_after = icon_after
        self.icon_limit = inf
        self.icon = IconImage("check-circle" if choice.chosen else choice.icon, look.icon)
        self.words = Text(choice.label, kit.theme.choice, look.text, align)
        self.hint = Text(choice.hint, kit.theme.body, look.text, align)
        for widget in (self.icon, self.words, self.hint):
            self.add_widget(widget)

    def words_width(self, width: float, side: float | None = None) -> float:
        """Pixels left for the words in a tile of this width, beside an icon of this side (its least without)."""
        theme = self.kit.theme
        side = self._icon_side() if side is None else side
        beside = 0.0 if self.stacked or not self.icon.name else side + theme.padding
        return width - 2 * theme.padding - beside

    def needed_height(self, width: float) -> float:
        """The least height in a column of this width: its words, and never under the choice's least height."""
        theme = self.kit.theme
        column = self.words_width(width)
        words = self._words_height(column)
        above = self._icon_side() + theme.padding / 2 if self.stacked and self.icon.name else 0.0
        return max(theme.choice_height, words + above + theme.padding * 1.2 + theme.foot)

    def fits(self, width: float, height: float) -> bool:
        """True when the label stands in a tile of this size without a broken word, with or without its hint."""
        theme = self.kit.theme
        column = self.words_width(width)
        above = self._icon_side() + theme.padding / 2 if self.stacked and self.icon.name else 0.0
        return fits(self.words.text, self.words.style, column, height - above - theme.padding * 0.6 - theme.foot)

    @property
    def roomy_side(self) -> float:
        """The side of the icon: as large as its tile allows without breaking a line for it."""
        tall = float(self.height) - self.kit.theme.foot
        usual = min(self._icon_side(), tall - self.kit.theme.padding)
        if self.stacked:
            return float(min(usual, self.icon_limit))
        small = self.kit.theme.room < 1 or not self._name_fits_beside(usual * SMALL_ICON)
        least = usual * (SMALLEST_ICON if small else SMALL_ICON)
        sides = [min(usual * share, max(tall * 0.5, least)) for share in (1.5, 1.25, 1.0, 0.8)]
        words, hint = self._rows_beside(least)
        good = (side for side in sides if self._as_good_beside(side, words, hint))
        return float(min(next(good, least), self.icon_limit))

    def _name_fits_beside(self, side: float) -> bool:
        """True when the name has room beside this icon; in the lowest rows it may have only beside the smallest."""
        room = float(self.height) - self.kit.theme.foot - self.kit.theme.padding * 0.6
        return bool(self.words.needed_height(self.words_width(self.width, side)) <= room)

    def _as_good_beside(self, side: float, words: float, hint: float) -> bool:
        """True when the name has no more lines beside this icon, and the hint is still there, on one line or two."""
        words_now, hint_now = self._rows_beside(side)
        whole = longest_word(self.words.text, self.words.style) <= self.words_width(self.width, side)
        return whole and words_now == words and bool(hint_now) == bool(hint)

    def paint(self) -> None:
        """Draw the body, its foot and its frame, and put the words in place."""
        look, body = paint_body(self, self._tone)
        self.icon.tint(look.icon)
        self.words.rewrite(self.words.text, look.text)
        self.hint.rewrite(self.hint.text, look.text)
        self._arrange(body)

    def _icon_side(self) -> float:
        theme = self.kit.theme
        return theme.icon if self.stacked or not self._centred else theme.icon * 0.7

    def _rows_beside(self, side: float) -> tuple[float, float]:
        """Pixels of label and hint beside an icon of this side; a hint without room counts as none."""
        column = self.words_width(self.width, side)
        words, hint = self.words.needed_height(column), self.hint.needed_height(column)
        return words, hint if self._hint_fits(words, hint, column) else 0.0

    def _hint_fits(self, words: float, hint: float, column: float) -> bool:
        room = self.height - self.kit.theme.foot - self.kit.theme.padding * 0.6
        return words + hint <= room and longest_word(self.hint.text, self.hint.style) <= column

    def _words_height(self, column: float) -> float:
        return float(self.words.needed_height(column) + self.hint.needed_height(column))

    def _arrange(self, body: Box) -> None:
        theme = self.kit.theme
        side = self.roomy_side if self.icon.name else 0.0
        column = self.words_width(body.width, side)
        words, hint = self.words.needed_height(column), self.hint.needed_height(column)
        hint_fits = self._hint_fits(words + (side if self.stacked else 0.0), hint, column)
        self.hint.opacity = float(hint_fits)
        hint = hint if hint_fits else 0.0
        middle = body.y + body.height / 2
        if self.stacked:
            total = words + hint + (side + theme.padding / 2 if side else 0)
            self._place_icon(body.x + (body.width - side) / 2, middle + total / 2 - side, side)
            left, top = body.x + theme.padding, middle - total / 2 + words + hint
        else:
            left, top = self._beside(body, side, column), middle + (words + hint) / 2
        self.words.size, self.words.pos = (column, words), (left, top - words)
        self.hint.size, self.hint.pos = (column, hint), (left, top - words - hint)

    def _beside(self, body: Box, side: float, column: float) -> float:
        """Put the icon left or right of the words; return where the words begin."""
        theme = self.kit.theme
        written = self.words.written_width(column) if self._centred else column
        begin = body.x + theme.padding
        if self._centred and side:
            begin = body.x + (body.width - written - side - theme.padding) / 2
        foot = body.y + (body.height - side) / 2
        slack = (column - written) / 2
        if self._icon_after and side:
            self._place_icon(begin + written + theme.padding, foot, side)
            return begin - slack
        self._place_icon(begin, foot, side)
        return begin - slack + (side + theme.padding if side else slack)

    def _place_icon(self, x: float, y: float, side: float) -> None:
        self.icon.size, self.icon.pos = (side, side), (x, y)
