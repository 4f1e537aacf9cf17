"""What is pointed at: the one element that is meant, or nothing; and what is said of it is true."""

from dataclasses import replace

import pytest

from kiosk.official_site import words
from kiosk.official_site.guidance import Pointer
from kiosk.official_site.pointing import is_done, matching, the_one
from kiosk.official_site.telling import is_final, tell
from kiosk.official_site.view import Element, Entry, State, View
from tests.kiosk.official_site.made import AGREE, BOOK, FORM, GUIDANCE, HOME, MAIL, NAME, SEND, in_state, with_, without

BUTTON = Pointer(role=("button", "link"), name="Prendre rendez-vous", contains="rendez-vous")


def named(*elements: tuple[str, str]) -> View:
    return View("https://a.be/", elements=tuple(Element(n, role, name) for n, (role, name) in enumerate(elements, 1)))


@pytest.mark.parametrize(
    ("elements", "node"),
    [
        ((("button", "Prendre rendez-vous"),), 1),
        ((("text", "x"), ("link", "PRENDRE  RENDEZ‑VOUS".replace("‑", "-"))), 2),
        ((("button", "Annuler un rendez-vous"), ("button", "Prendre rendez-vous")), 2),
        ((("button", "Demander un rendez-vous"),), 1),
        ((("button", "Prendre rendez-vous"), ("link", "Prendre rendez-vous")), None),
        ((("button", "Un rendez-vous"), ("button", "Le rendez-vous")), None),
        ((("heading", "Prendre rendez-vous"),), None),
        ((("button", "Continuer"),), None),
        ((), None),
    ],
)
def test_one_element_or_none(elements: tuple[tuple[str, str], ...], node: int | None) -> None:
    found = the_one(BUTTON, named(*elements))
    assert (found.node if found else None) == node


def test_the_whole_name_comes_before_words_of_it() -> None:
    view = named(("button", "Prendre rendez-vous demain"), ("button", "Prendre rendez-vous"))
    assert [one.node for one in matching(BUTTON, view)] == [2]


@pytest.mark.parametrize(
    ("element", "done"),
    [
        (NAME, False),
        (in_state(NAME, State.FILLED), True),
        (in_state(NAME, State.FILLED, State.INVALID), False),
        (AGREE, False),
        (in_state(AGREE, State.CHECKED), True),
        (Element(1, "combobox", "Commune", entry=Entry.CHOICE, chosen="Mons"), True),
        (Element(1, "combobox", "Commune", entry=Entry.CHOICE), False),
    ],
)
def test_what_is_done_is_behind_one(element: Element, done: bool) -> None:  # noqa: FBT001
    assert is_done(element) is done


def test_the_cues_of_a_form_follow_one_another() -> None:
    view, pointed = FORM, []
    for element in (NAME, MAIL, AGREE, SEND):
        told = tell(GUIDANCE, view)
        assert told.pointed is not None
        pointed.append(told.pointed.node)
        view = with_(view, in_state(element, State.CHECKED if element is AGREE else State.FILLED))
    assert pointed == [NAME.node, MAIL.node, AGREE.node, SEND.node]


def test_a_button_that_cannot_be_used_is_not_pointed_at() -> None:
    told = tell(GUIDANCE, with_(HOME, in_state(BOOK, State.DISABLED)))
    assert (told.say, told.pointed, told.lost) == (words.UNREADY, None, False)


def test_a_disabled_twin_makes_it_unclear_all_the_same() -> None:
    twin = replace(BOOK, node=99, states=frozenset({State.DISABLED}))
    told = tell(GUIDANCE, replace(HOME, elements=(*HOME.elements, twin)))
    assert told.pointed is None
    assert told.lost
    assert "jaune" not in " ".join(told.say)


def test_an_optional_cue_may_be_missing_another_may_not() -> None:
    filled = with_(FORM, in_state(NAME, State.FILLED), in_state(MAIL, State.FILLED))
    told = tell(GUIDANCE, without(filled, AGREE))
    assert told.pointed == SEND
    assert tell(GUIDANCE, without(filled, MAIL)).lost


def test_the_words_change_where_the_button_has_another_of_its_names() -> None:
    done = with_(FORM, *(in_state(one, State.FILLED, State.CHECKED) for one in (NAME, MAIL, AGREE)))
    assert tell(GUIDANCE, done).say == ("Tout est écrit.", "Touchez « Confirmer ».")
    told = tell(GUIDANCE, with_(done, replace(SEND, name="Valider")))
    assert (told.say, told.pointed) == (("Touchez le bouton jaune.",), replace(SEND, name="Valider"))


def test_a_wrong_field_comes_first_and_an_empty_one_is_not_wrong_before_all_is_sent() -> None:
    wrong = in_state(MAIL, State.FILLED, State.INVALID)
    view = with_(FORM, wrong)
    assert tell(GUIDANCE, view).say == words.CORRECT
    assert tell(GUIDANCE, view).pointed == wrong
    assert tell(GUIDANCE, FORM).say != words.CORRECT
    assert tell(GUIDANCE, FORM, sent=True).pointed == NAME
    assert tell(GUIDANCE, FORM, sent=True).say == words.CORRECT


def test_the_last_button_is_known_on_every_page() -> None:
    assert is_final(GUIDANCE, SEND)
    assert is_final(GUIDANCE, Element(77, "button", "VALIDER"))
    assert not is_final(GUIDANCE, BOOK)
