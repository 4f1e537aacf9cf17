"""A page is in one language: headings decide for all of it, sentences and choices for themselves."""

from dataclasses import replace

import pytest

from kiosk.ids import ChoiceId
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.languages.reading import read_catalogues
from kiosk.page import Choice, EntryPage, InfoPage, Line, Page, Prefs
from kiosk.pages import words
from kiosk.pages.settings_pages import settings_page
from kiosk.pages.speech import compose
from kiosk.pages.translation import translated

DUTCH = read_catalogues()[0]["nl"]
PAGE = InfoPage(title="Une bonne photo", lines=(Line("L’appel est gratuit."), Line("Rien de tel.")), bar=words.HOME_BAR)


def without(*lost: str) -> Catalogue:
    return replace(DUTCH, texts={french: said for french, said in DUTCH.texts.items() if french not in lost})


def test_a_sentence_without_translation_says_that_it_is_french() -> None:
    page = translated(PAGE, DUTCH)
    assert page is not None
    assert [(line.text, line.language) for line in page.lines] == [("Bellen is gratis.", ""), ("Rien de tel.", "fr")]
    assert [one.language for one in compose(page)] == ["nl", "nl", "fr"]
    assert page.house is DUTCH.house


def test_the_language_button_has_the_name_of_the_language() -> None:
    page = translated(PAGE, DUTCH)
    assert page is not None
    assert page.bar[0] == replace(words.LANGUAGE_BUTTON, label="Nederlands")
    assert [choice.id for choice in page.bar] == [choice.id for choice in PAGE.bar]


def test_french_stays_as_it_is() -> None:
    assert translated(PAGE, FRENCH) is PAGE


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        (PAGE, "Une bonne photo"),
        (settings_page(Prefs()), "Les lettres"),
        (EntryPage(title="Écrivez votre nom", field="Votre nom"), "Votre nom"),
    ],
    ids=["title", "group", "field"],
)
def test_a_page_with_a_heading_that_has_no_translation_stays_french(page: Page, heading: str) -> None:
    assert translated(page, DUTCH) is not None
    assert translated(page, without(heading)) is None


@pytest.mark.parametrize("lost", ["Le Forem", "Travail et formation"])
def test_no_choice_is_half_in_each_language(lost: str) -> None:
    door = Choice(ChoiceId("forem"), "Le Forem", "Travail et formation")
    page = translated(replace(PAGE, choices=(door,)), without(lost))
    assert page is not None
    assert page.choices == (replace(door, language="fr"),)


def test_live_texts_and_names_are_not_looked_up() -> None:
    lines = (Line("Retour", live=True), Line("Retour", language="fr"), Line("Retour", personal=True), Line(""))
    page = translated(replace(PAGE, lines=lines), DUTCH)
    assert page is not None
    assert page.lines == lines


def test_what_is_chosen_is_said_so_in_the_language() -> None:
    page = translated(settings_page(Prefs()), DUTCH)
    assert page is not None
    said = {one.text: one.language for one in compose(page)}
    assert said["Gewoon. Gekozen."] == "nl"
    half = translated(settings_page(Prefs()), without("Normal"))
    assert half is not None
    assert {one.text: one.language for one in compose(half)}["Normal. Choisi."] == "fr"
