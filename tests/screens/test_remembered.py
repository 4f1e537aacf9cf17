"""What is found out once holds nothing of a visitor, and is the same as what is found out anew."""

from dataclasses import replace

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import Choice, EntryPage, Line, Prefs, Sound
from kiosk.pages import keypad, words
from kiosk.pages.staff_pages import panel_page
from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.staff_gallery import TILES, TOLD

DONE = Choice(words.DONE, "Continuer", enabled=False)
ASKED = EntryPage(
    title="Quel est votre nom ?",
    lines=(Line("Le bureau vous appelle."),),
    field="Votre nom",
    keys=keypad.keys("abc", "name"),
    tools=keypad.tools("abc", "name"),
    choices=(DONE,),
    bar=words.BAR,
)
TYPED = replace(ASKED, value=Line("Zoé", personal=True), choices=(replace(DONE, enabled=True),))


@pytest.mark.usefixtures("pilot")
@pytest.mark.parametrize("size", [(800, 480), (1920, 1080)])
@pytest.mark.parametrize("page", [ASKED, TYPED])
def test_a_keypad_has_the_parts_that_it_would_have_anew(page: EntryPage, size: tuple[int, int]) -> None:
    from screens.remembered import parts_of
    from screens.split import split

    heard = replace(page, prefs=Prefs(large=True, sound=Sound.NONE))
    assert parts_of(heard, panel_for(*size)) == split(heard, panel_for(*size))


def test_nothing_that_was_typed_is_remembered(pilot: Pilot) -> None:
    from screens import remembered

    del pilot
    remembered._known.cache_clear()
    first = remembered.parts_of(TYPED, panel_for(800, 480))
    other = replace(TYPED, value=Line("Luc", personal=True), keys=(*ASKED.keys[:-1], Choice(ChoiceId("key:x"), "X")))
    remembered.parts_of(ASKED, panel_for(800, 480))
    assert remembered._known.cache_info().misses == 1
    remembered.parts_of(other, panel_for(800, 480))
    assert remembered._known.cache_info().misses == 2
    assert any(isinstance(part, EntryPage) and part.value.text == "Zoé" for part in first)
    assert "Zoé" not in repr(remembered._untyped(TYPED))


def test_the_panel_of_staff_is_shared_out_once_and_anew_when_it_tells_something_else(pilot: Pilot) -> None:
    from screens import remembered

    del pilot
    panel = panel_for(800, 480)
    first = remembered.parts_of(panel_page(TILES), panel)
    found = remembered._known.cache_info().misses
    assert remembered.parts_of(panel_page(TILES), panel) == first
    assert remembered._known.cache_info().misses == found
    told = remembered.parts_of(panel_page(TILES, TOLD), panel)
    assert all(part.lines for part in told)
