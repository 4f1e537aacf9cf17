"""What a touch on a page of a guided visit means: to the visit, or only to what the kiosk keeps beside it."""

from dataclasses import replace
from typing import Final

from kiosk.ids import ChoiceId
from kiosk.official_site.state import Picture
from kiosk.official_site.touches import Button, Picked, Pushed, Touch, Typed, Went
from kiosk.official_site.view import Element
from kiosk.official_site.words import Way
from kiosk.pages import keypad, site_choices, site_keys, site_pages, words
from kiosk.pages.site_pages import Beside

_BUTTONS: Final = {
    site_pages.READ: Button.READ,
    site_pages.BEFORE: Button.BEFORE,
    site_pages.UP: Button.UP,
    site_pages.DOWN: Button.DOWN,
}

_MINE: Final = frozenset({*_BUTTONS, site_pages.ZOOM, site_pages.ENTER, site_keys.CASE, words.DELETE, words.LAYOUT})
_KINDS: Final = (site_pages.WAY, site_choices.OPTION, site_choices.SPAN, keypad.KEY)


def is_mine(choice: ChoiceId) -> bool:
    """Whether a target belongs to a page of a visit."""
    return choice in _MINE or choice.startswith(_KINDS)


def chosen(picture: Picture, beside: Beside, choice: ChoiceId) -> tuple[Beside, Touch | None]:
    """What is kept afterwards, and what the visit is told; None: nothing, only the page changes.

    A choice that belongs to no page of a visit changes nothing.
    """
    if choice in _BUTTONS:
        return beside, Pushed(_BUTTONS[choice])
    if choice.startswith(site_pages.WAY):
        return beside, Went(Way(choice.removeprefix(site_pages.WAY)))
    if choice == site_pages.ZOOM:
        number = site_pages.ZOOMS.index(beside.zoom) + 1
        return replace(beside, zoom=site_pages.ZOOMS[number % len(site_pages.ZOOMS)]), None
    if picture.entry is None:
        return beside, None
    return _in_field(picture.entry, beside.at(picture.entry.node), choice)


def left_field(picture: Picture, beside: Beside) -> tuple[Beside, Touch | None]:
    """*Retour* in a field or a list: one step back in the list, else out of it. None: no field is open."""
    if picture.entry is None:
        return beside, None
    mine = beside.at(picture.entry.node)
    if mine.span is not None:
        return replace(mine, span=None), None
    if mine.part:
        return replace(mine, part=site_choices.less(mine.part)), None
    return mine.at(0), Pushed(Button.DROP)


def _in_field(element: Element, beside: Beside, choice: ChoiceId) -> tuple[Beside, Touch | None]:
    if choice == site_pages.ENTER:
        return beside.at(0), Typed(beside.typed)
    if choice.startswith(site_choices.OPTION):
        return _option(element, beside, int(choice.removeprefix(site_choices.OPTION)))
    return _typing(element, beside, choice), None


def _typing(element: Element, beside: Beside, choice: ChoiceId) -> Beside:
    if choice == words.LAYOUT:
        return replace(beside, layout="azerty" if beside.layout == "abc" else "abc")
    if choice == site_keys.CASE:
        return replace(beside, capitals=not beside.capitals)
    if choice.startswith(site_choices.SPAN):
        return replace(beside, span=site_choices.span_of(choice))
    if choice == words.DELETE or choice.startswith(keypad.KEY):
        return replace(beside, typed=site_keys.press(beside.typed, choice, element.entry))
    return beside


def _option(element: Element, beside: Beside, number: int) -> tuple[Beside, Touch | None]:
    found = site_choices.picked(element, beside.part, number)
    if isinstance(found, int):
        return beside.at(0), Picked(found)
    if site_choices.is_whole(element.entry, found):
        return beside.at(0), Typed(found)
    return replace(beside, part=found, span=None), None
