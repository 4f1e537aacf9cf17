"""Every size and colour of the screens. Pure: no Kivy here.

Sizes are millimetres on the glass, turned into pixels by the panel's real size: a letter is as tall on a 7-inch
panel as on a 21-inch one.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from kiosk.page import Prefs, Tone
from screens.palette import BLACK_AND_WHITE, COLOURS, Paint, Palette
from screens.panel import Panel

REGULAR: Final = "Lexend"
SEMIBOLD: Final = "Lexend SemiBold"
BOLD: Final = "Lexend Bold"

CAP_HEIGHT: Final = 0.7
"""Height of a capital H in ems, the same in all weights of Lexend (a test measures it)."""

ROOMY_MM: Final = 100.0
"""A panel whose shorter side has this takes targets and gaps at their full size; a smaller one takes its share."""

CHOICE_MM: Final = 20.0
BAR_MM: Final = 15.0
GAP_MM: Final = 5.0
TARGET_FLOOR_MM: Final = 12.7
GAP_FLOOR_MM: Final = 2.54


class TextStyle(NamedTuple):
    """How a text is written: the font's name in Kivy, and the em in whole pixels."""

    font: str
    size: int


@dataclass(frozen=True, slots=True)
class Theme:
    """The look for one panel and one visitor's preferences. Every size it returns is in pixels."""

    panel: Panel
    large: bool = False
    black_and_white: bool = False

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return BLACK_AND_WHITE if self.black_and_white else COLOURS

    def paint(self, tone: Tone) -> Paint:
        """The fill of a door's tiles and what is written on it."""
        return self.palette.tones[tone]

    def px(self, millimetres: float) -> float:
        """Pixels for a length on the glass."""
        return millimetres * self.panel.px_per_mm

    def style(self, font: str, cap_mm: float) -> TextStyle:
        """A style whose capital H is at least this many millimetres tall."""
        return TextStyle(font, ceil(self.px(cap_mm) / CAP_HEIGHT))

    @property
    def title(self) -> TextStyle:
        """Titles. On a small panel a large one would leave no room for what it is about."""
        return self.style(SEMIBOLD, 7.3 if self.large and self.room == 1 else 4.9)

    @property
    def choice(self) -> TextStyle:
        """The name of a choice; as tall as a title on a roomy panel."""
        return self.style(SEMIBOLD, 7.3 if self.large else 4.9)

    @property
    def body(self) -> TextStyle:
        """Sentences, and the hint under a choice."""
        return self.style(REGULAR, 4.9 if self.large else 3.8)

    @property
    def strong(self) -> TextStyle:
        """A sentence that matters more: a date, a code."""
        return self.style(BOLD, 6.1 if self.large else 4.9)

    @property
    def item(self) -> TextStyle:
        """The name of a small thing: a document to bring, a weekday."""
        return self.style(SEMIBOLD, 4.9 if self.large else 3.8)

    @property
    def bar(self) -> TextStyle:
        """The words of the bar, and other small words. On a small panel five large ones would need three rows."""
        return self.style(SEMIBOLD, 4.9 if self.large and self.room == 1 else 3.0)

    @property
    def huge(self) -> TextStyle:
        """The one sentence of an almost empty screen."""
        return self.style(BOLD, 9.0 if self.large and self.room == 1 else 7.3)

    @property
    def room(self) -> float:
        """1 on a roomy panel; below, the share of the full target and gap sizes that a small panel takes."""
        return min(1.0, min(self.panel.width_mm, self.panel.height_mm) / ROOMY_MM)

    @property
    def choice_height(self) -> float:
        """The least height of a choice."""
        return self.px(max(TARGET_FLOOR_MM, CHOICE_MM * self.room))

    @property
    def bar_height(self) -> float:
        """The height of a button of the bar, and of keys."""
        return self.px(max(TARGET_FLOOR_MM, BAR_MM * self.room))

    @property
    def gap(self) -> float:
        """The least free space between two touch targets."""
        return self.px(max(GAP_FLOOR_MM, GAP_MM * self.room))

    @property
    def margin(self) -> float:
        """Free space at the edges of the screen."""
        return self.px(max(3.0, 7.4 * min(1.0, self.panel.width_mm / 217)))

    @property
    def padding(self) -> float:
        """Free space inside a tile or a card."""
        return self.px(3.4)

    @property
    def corner(self) -> float:
        """The radius of a tile's corners (28 pixels on the 10-inch panel)."""
        return self.px(4.75)

    @property
    def foot(self) -> float:
        """The shadow at a tile's foot (6 pixels on the 10-inch panel)."""
        return self.px(1.0)

    @property
    def line(self) -> float:
        """The thickness of a frame; a chosen thing has twice that."""
        return max(2.0, self.px(0.5))

    @property
    def icon(self) -> float:
        """The side of a choice's icon."""
        return self.px(13.0)


def theme_for(panel: Panel, prefs: Prefs) -> Theme:
    """The theme of a page: where it hangs, and what this visitor chose in "Voir et entendre"."""
    return Theme(panel, large=prefs.large, black_and_white=prefs.black_and_white)
