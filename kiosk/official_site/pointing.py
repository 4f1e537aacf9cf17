"""Pure: what a finger is shown to. Nothing is better than the wrong thing: one usable element, or none."""

from kiosk.official_site.guidance import Pointer, several
from kiosk.official_site.plain import holds, plain
from kiosk.official_site.view import Element, State, View


def matching(pointer: Pointer, view: View) -> tuple[Element, ...]:
    """All elements that are meant: those of the whole name or, where there are none, those that contain the words."""
    roles = {role.casefold() for role in several(pointer.role)}
    there = [element for element in view.elements if element.role.casefold() in roles]
    names = {plain(name) for name in several(pointer.name)}
    whole = tuple(element for element in there if plain(element.name) in names)
    words = several(pointer.contains)
    return whole or tuple(element for element in there if any(holds(element.name, one) for one in words))


def the_one(pointer: Pointer, view: View) -> Element | None:
    """The element that is meant, usable or not; None where there is none, or more than one."""
    found = matching(pointer, view)
    return found[0] if len(found) == 1 else None


def usable(element: Element) -> bool:
    """Whether a touch would do something."""
    return not element.states & {State.DISABLED, State.READONLY}


def is_done(element: Element) -> bool:
    """Whether a field is filled in, a box ticked, a choice made; what is wrong is not done."""
    if State.INVALID in element.states:
        return False
    if element.role in {"checkbox", "switch", "radio"}:
        return State.CHECKED in element.states
    return State.FILLED in element.states or bool(element.chosen)
