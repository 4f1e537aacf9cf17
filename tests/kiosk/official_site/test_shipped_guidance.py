"""What ships for real sites says no more than is publicly known, and reads freely wherever that ends."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from kiosk.official_site import words
from kiosk.official_site.guidance import Guidance, Wait
from kiosk.official_site.loading import read_guidances
from kiosk.official_site.telling import tell
from kiosk.official_site.view import Element, View

_FOUND, _FAULTS = read_guidances(Path(str(files("kiosk") / "journeys")))
_ALL = pytest.mark.parametrize("guidance", _FOUND.values(), ids=_FOUND)


def _page(guidance: Guidance, url: str = "", *texts: str) -> View:
    elements = tuple(Element(number, "text", text) for number, text in enumerate(texts, 1))
    return View(url or guidance.start, "", "fr-BE", elements)


def test_the_forem_and_a_commune_are_there() -> None:
    assert _FAULTS == ()
    assert {"forem_inscription", "forem_rendez_vous", "guichet_la_louviere"} <= set(_FOUND)


@_ALL
def test_what_nobody_verified_names_no_button(guidance: Guidance) -> None:
    assert guidance.verified or not any(cue.point for page in guidance.pages for cue in page.cues)


@_ALL
def test_its_first_page_is_known_and_points_at_nothing(guidance: Guidance) -> None:
    told = tell(guidance, _page(guidance))
    assert told.page
    assert not told.free
    assert told.pointed is None


@_ALL
def test_another_language_and_another_host_are_read_freely(guidance: Guidance) -> None:
    for view in (replace(_page(guidance), language="nl"), _page(guidance, "https://www.exemple.be/")):
        told = tell(guidance, view)
        assert told.free
        assert told.say in words.UNKNOWN.values()


@_ALL
def test_a_login_is_waited_for(guidance: Guidance) -> None:
    told = tell(guidance, _page(guidance, "https://connexion.belgium.be/fr"))
    assert told.page
    assert told.page.wait
    assert told.page.wait.kind is Wait.ITSME


def test_a_page_is_said_to_speak_of_what_stands_on_it() -> None:
    guidance = _FOUND["forem_inscription"]  # type: ignore[index]
    url = "https://www.leforem.be/particuliers"
    assert "l’inscription" in tell(guidance, _page(guidance, url, "Je veux m’inscrire")).say[0]
    assert "l’inscription" not in tell(guidance, _page(guidance, url, "Nos bureaux")).say[0]
