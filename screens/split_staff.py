"""The parts of the facilitator's panel: what it tells gives way to what can be done."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.page import Choice, Page
from kiosk.staff_page import StaffPage
from screens import more

Fits = Callable[[Page], bool]
Circle = Callable[[StaffPage, Callable[[tuple[Choice, ...], Choice], Page]], tuple[Page, ...]]
"""Shares the tiles of a page over parts."""
FEW: Final = 3
"""Parts of tiles; where what is known would make them more, it stands on parts of its own."""


def staff_parts(page: StaffPage, fits: Fits, circle: Circle) -> tuple[Page, ...]:
    """All that is known beside the tiles; or the numbers alone; or the tiles alone, and what is known behind them."""
    bars = _bars_alone(page)
    for first, behind in (
        (page, ()),
        (replace(page, bars=(), heading="", note=""), bars),
        (replace(page, bars=(), heading="", note="", figures=()), _known_alone(page, fits)),
    ):
        parts = (*_shared(first, fits, circle, behind=bool(behind)), *behind)
        if len(parts) - len(behind) <= FEW and all(fits(part) for part in parts):
            return parts
    return parts


def _shared(page: StaffPage, fits: Fits, circle: Circle, *, behind: bool) -> tuple[Page, ...]:
    """The tiles over parts; `behind`: the last leads on to what follows."""
    onward = more.onward(page)
    whole = replace(page, choices=(*page.choices, onward)) if behind else page
    if fits(whole):
        return (whole,)

    def make(tiles: tuple[Choice, ...], further: Choice) -> Page:
        return replace(page, choices=(*tiles, onward if behind else further))

    return circle(page, make)


def _known_alone(page: StaffPage, fits: Fits) -> tuple[Page, ...]:
    """Numbers and bars on one part, or on one each."""
    both = replace(page, lines=(), choices=(more.further(page.house.choices, last=True),))
    if not page.figures and not page.bars and not page.note:
        return ()
    if fits(both):
        return (both,)
    numbers = replace(both, bars=(), heading="", note="", choices=(more.onward(page),))
    return (numbers, *_bars_alone(page)) if page.figures else _bars_alone(page)


def _bars_alone(page: StaffPage) -> tuple[Page, ...]:
    """The bars, which lead back to the tiles."""
    if not (page.bars or page.note):
        return ()
    return (replace(page, lines=(), figures=(), choices=(more.further(page.house.choices, last=True),)),)
