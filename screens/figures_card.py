"""Figures as a large plain list under their headings."""

from screens.lines_card import LinesCard
from screens.theme import TextStyle, Theme


class FiguresCard(LinesCard):
    """All parts of a list look alike: letters are never larger where one part has more room than another."""

    def shrink(self, scale: float) -> None:
        """Write with smaller letters; larger ones are not for here."""
        super().shrink(min(scale, 1.0))

    def _sentence_style(self, theme: Theme, *, calm: bool) -> TextStyle:
        """As tall as the headings where the panel has room for that."""
        plain = super()._sentence_style(theme, calm=calm)
        return theme.strong._replace(font=plain.font) if theme.room == 1 else plain
