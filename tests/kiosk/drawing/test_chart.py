"""What is drawn of a journey: the visitor's own words, where each choice leads, the main path, the counts."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.drawing.chart import Arrow, Card, Chart, Place, Sign, chart_of
from kiosk.drawing.words import CONDITIONS, HOUSE, stopped, weeks_counted
from kiosk.ids import JourneyId, PlaceId, StepId
from kiosk.journey.loader import Library, content_folder, load_library
from kiosk.journey.model import HOUSE_TARGETS, Journey
from kiosk.journey.strict_yaml import load
from kiosk.usage.leaving import Ended, Endings
from kiosk.usage.period import Period
from kiosk.walk import CONDITIONS as KNOWN

LIBRARY = load_library(PlaceId("la_louviere"))
ONE = """
id: exemple
title: "Un exemple"
start: depart
need: exemple
steps:
- {id: depart, kind: choice, title: "Que voulez-vous ?", choices: [
    {id: a, label: "Une carte", to: papiers}, {id: b, label: "Un conseil", to: conseil},
    {id: c, label: "Une aide", to: "@person"}]}
- {id: papiers, kind: info, title: "Vos papiers", choices: [
    {id: plus, label: "En savoir plus", to: conseil}, {id: rdv, label: "Prendre rendez-vous", to: rdv}]}
- {id: conseil, kind: info, title: "Un conseil", choices: [
    {id: compris, label: "J’ai compris", to: papiers}, {id: ailleurs, label: "Autre", to: "commune_identite:perdue"}]}
- {id: rdv, kind: choice, title: "Comment ?", choices: [
    {id: ici, label: "Ici", when: bookable, to: jour}, {id: tel, label: "Téléphone", to: fin, outcome: phone}]}
- {id: jour, kind: slots, title: "Choisissez le jour.", to: billet, otherwise: fin}
- {id: billet, kind: ticket, title: "C’est réservé"}
- {id: fin, kind: outcome, outcome: information, title: "Votre résumé", choices: [
    {id: debut, label: "Revoir", to: depart}, {id: fini, label: "J’ai fini", to: "@end"},
    {id: perdu, label: "Perdu", to: nulle_part}]}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The content that ships, and a journey in which everything happens."""
    (tmp_path / "exemple.yaml").write_text(ONE, encoding="utf-8")
    journey = load(tmp_path / "exemple.yaml", Journey)
    return replace(LIBRARY, journeys={**LIBRARY.journeys, journey.id: journey})


@pytest.fixture
def chart(library: Library) -> Chart:
    return chart_of(library, library.journeys[JourneyId("exemple")])


def card(chart: Chart, step: str) -> Card:
    return next(one for one in chart.cards if one.id == step)


def arrow(chart: Chart, step: str, label: str) -> Arrow:
    return next(one for one in card(chart, step).arrows if one.label == label)


def sign(chart: Chart, step: str, label: str) -> Sign:
    to = arrow(chart, step, label).to
    assert isinstance(to, Sign)
    return to


def test_cards_say_what_the_visitor_sees(chart: Chart) -> None:
    assert [(one.kind, one.title) for one in chart.cards] == [
        ("Question", "Que voulez-vous ?"),
        ("À savoir", "Vos papiers"),
        ("À savoir", "Un conseil"),
        ("Question", "Comment ?"),
        ("Heures libres", "Choisissez le jour."),
        ("Résultat\u00a0: rendez-vous pris", "C’est réservé"),
        ("Résultat\u00a0: information reçue", "Votre résumé"),
    ]
    assert [one.id for one in chart.cards if one.last] == ["billet", "fin"]


def test_a_choice_says_when_it_is_offered_and_what_it_counts(chart: Chart) -> None:
    assert arrow(chart, "rdv", "Ici").notes == ("si la borne prend rendez-vous",)
    assert arrow(chart, "rdv", "Téléphone").notes == ("Résultat\u00a0: par téléphone",)
    assert set(KNOWN) == set(CONDITIONS)


def test_a_slots_step_leads_on_with_and_without_an_hour(chart: Chart) -> None:
    assert [(one.label, one.to) for one in card(chart, "jour").arrows] == [
        ("Une heure est choisie", "billet"),
        ("Aucune heure libre ici", "fin"),
    ]


def test_what_is_no_card_of_the_journey_has_its_own_sign(chart: Chart) -> None:
    assert (sign(chart, "depart", "Une aide").place, sign(chart, "depart", "Une aide").apart) == (Place.PERSON, False)
    assert sign(chart, "fin", "J’ai fini").text == "Tout est effacé"
    elsewhere = sign(chart, "conseil", "Autre")
    assert (elsewhere.place, elsewhere.apart) == (Place.JOURNEY, True)
    assert elsewhere.text == "Ma carte d’identité\u00a0: Bloquez la carte maintenant"
    assert sign(chart, "fin", "Perdu").text == "nulle_part"


def test_a_way_back_is_a_sign_and_a_way_on_an_arrow(chart: Chart) -> None:
    assert arrow(chart, "papiers", "En savoir plus").to == "conseil"
    assert arrow(chart, "depart", "Un conseil").to == "conseil"
    assert (sign(chart, "fin", "Revoir").place, sign(chart, "fin", "Revoir").text) == (Place.BACK, "Retour au début")


def test_a_page_beside_the_path_leads_back_to_it() -> None:
    chart = chart_of(LIBRARY, LIBRARY.journeys[JourneyId("commune_identite")])
    back = sign(chart, "docstop", "J’ai compris")
    assert (back.place, back.text) == (Place.BACK, "Bloquez la carte maintenant")


def test_the_main_path_goes_by_first_buttons_with_and_without_appointments(chart: Chart) -> None:
    main = {(one.id, arrow.label) for one in chart.cards for arrow in one.arrows if arrow.main}
    assert main == {
        ("depart", "Une carte"),
        ("depart", "Un conseil"),
        ("depart", "Une aide"),
        ("papiers", "En savoir plus"),
        ("conseil", "J’ai compris"),
    }
    identity = chart_of(LIBRARY, LIBRARY.journeys[JourneyId("commune_identite")])
    assert [arrow.main for arrow in card(identity, "rdv").arrows] == [True, True, False, False, False]
    assert [arrow.main for arrow in card(identity, "site").arrows] == [False, False]
    assert arrow(identity, "recap", "Oui, je réserve").main
    assert not any(arrow.main for arrow in card(identity, "memo").arrows)


def test_the_resting_screen_has_no_main_path_and_its_other_door() -> None:
    home = chart_of(LIBRARY, LIBRARY.journeys[JourneyId("accueil")])
    assert not any(arrow.main for one in home.cards for arrow in one.arrows)
    assert arrow(home, "accueil", "Autre chose").to == "autre"


def test_counts_stand_on_their_card(library: Library) -> None:
    exemple = JourneyId("exemple")
    weeks = (Period("2026-W46"), Period("2026-W47"))
    endings = Endings(weeks, {(exemple, StepId("papiers")): Ended(12, 1), (JourneyId("x"), StepId("rdv")): Ended(9)})
    chart = chart_of(library, library.journeys[exemple], endings)
    assert card(chart, "papiers").ended == Ended(12, 1)
    assert card(chart, "rdv").ended == Ended()
    assert chart.weeks == weeks


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (Ended(), ""),
        (Ended(12), "Fin de 12 visites"),
        (Ended(12, 1), "Fin de 12 visites, et moins de 5 dans 1 semaine"),
        (Ended(12, 3), "Fin de 12 visites, et moins de 5 dans 3 semaines"),
        (Ended(0, 1), "Fin de visites\u00a0: moins de 5"),
        (Ended(0, 3), "Fin de visites\u00a0: moins de 5 par semaine"),
    ],
)
def test_where_visits_end_is_said_without_a_number_of_one_to_four(ended: Ended, said: str) -> None:
    assert stopped(ended) == said


def test_the_weeks_are_named() -> None:
    one, two = Period("2026-W46"), Period("2026-W47")
    assert weeks_counted(()) == "Aucune semaine comptée n’est finie."
    assert "du 16 novembre 2026 au 22 novembre 2026." in weeks_counted((two,))
    assert "du 9 novembre 2026 au 22 novembre 2026." in weeks_counted((one, two))


def test_every_target_of_the_house_has_its_words() -> None:
    assert set(HOUSE) == HOUSE_TARGETS
    assert {target.removeprefix("@") for target in HOUSE} <= {place.value for place in Place}


def test_every_journey_can_be_drawn() -> None:
    for journey in LIBRARY.journeys.values():
        chart = chart_of(LIBRARY, journey)
        ids = {one.id for one in chart.cards}
        ways = [way.to for one in chart.cards for way in one.arrows]
        assert {to for to in ways if not isinstance(to, Sign)} <= ids
    assert len(list(content_folder().glob("*.yaml"))) > len(LIBRARY.journeys) > 10
