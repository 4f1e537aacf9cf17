"""The facilitator's panel as a page: what is known on the left, what can be done on the right."""

from dataclasses import dataclass

from kiosk.page import Page, Tone


@dataclass(frozen=True, slots=True)
class StaffFigure:
    """A card of the panel: a number or a few words in large letters, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class StaffBar:
    """One bar of the panel. `share` is its length, 0 to 1; `number` stands behind it."""

    label: str
    number: str
    share: float
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage(Page):
    """The facilitator's panel: figures and bars, and `choices` as tiles. Nothing of a visitor is on it."""

    figures: tuple[StaffFigure, ...] = ()
    heading: str = ""
    """Above the bars."""
    bars: tuple[StaffBar, ...] = ()
    note: str = ""
    """Under the bars, where there is something to know."""
