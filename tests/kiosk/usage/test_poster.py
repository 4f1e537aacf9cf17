"""What stands on the poster of a week."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.checking.content import text_findings
from kiosk.checking.glossary import read_glossary
from kiosk.checking.spelling import spelling_findings
from kiosk.checking.texts import Kind, Text
from kiosk.ids import JourneyId
from kiosk.journey.loader import content_folder
from kiosk.usage import poster
from kiosk.usage.export import Export, export
from kiosk.usage.period import Period
from kiosk.usage.poster import MOST_BARS, Bar, Card, Poster, poster_of, week_in_words
from screens.palette import COLOURS, rgba
from tests.kiosk.usage.samples import NAMES, TODAY, USUAL, WEEK, Cells, exported, rows

TONES = {"commune_identite": "commune", "forem_inscription": "forem", "aide_cpas": "aid"}


def made(of: Export) -> Poster:
    return poster_of(of, WEEK, lambda journey: TONES.get(journey, ""))


def test_a_usual_week() -> None:
    found = made(exported(USUAL))
    assert (found.site, found.title) == ("EPN de Binche", "Semaine du 16 au 22\u00a0novembre 2026")
    assert found.visits == Card("52", "visites")
    assert found.cards == (Card("10\u00a0h\u00a040", "d’utilisation"), Card("19\u00a0h", "de marche, 2\u00a0jours"))
    assert found.bars == (
        Bar("Ma carte d’identité", "29", 1.0, "#00595A"),
        Bar("M’inscrire au Forem", "14 ou plus", 14 / 29, "#5B2A86"),
    )
    assert found.hidden == (
        "Ces sujets ont moins de 5 visites par résultat\u00a0: "
        "Aucun sujet choisi\u00a0; Colis alimentaire et aide du CPAS."
    )
    assert found.ends == (
        Card("37", "Rendez-vous pris"),
        Card("moins de 5", "Par téléphone"),
        Card("6 ou plus", "Arrêt en chemin"),
    )
    assert (found.note, found.date) == ("", (2026, 11, 23))


@pytest.mark.parametrize(
    ("cells", "visits"),
    [
        ({}, Card("0", "visite")),
        ({("aide_cpas", "phone"): 3}, Card("moins de 5", "visites")),
        ({("aide_cpas", "phone"): 1, ("accueil", "left"): 1}, Card("peu", "de visites")),
        ({("aide_cpas", "phone"): 2, ("accueil", "left"): 3}, Card("5", "visites")),
        ({("aide_cpas", "phone"): 12, ("accueil", "left"): 3}, Card("12", "visites ou plus")),
    ],
)
def test_the_large_number_never_tells_a_small_one(cells: Cells, visits: Card) -> None:
    assert made(exported(cells)).visits == visits


def test_a_week_without_a_visit_and_one_in_which_all_is_hidden_say_so() -> None:
    nothing, hidden = made(exported({}, minutes=0, up=False)), made(exported({("aide_cpas", "phone"): 3}))
    assert (nothing.note, nothing.bars, nothing.ends, nothing.hidden) == (poster.NOBODY, (), (), "")
    assert nothing.cards == (Card("0\u00a0min", "d’utilisation"),)
    assert (hidden.note, hidden.bars) == (poster.ALL_HIDDEN, ())
    assert hidden.hidden.endswith("\u00a0: Colis alimentaire et aide du CPAS.")


def test_more_topics_than_a_page_holds_are_summed_without_a_bar() -> None:
    many = {JourneyId(f"j{number}"): f"Sujet {number}" for number in range(MOST_BARS + 3)}
    cells: Cells = {(journey, "booked"): 50 - number for number, journey in enumerate(many)}
    cells["j16", "left"] = 2
    found = made(export(rows(cells), TODAY, replace(NAMES, journeys=many)))
    assert len(found.bars) == MOST_BARS + 1
    assert found.bars[-1] == Bar("D’autres sujets", "105 ou plus", 0.0, "#14213D")


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 11, 16), "Semaine du 16 au 22 novembre 2026"),
        (date(2026, 11, 30), "Semaine du 30 novembre au 6 décembre 2026"),
        (date(2026, 6, 1), "Semaine du 1er au 7 juin 2026"),
        (date(2026, 12, 28), "Semaine du 28 décembre 2026 au 3 janvier 2027"),
    ],
)
def test_a_week_in_words(first: date, words: str) -> None:
    assert week_in_words(first).replace("\u00a0", " ") == words


def test_a_week_that_is_not_in_the_numbers_had_no_visit() -> None:
    assert poster_of(exported(USUAL), Period("2026-W40"), str).note == poster.NOBODY


def test_the_colours_are_those_of_the_screens() -> None:
    assert {tone.value: paint.fill for tone, paint in COLOURS.tones.items()} == {
        tone: rgba(colour) for tone, colour in poster.PAINTS.items()
    }


def texts() -> Iterator[tuple[Kind, str]]:
    for found in (made(exported(USUAL)), made(exported({})), made(exported({("aide_cpas", "phone"): 3}))):
        yield Kind.LABEL, found.kicker
        for title in (found.topics, found.ends_title, found.promise, poster.OTHERS):
            yield Kind.TITLE, title
        for sentence in (*found.privacy, *found.small, found.note):
            yield Kind.SENTENCE, sentence
        yield Kind.SENTENCE, found.hidden.partition("\u00a0:")[0]
        yield from ((Kind.LABEL, card.label.partition(",")[0]) for card in (found.visits, *found.cards))


def test_every_word_is_without_fault() -> None:
    found = tuple(Text("poster", 0, kind, text, text) for kind, text in dict.fromkeys(texts()) if text)
    assert len(found) > 15
    glossary = read_glossary(content_folder())
    faults = (*text_findings(found, glossary), *spelling_findings(found, glossary))
    assert [str(one) for one in faults if not one.note] == []
