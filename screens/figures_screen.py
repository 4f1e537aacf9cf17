"""The figures of a week, a few on each part."""

from screens.figures_card import FiguresCard
from screens.info_screen import InfoScreen


class FiguresScreen(InfoScreen):
    """A card of figures, and the ways on."""

    card = FiguresCard
