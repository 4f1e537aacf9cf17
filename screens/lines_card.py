"""A white card with sentences to read, each with its icon where it has one."""

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.page import Line, Tone
from screens.duotone import duotone
from screens.fitting import numbers_whole, scaled, too_wide
from screens.theme import TextStyle, Theme
from screens.widgets.cards import Card
from screens.widgets.icon import IconImage
from screens.widgets.text import MarkedText


class Row(NamedTuple):
    """One sentence: its own icon, or none (it goes on below the sentence before, unless it stands apart)."""

    icon: IconImage | None
    text: MarkedText
    style: TextStyle
    """At full size."""
    strong: bool
    apart: bool


class LinesCard(Card):
    """The sentences of a page, in the middle of the card's height; a large icon on the left where the page has one."""

    def __init__(self, theme: Theme, lines: Sequence[Line], tone: Tone, icon: str = "", *, calm: bool = True) -> None:
        """`icon`: one large sign for the whole card; `calm`: sentences in the body's letters, else in larger ones."""
        super().__init__(theme)
        alone = icon and not any(line.icon for line in lines)
        self._sign = IconImage(duotone(icon), theme.palette.tones[tone].fill) if alone else None
        if self._sign:
            self.add_widget(self._sign)
        self._rows = [self._row(theme, number, line, tone, calm=calm) for number, line in enumerate(lines)]
        self._groups = _groups(self._rows)
        self._scale = 1.0
        self.bind(pos=self._arrange, size=self._arrange)

    @property
    def empty(self) -> bool:
        """True without a sentence to read."""
        return not self._rows

    def needed_height(self, width: float) -> float:
        """The least height of the card in a column of this width."""
        column = self._column(width)
        text = sum(self._group_height(group, column) for group in self._groups)
        text += self._between() * (len(self._groups) - 1)
        return max(text, self._sign_side()) + 2 * self._inset()

    def row_heights(self, width: float) -> tuple[float, ...]:
        """The least height of each sentence in a card of this width."""
        column = self._column(width)
        return tuple(row.text.needed_height(column) for row in self._rows)

    def height_of(self, groups: Sequence[Sequence[float]]) -> float:
        """The least height of a card with these sentences, of which `row_heights` tells, each group under an icon."""
        text = sum(max(sum(rows), self._icon_side()) for rows in groups)
        return text + self._between() * (len(groups) - 1) + 2 * self._inset()

    def too_narrow(self, width: float) -> bool:
        """True when a word would have to be broken."""
        column = self._column(width)
        return any(too_wide(row.text.paragraph, column) for row in self._rows)

    def shrink(self, scale: float) -> None:
        """Write with smaller letters, or larger ones; what is strong already stays."""
        self._scale = min(scale, 1.0)
        for row in self._rows:
            row.text.paragraph.restyle(scaled(row.style, self._scale if row.strong else scale))

    def _row(self, theme: Theme, number: int, line: Line, tone: Tone, *, calm: bool) -> Row:
        style = theme.strong if line.strong else self._sentence_style(theme, calm=calm)
        icon = IconImage(line.icon, theme.palette.tones[tone].fill) if line.icon else None
        text = MarkedText(theme, ((f"line:{number}", numbers_whole(line.text)),), style)
        for widget in (icon, text):
            if widget is not None:
                self.add_widget(widget)
        return Row(icon, text, style, line.strong, line.apart)

    def _sentence_style(self, theme: Theme, *, calm: bool) -> TextStyle:
        return theme.body if calm else theme.item._replace(font=theme.body.font)

    def _inset(self) -> float:
        return self._theme.padding * (1.1 if self._theme.room == 1 else 0.4)

    def _between(self) -> float:
        """The least free space between two groups."""
        return self._theme.padding * 0.5 * self._scale

    def _sign_side(self) -> float:
        if not self._sign:
            return 0.0
        return self._theme.icon * (1.7 if self._theme.room == 1 else 1.0) * self._scale

    def _icon_side(self) -> float:
        return self._theme.px(8.5 if self._theme.room == 1 else 8.0) * self._scale

    def _beside(self) -> float:
        """Pixels that icons take on the left."""
        if self._sign:
            return self._sign_side() + 1.3 * self._inset()
        icons = any(row.icon for row in self._rows)
        return self._icon_side() + self._theme.padding * 1.2 if icons else 0.0

    def _column(self, width: float) -> float:
        return width - 2 * self._inset() - self._beside()

    def _group_height(self, group: Sequence[Row], column: float) -> float:
        """Pixels of a sentence with an icon and those that go on below it."""
        text = float(sum(row.text.needed_height(column) for row in group))
        return max(text, self._icon_side()) if group[0].icon else text

    def _arrange(self, *_: object) -> None:
        column, left = self._column(self.width), self.x + self._inset() + self._beside()
        spare = max(0.0, self.height - self.needed_height(self.width))
        between = self._between() + min(self._theme.px(5.0), spare / (len(self._groups) + 1))
        heights = [self._group_height(group, column) for group in self._groups]
        top = self.y + self.height / 2 + (sum(heights) + between * (len(heights) - 1)) / 2
        for group, tall in zip(self._groups, heights, strict=True):
            self._arrange_group(group, column, left, top - tall / 2)
            top -= tall + between
        if self._sign:
            side = self._sign_side()
            self._sign.size = (side, side)
            self._sign.pos = (self.x + self._inset(), self.y + (self.height - side) / 2)

    def _arrange_group(self, group: Sequence[Row], column: float, left: float, middle: float) -> None:
        heights = [row.text.needed_height(column) for row in group]
        top = middle + sum(heights) / 2
        for row, tall in zip(group, heights, strict=True):
            row.text.size, row.text.pos = (column, tall), (left, top - tall)
            top -= tall
            if row.icon:
                side = self._icon_side()
                row.icon.size, row.icon.pos = (side, side), (self.x + self._inset(), middle - side / 2)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Where there are icons, a row without one goes on with the row before; else each row stands for itself."""
    icons = any(row.icon for row in rows)
    groups: list[list[Row]] = []
    for row in rows:
        if groups and icons and not (row.icon or row.apart):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
