"""The parts of the agenda: as many days or hours side by side as this panel has room for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from kiosk.languages.wording import Further
from kiosk.page import AgendaPage, Choice, Page
from screens import more

Make: TypeAlias = Callable[[tuple[Any, ...], Choice], Page]
Circle: TypeAlias = Callable[[Sequence[Any], Further, Make], tuple[Page, ...]]
"""Shares units out over parts that lead on to one another; `Make` makes a part of some of them."""


def agenda_parts(page: AgendaPage, fits: Callable[[Page], bool], circle: Circle) -> tuple[Page, ...]:
    """Days or hours over parts, with the buttons under each; where they leave no room, on a part of their own."""
    units: Sequence[Any] = page.week or page.hours
    words = page.house.days if page.week else page.house.hours

    def make(some: tuple[Any, ...], *buttons: Choice) -> Page:
        return replace(page, week=some if page.week else (), hours=some if page.hours else (), choices=buttons)

    parts = circle(units, words, lambda some, further: make(some, *page.choices, further))
    if all(fits(part) for part in parts) or not page.choices:
        return parts
    onward = more.onward(page)
    if len(units) == 1:
        alone: tuple[Page, ...] = (make(tuple(units), onward),)
    else:
        alone = circle(units, words, lambda some, _: make(some, onward))
    return (*alone, replace(page, week=(), hours=(), choices=(*page.choices, more.further(words, last=True))))
