"""The Dutch of the house: whole, nothing that is never shown, and within the writing rules."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.__main__ import main
from kiosk.bookings.protocol import Mode
from kiosk.ids import JourneyId
from kiosk.languages.checks import asked_of, language_faults
from kiosk.languages.reading import languages_folder
from kiosk.pages.site import Site
from kiosk.sentences import every_page, fixed_sentences
from kiosk.settings import load
from tests.kiosk.bench import Bench
from tests.kiosk.whims import Whims


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Bench(tmp_path).kiosk.site


@pytest.fixture
def asking_site(tmp_path: Path) -> Site:
    """A site whose office is asked, and answers later."""
    return Bench(tmp_path / "asking", provide=lambda now: Whims(now, Mode.REQUEST)).kiosk.site


def test_nothing_is_missing_and_nothing_too_long(site: Site, asking_site: Site) -> None:
    assert list(language_faults(site)) == []
    assert list(language_faults(asking_site)) == []


def test_no_translation_is_never_shown(site: Site, asking_site: Site) -> None:
    dutch = site.languages["nl"]
    assert set(dutch.texts) == {*asked_of(site, dutch), *asked_of(asking_site, dutch)}


def test_every_dutch_page_is_there_and_wholly_dutch(site: Site) -> None:
    dutch = site.languages["nl"]
    pages = list(every_page(site, dutch))
    assert {page.house.language for page in pages} == {"nl"}
    journeys = {journey: one for journey, one in site.library.journeys.items() if journey in dutch.journeys}
    assert set(journeys) == {"accueil", "borne_comptes", "commune_identite"} < set(site.library.journeys)
    same = replace(site, library=replace(site.library, journeys=journeys))
    assert len(pages) == len(list(every_page(same))) - 3, "all but the kiosk that rests, with a sentence and without"
    only_french = {one.title for journey, one in site.library.journeys.items() if journey not in dutch.journeys}
    names = {"Cité administrative de La Louvière", "Français", "Choisissez votre langue"}
    names |= {one.title for one in journeys.values() if one.id != "accueil"}  # what the facilitator reads of a call
    texts = [(line.text, line.language) for page in pages for line in page.lines]
    texts += [(choice.label, choice.language) for page in pages for choice in (*page.choices, *page.bar)]
    assert {text for text, language in texts if language == "fr"} == names | only_french


@pytest.mark.parametrize("lost", ["Prenez la lettre avec vous.", "J’ai reçu une lettre", "La carte urgente"])
def test_a_missing_text_is_named(site: Site, lost: str) -> None:
    dutch = site.languages["nl"]
    texts = {french: said for french, said in dutch.texts.items() if french != lost}
    faults = list(language_faults(replace(site, languages={"nl": replace(dutch, texts=texts)})))
    assert faults == [f'nl.toml: "{lost}": missing; add it with its translation, until then it stays French']


def test_a_long_sentence_and_an_unknown_journey_are_named(site: Site) -> None:
    dutch = site.languages["nl"]
    texts = {
        **dutch.texts,
        "Prenez la lettre avec vous.": "nog een woord " * 5,
        "Retour": "Een woord of zes is te veel",
    }
    worse = replace(dutch, texts=texts, journeys=frozenset({*dutch.journeys, JourneyId("nergens")}))
    faults = list(language_faults(replace(site, languages={"nl": worse})))
    assert [fault.split(";")[0] for fault in faults] == [
        "nl.toml: journeys: 'nergens' is unknown",
        f"nl.toml: the sentence {'nog een woord ' * 5!r} has 15 words",
        "nl.toml: the button 'Een woord of zes is te veel' has 7 words",
    ]


def test_a_language_without_the_resting_screen_is_named(site: Site) -> None:
    worse = replace(site.languages["nl"], journeys=frozenset({JourneyId("commune_identite")}))
    faults = list(language_faults(replace(site, languages={"nl": worse})))
    assert faults[0].startswith("nl.toml: journeys: expected 'accueil' among them")


def test_every_dutch_sentence_wants_a_clip_and_french_ones_stay(site: Site) -> None:
    pairs = fixed_sentences(site)
    dutch = {text for language, text in pairs if language == "nl"}
    french = [pair for pair in pairs if pair[0] == "fr"]
    assert {"U kunt tikken op:", "Bel DOC STOP: 00800 2123 2123.", "Goedendag! Wat wilt u doen?"} <= dutch
    assert {"Kies uw taal", "Nederlands", "Heel luid. Gekozen.", "Verder", "streepje"} <= dutch
    assert not [text for text in dutch if "januari" in text or "A2B3" in text]
    assert french == list(fixed_sentences(replace(site, languages={})))


def test_the_file_says_that_it_wants_to_be_read_again() -> None:
    assert "À relire" in (languages_folder() / "nl.toml").read_text(encoding="utf-8").splitlines()[0]


def test_a_site_without_services_is_whole_in_dutch_too(tmp_path: Path) -> None:
    settings = msgspec.structs.replace(load(), providers={}, services=())
    assert list(language_faults(Bench(tmp_path, settings=settings).kiosk.site)) == []


def test_the_command_that_checks_a_site_names_the_faults_of_a_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (languages_folder() / "nl.toml").read_text(encoding="utf-8")
    (tmp_path / "nl.toml").write_text(text.replace('"Retour" = "Terug"', '"Retour" = 3'), encoding="utf-8")
    monkeypatch.setattr("kiosk.languages.reading.languages_folder", lambda: tmp_path)
    assert main(["check", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "nl.toml: " in said
    assert "[bar] 'Retour': expected its translation in quotes" in said
    assert '"Retour": missing' in said
