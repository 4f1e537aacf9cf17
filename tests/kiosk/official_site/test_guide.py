"""A guided visit, event by event."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as replaced

from kiosk.official_site import guidance, words
from kiosk.official_site.effects import (
    Activate,
    Fill,
    Look,
    Open,
    Pick,
    Say,
    Show,
)
from kiosk.official_site.events import Arrived, Touched, Working
from kiosk.official_site.guide import begin
from kiosk.official_site.state import picture
from kiosk.official_site.touches import Button, Felt, Picked, Pushed, Tapped, Typed
from kiosk.official_site.view import Box, Element, Entry, Extent, State, View
from tests.kiosk.official_site.made import (
    AGREE,
    BOOK,
    FORM,
    GUIDANCE,
    HOME,
    MAIL,
    NAME,
    SEND,
    Visit,
    in_state,
    with_,
)

ODD = View("https://rdv.exemple.be/nouveau", "Nouveau", "fr", (Element(51, "button", "Confirmer la suite"),))
LIST = Element(16, "combobox", "Commune", entry=Entry.CHOICE, options=("Mons", "La Louvière"))
CODE = Element(17, "textbox", "Code", entry=Entry.HIDDEN)


@pytest.fixture
def visit() -> Visit:
    """A visit on the first page."""
    made = Visit()
    made.come_to(HOME)
    return made


def test_it_begins_with_the_first_page_and_its_hosts() -> None:
    guide, effects = begin(GUIDANCE)
    assert effects == (Open("https://rdv.exemple.be/", GUIDANCE.allowed()),)
    assert picture(guide).working
    assert picture(guide).unverified
    assert not picture(guide).read


def test_what_guidance_points_at_is_said_and_brought_into_view_once() -> None:
    visit = Visit()
    visit.come_to(HOME)
    assert visit.heard == ("Touchez le bouton jaune : « Prendre rendez-vous ».",)
    assert picture(visit.guide).pointed == BOOK
    below = with_(HOME, replace(BOOK, box=None))
    away = Visit()
    assert Show(BOOK.node) in away.come_to(below)
    assert away.do(Arrived(below)) == ()


def test_the_first_touch_marks_and_reads_the_second_presses(visit: Visit) -> None:
    assert visit.do(Tapped(20, 50)) == (Look(20, 50),)
    visit.do(Touched(BOOK))
    assert visit.heard == ("Bouton. Prendre rendez-vous.", words.ONCE_MORE)
    assert picture(visit.guide).marked == BOOK
    assert visit.touch(BOOK) == (Activate(BOOK.node),)


def test_how_to_press_is_told_once_a_visit(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.touch(HOME.elements[0])
    visit.touch(BOOK)
    assert visit.heard == ("Bouton. Prendre rendez-vous.",)


@pytest.mark.parametrize(
    ("role", "name", "told"),
    [
        ("text", "15", True),
        ("generic", "08:30", True),
        ("text", "Venez avec une photo récente.", False),
        ("heading", "A", False),
    ],
)
def test_a_day_that_is_a_text_may_be_pressed_and_it_is_told_how(
    visit: Visit,
    role: str,
    name: str,
    told: bool,  # noqa: FBT001
) -> None:
    day = Element(5, role, name)
    visit.touch(day)
    assert (words.ONCE_MORE in visit.heard) == told
    assert visit.touch(day) == (Activate(5),)


def test_another_touch_between_begins_anew(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.touch(HOME.elements[1])
    assert not any(isinstance(one, Activate) for one in visit.touch(BOOK))


def test_the_same_number_with_another_name_is_another_thing(visit: Visit) -> None:
    visit.touch(BOOK)
    assert not any(isinstance(one, Activate) for one in visit.touch(replace(BOOK, name="Tout annuler")))


def test_a_mark_goes_when_what_was_marked_becomes_another_thing(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.do(Arrived(with_(HOME, replace(BOOK, name="Tout annuler"))))
    assert picture(visit.guide).marked is None
    assert visit.do(Pushed(Button.PRESS)) == ()


def test_what_a_browser_tells_unasked_presses_nothing(visit: Visit) -> None:
    visit.touch(BOOK)
    assert visit.do(Touched(BOOK)) == ()
    assert visit.do(Working(), Touched(BOOK)) == ()


def test_where_nothing_lies_under_the_finger_it_says_so(visit: Visit) -> None:
    visit.touch(BOOK)
    visit.touch(None)
    assert visit.heard == (words.NOTHING,)
    assert picture(visit.guide).marked is None


def test_what_cannot_be_used_is_read_and_never_pressed(visit: Visit) -> None:
    off = in_state(BOOK, State.DISABLED)
    for _ in range(3):
        assert visit.touch(off) != ()
        assert visit.heard == ("Bouton. Prendre rendez-vous. Pas encore possible.",)


def test_one_touch_presses_at_once_where_the_page_is_known() -> None:
    visit = Visit(one_touch=True)
    visit.come_to(HOME)
    assert visit.touch(BOOK) == (Activate(BOOK.node),)


def test_the_last_button_takes_two_touches_whatever_the_setting_and_says_so() -> None:
    visit = Visit(one_touch=True)
    visit.come_to(FORM)
    visit.touch(SEND)
    assert visit.heard == ("Bouton. Confirmer.", words.LAST)
    assert visit.touch(SEND) == (Activate(SEND.node),)


def test_one_touch_is_two_on_a_page_that_nobody_knows() -> None:
    visit = Visit(one_touch=True)
    visit.come_to(ODD)
    assert not any(isinstance(one, Activate) for one in visit.touch(ODD.elements[0]))


def test_without_sight_a_finger_feels_and_a_tap_presses(visit: Visit) -> None:
    visit.do(Felt(1, 1), Touched(BOOK))
    assert visit.heard == ("Bouton. Prendre rendez-vous.",)
    assert visit.do(Felt(1, 2), Touched(BOOK)) == ()
    assert visit.do(Felt(1, 2), Touched(None)) == ()
    assert visit.do(Pushed(Button.PRESS)) == (Activate(BOOK.node),)


def test_a_field_is_opened_filled_and_followed_by_the_next(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(NAME)
    assert picture(visit.guide).entry == NAME
    assert Show(NAME.node) in visit.effects
    assert visit.do(Typed("Anna Lemaire")) == (Fill(NAME.node, "Anna Lemaire"),)
    visit.do(Arrived(with_(FORM, in_state(NAME, State.REQUIRED, State.FILLED))))
    assert visit.heard == (
        "À remplir\u00a0: nom. Déjà rempli. Obligatoire.",
        "Touchez le champ jaune.",
        "Écrivez votre adresse.",
    )


def test_a_field_can_be_left_as_it_was(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(NAME)
    assert visit.do(Pushed(Button.DROP)) == ()
    assert picture(visit.guide).entry is None
    assert visit.do(Typed("Anna")) == ()


def test_a_list_is_chosen_from_by_number(visit: Visit) -> None:
    visit.come_to(replace(FORM, elements=(*FORM.elements, LIST)))
    visit.press(LIST)
    assert visit.do(Picked(7)) == ()
    assert visit.do(Typed("Mons")) == ()
    assert visit.do(Picked(1)) == (Pick(LIST.node, 1),)


def test_a_box_that_was_ticked_says_so(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(AGREE)
    visit.do(Arrived(with_(FORM, in_state(AGREE, State.CHECKED))))
    assert visit.heard == ("Case à cocher, cochée. J’accepte les règles.",)


def test_what_was_typed_is_for_a_headset_alone_where_the_site_repeats_it(visit: Visit) -> None:
    visit.come_to(FORM)
    for field, text in ((NAME, "Anna Lemaire"), (MAIL, "0470 12 34 56")):
        visit.press(field)
        visit.do(Typed(text))
    lines = ("Bonjour ANNA", "GSM : 0470/12.34.56", "GSM : +32 470 12 34 56", "Votre commune")
    visit.come_to(
        View("https://rdv.exemple.be/resume", "", "fr", tuple(Element(n, "text", t) for n, t in enumerate(lines)))
    )
    said = [one for effect in visit.effects if isinstance(effect, Say) for one in effect.utterances]
    assert {one.text: one.personal for one in said if one.live} == {
        "Bonjour ANNA.": True,
        "GSM : 0470/12.34.56.": True,
        "GSM : +32 470 12 34 56.": True,
        "Votre commune.": False,
    }


@pytest.mark.parametrize(("entry", "typed"), [(Entry.DATE, "1980-05-03"), (Entry.MOMENT, "1980-05-03T10:40")])
def test_a_typed_day_is_recognised_however_it_is_written(visit: Visit, entry: Entry, typed: str) -> None:
    born = replace(NAME, entry=entry)
    visit.come_to(with_(FORM, born))
    visit.press(born)
    visit.do(Typed(typed))
    visit.come_to(View("https://rdv.exemple.be/r", "", "fr", (Element(1, "text", "Né le 3 mai 1980"),)))
    said = [one for effect in visit.effects if isinstance(effect, Say) for one in effect.utterances if one.live]
    assert [one.personal for one in said] == [True]


def test_the_mark_of_an_open_field_follows_it_over_the_page(visit: Visit) -> None:
    visit.come_to(FORM)
    visit.press(NAME)
    there = Box(20, 6, 179, 21)
    visit.do(Arrived(with_(FORM, replace(NAME, box=there))))
    assert visit.guide.entry is not None
    assert visit.guide.entry.box == there


def test_a_password_is_passed_on_and_kept_nowhere(visit: Visit) -> None:
    visit.come_to(replace(FORM, elements=(*FORM.elements, CODE)))
    visit.press(CODE)
    assert visit.do(Typed("s3cret-canari")) == (Fill(CODE.node, "s3cret-canari"),)
    assert visit.guide.typed == frozenset()
    assert "s3cret" not in repr(visit.guide)
    assert "s3cret" not in repr(visit.all)


def test_a_correction_is_asked_for_when_all_was_sent_and_stays(visit: Visit) -> None:
    ready = with_(FORM, in_state(NAME, State.FILLED), in_state(MAIL, State.FILLED), in_state(AGREE, State.CHECKED))
    visit.come_to(ready)
    visit.press(SEND)
    wrong = replace(MAIL, states=frozenset({State.INVALID}), note="Cette adresse n’existe pas.")
    visit.do(Arrived(with_(ready, wrong)))
    assert visit.heard == words.CORRECT
    assert picture(visit.guide).pointed == wrong
    visit.touch(wrong)
    assert "À corriger. Le site dit\u00a0: Cette adresse n’existe pas." in " ".join(visit.heard)


def test_what_a_press_has_changed_brings_the_instruction_again(visit: Visit) -> None:
    visit.press(HOME.elements[1])
    more = replace(HOME, elements=(*HOME.elements, Element(9, "text", "08:30")))
    visit.do(Arrived(more))
    assert visit.heard == ("Touchez le bouton jaune : « Prendre rendez-vous ».",)
    visit.press(HOME.elements[1])
    assert visit.do(Arrived(replace(more, extent=Extent(50, 100, 300)))) == ()


def test_a_cue_without_a_pointer_may_still_show_where() -> None:
    title = guidance.Pointer(role="heading", contains="Calendrier")
    cue = guidance.Cue(say=("Touchez un jour.",), show=title)
    page = replaced(GUIDANCE.pages[0], cues=(cue,))
    shown = Visit(replaced(GUIDANCE, pages=(page,)))
    below = Element(8, "heading", "Calendrier", box=Box(0, 250, 100, 20))
    assert Show(8) in shown.come_to(replace(HOME, elements=(*HOME.elements, below)))
    assert picture(shown.guide).pointed is None
