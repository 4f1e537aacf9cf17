"""Which page a view is: all conditions hold, the most exact page wins, and in doubt none."""

import re
from dataclasses import replace

import pytest
from msgspec.structs import replace as replaced

from kiosk.journey import strict_yaml
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.plain import holds, plain, stands_in
from kiosk.official_site.recognise import Unknown, Why, fits, recognise
from kiosk.official_site.view import Element, State, View
from tests.kiosk.official_site.made import END, FORM, GUIDANCE, HOME, LOGIN, without


def page_of(view: View, guidance: Guidance = GUIDANCE) -> str:
    found = recognise(guidance, view)
    return found.why.value if isinstance(found, Unknown) else found.id


def of(pages: str) -> Guidance:
    head = "id: essai\nname: Essai\nstart: https://a.be/\nhosts: {pages: [a.be]}\npages:\n"
    return strict_yaml.parse(head + pages, "essai.yaml", Guidance)


def test_each_page_is_recognised() -> None:
    assert [page_of(view) for view in (HOME, FORM, LOGIN, END)] == ["accueil", "coordonnees", "attente", "fin"]


@pytest.mark.parametrize(
    ("glob", "url", "meant"),
    [
        ("a.be/", "https://a.be", True),
        ("a.be/", "https://a.be/?jour=mardi#haut", True),
        ("a.be/rdv", "https://a.be:8443/rdv/", True),
        ("a.be/rdv", "https://a.be/rdv/2", False),
        ("a.be/rdv/*", "https://a.be/rdv/2/fin", True),
        ("a.be/*/fin", "https://a.be/rdv/2/fin", True),
        ("a.be/rdv", "https://b.be/?u=a.be/rdv", False),
        ("*.a.be/rdv", "https://www.a.be/rdv", True),
        ("*.a.be/rdv", "https://evil.be/x.a.be/rdv", False),
        ("a.be/été", "https://a.be/%C3%A9t%C3%A9", True),
        ("a.be/a.b", "https://a.be/aXb", False),
        ("a.be/*", "https://xa.be/", False),
    ],
)
def test_a_glob_means_host_and_path_and_never_the_query(glob: str, url: str, meant: bool) -> None:  # noqa: FBT001
    assert fits(glob, url) is meant


def test_words_are_compared_as_people_do() -> None:
    assert plain("  Prénom\u00a0* : ") == plain("PRENOM") == "prenom"
    assert plain("L’œuvre") == plain("l'oeuvre")
    assert holds("Votre RENDEZ\u00adVOUS est\n confirmé", "rendezvous  est confirme")
    assert not holds("Une annonce", "non")
    assert holds("Une annonce, non merci", "non")
    assert not holds("non_lu", "non")
    assert not holds("tout", "")


def test_no_text_of_a_visitor_is_kept_for_later() -> None:
    assert not any(hasattr(function, "cache_info") for function in (plain, holds, stands_in))
    assert holds("Bonjour Quetzalcoatl", "quetzalcoatl")
    assert not any("quetzalcoatl" in str(key).lower() for key in re._cache)  # type: ignore[attr-defined]


def test_every_condition_must_hold() -> None:
    assert page_of(without(HOME, HOME.elements[0])) == "new"
    assert page_of(replace(HOME, url="https://rdv.exemple.be/autre")) == "new"
    assert page_of(replace(END, url="https://rdv.exemple.be/merci")) == "new"
    assert page_of(without(END, END.elements[0])) == "new"


def test_the_page_with_more_conditions_wins_then_the_longer_address_then_the_first() -> None:
    cues = "cues: [{say: [Lisez.]}]"
    guidance = of(
        f"- {{id: tout, url: a.be/*, {cues}}}\n- {{id: rdv, url: a.be/rdv/*, {cues}}}\n"
        f"- {{id: pris, url: a.be/*, text: Merci, {cues}}}\n- {{id: double, url: a.be/rdv/*, {cues}}}\n"
    )
    view = View("https://a.be/rdv/2", elements=(Element(1, "text", "Bonjour"),))
    assert page_of(view, guidance) == "rdv"
    assert page_of(replace(view, elements=(Element(1, "text", "Merci !"),)), guidance) == "pris"
    assert page_of(replace(view, url="https://a.be/x"), guidance) == "tout"


def test_an_element_is_a_condition_while_it_can_be_used() -> None:
    guidance = of("- {id: choisi, url: a.be/*, element: {role: button, name: Suivant}, cues: [{say: [Lisez.]}]}\n")
    button = Element(1, "button", "SUIVANT")
    assert page_of(View("https://a.be/", elements=(button,)), guidance) == "choisi"
    assert (
        page_of(View("https://a.be/", elements=(replace(button, states=frozenset({State.DISABLED})),)), guidance)
        == "new"
    )
    assert page_of(View("https://a.be/"), guidance) == "new"


@pytest.mark.parametrize("language", ["nl", "NL-be", "en"])
def test_another_language_is_none_of_the_pages(language: str) -> None:
    found = recognise(GUIDANCE, replace(HOME, language=language))
    assert found == Unknown(Why.LANGUAGE)


@pytest.mark.parametrize("language", ["", "fr", "FR", "fr-CA"])
def test_a_page_in_french_or_that_does_not_say_is_recognised(language: str) -> None:
    assert page_of(replace(HOME, language=language)) == "accueil"


def test_without_pages_everything_is_new() -> None:
    assert page_of(HOME, replaced(GUIDANCE, pages=())) == "new"
