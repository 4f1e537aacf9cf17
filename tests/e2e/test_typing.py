"""Typing as hands do it: quick ones on several keys, trembling ones twice on the same, in the whole application."""

from kiosk.ids import ChoiceId
from kiosk.page import EntryPage, InfoPage
from kiosk.pages import keypad, words
from screens.tour.guide import Guide
from tests.canary.fields import all_fields, settings
from tests.e2e.conftest import Begin, Visit

QUICK = "BAHIGNAC"
"""No key follows itself; all of these are on the first part of a keypad."""


def at_a_keypad(begin: Begin, kind: str) -> Visit:
    """A visit at the first field of this kind."""
    visit = begin(settings())
    kiosk = visit.stage.kiosk
    field = next(field for field in all_fields(kiosk.site) if field.kind == kind)
    guide = Guide(visit.pilot, kiosk, lambda: visit.page)
    guide.go(field.answers)
    while isinstance(visit.page, InfoPage):
        guide.touch(words.MORE)
    visit.pilot.advance(0.6)
    return visit


def press_at_once(visit: Visit, signs: str) -> None:
    """All keys within one picture: nothing is drawn or laid out between two of them."""
    window = visit.pilot.window
    places = {one.mark: one.center for one in visit.pilot.touchables()}
    for sign in signs:
        x, y = places[f"choice:{keypad.KEY}{sign}"]
        window.dispatch("on_mouse_down", x, window.height - y, "left", [])
        window.dispatch("on_mouse_up", x, window.height - y, "left", [])
    visit.pilot.step(3)


def typed(visit: Visit) -> str:
    assert isinstance(visit.page, EntryPage)
    return visit.page.value.text


def test_keys_pressed_within_one_picture_are_all_typed(begin: Begin) -> None:
    """Also over the moment in which a name is long enough to go on."""
    visit = at_a_keypad(begin, "name")
    press_at_once(visit, QUICK)
    assert typed(visit) == QUICK.capitalize()


def test_a_number_is_typed_whole_over_the_moment_in_which_it_is_enough(begin: Begin) -> None:
    visit = at_a_keypad(begin, "phone")
    press_at_once(visit, "04789012345")
    assert typed(visit) == "04789012345"
    (way,) = [one for one in visit.pilot.touchables() if one.mark == f"choice:{words.DONE}"]
    assert way.choice.enabled
    before = visit.stage.kiosk.ref
    visit.pilot.tap(*way.center)
    visit.settle()
    assert visit.stage.kiosk.ref != before


def test_way_on_is_dead_again_once_too_little_is_left(begin: Begin) -> None:
    visit = at_a_keypad(begin, "phone")
    press_at_once(visit, "047890123")
    guide = Guide(visit.pilot, visit.stage.kiosk, lambda: visit.page)
    guide.touch(words.DELETE)
    (way,) = [one for one in visit.pilot.touchables() if one.mark == f"choice:{words.DONE}"]
    assert not way.choice.enabled
    before = visit.stage.kiosk.ref
    visit.pilot.advance(0.6)
    visit.pilot.tap(*way.center)
    visit.settle()
    assert visit.stage.kiosk.ref == before


def test_two_presses_on_one_key_within_half_a_second_are_one(begin: Begin) -> None:
    visit = at_a_keypad(begin, "name")
    press_at_once(visit, "AA")
    assert typed(visit) == "A"
    visit.pilot.advance(0.55)
    press_at_once(visit, "A")
    assert typed(visit) == "Aa"


def test_two_presses_on_one_door_are_one(begin: Begin) -> None:
    """The second one does not reach the page behind."""
    visit = begin(settings())
    visit.pilot.advance(0.6)
    door = visit.page.choices[0].id
    (target,) = [one for one in visit.pilot.touchables() if one.mark == f"choice:{door}"]
    for _ in range(2):
        visit.pilot.tap(*target.center)
    assert visit.stage.kiosk.session.walk.answers == (ChoiceId(door),)
