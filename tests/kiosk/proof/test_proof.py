"""What the proof-reading sheet says of a step: its buttons, its sources, its findings, its invented visitors."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from kiosk.checking.finding import Finding
from kiosk.ids import ChoiceId, FactId, JourneyId, StepId
from kiosk.journey.evidence import Age, Evidence, Used
from kiosk.journey.loader import HOME, Fact, Ref
from kiosk.journey.personas import Persona, PersonaFile, read_personas
from kiosk.page import ChecklistPage, ChoicePage, Line
from kiosk.pages.site import Site
from kiosk.proof.grounds import grounds_of
from kiosk.proof.people import people_of
from kiosk.proof.sheet import Card, house_sheet, journey_sheet
from kiosk.proof.shown import Screen, shown
from kiosk.proof.ways import ways_of
from kiosk.walk import Abilities
from tests.kiosk.bench import Bench

CARD = JourneyId("commune_identite")
NOBODY = PersonaFile(invented="Inventé.", personas=())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Bench(tmp_path).opened.site


def here(step: str, journey: JourneyId = CARD) -> Ref:
    return Ref(journey, StepId(step))


def somebody(answers: str, outcome: str) -> PersonaFile:
    persona = Persona(
        id="x", situation="34 ans", answers=tuple(ChoiceId(one) for one in answers.split()), outcome=outcome
    )
    return PersonaFile(invented="Inventé.", personas=(persona,))


def test_a_button_leads_to_a_step_or_to_a_screen_of_the_house(site: Site) -> None:
    done, what, without = ways_of(site, here("perdue"))
    assert (done.label, done.to, done.there) == ("C’est fait", "Déclarez la perte ou le vol", here("declarer"))
    assert (without.to, without.there) == ("Une personne vous aide", None)
    assert what.there == here("docstop")


def test_a_button_that_this_site_leaves_out_is_told_with_the_reason(site: Site) -> None:
    no_site, no_hours = "Seulement où la borne montre le site officiel", "Seulement où ce lieu donne des heures"
    assert [way.only for way in ways_of(site, here("rdv"))] == ["", "", no_site, "", ""]
    nothing = replace(site, abilities=Abilities())
    assert [way.only for way in ways_of(nothing, here("rdv"))] == [no_hours, "", no_site, "", ""]


def test_what_a_site_passes_over_is_passed_over(site: Site) -> None:
    (on, *_) = ways_of(site, here("creneaux"))
    assert on.to == site.library.step(here("recap")).title


def test_the_resting_screen_has_the_button_of_its_bar(site: Site) -> None:
    *doors, other = ways_of(site, site.library.home)
    assert len(doors) == 4
    assert (other.label, other.to) == ("Autre chose", "Autre chose")


def test_a_visitor_is_told_screen_by_screen(site: Site) -> None:
    (person,) = people_of(site, somebody("commune identite perdue sans", "@person"), CARD)
    assert [move.touched for move in person.moves][1:] == [
        "Ma carte d’identité",
        "Carte perdue ou volée",
        "Je n’ai pas de téléphone",
    ]
    assert (person.outcome, person.astray) == ("Une personne vous aide", "")


def test_a_visitor_who_comes_out_elsewhere_is_marked(site: Site) -> None:
    (person,) = people_of(site, somebody("commune identite perdue sans", "@end"), CARD)
    assert person.astray == "@end"


def test_a_visitor_whose_way_is_not_offered_is_marked_where_it_ends(site: Site) -> None:
    (person,) = people_of(site, somebody("commune identite perdue nager", "@person"), CARD)
    assert [(move.at, move.touched) for move in person.moves] == [(here("perdue"), "nager")]
    assert person.astray == "@person"


def test_everybody_begins_on_the_resting_screen_so_nobody_is_listed_there(site: Site) -> None:
    file = read_personas(site.library.folder)
    assert people_of(site, file, HOME) == ()
    told = {one.situation for journey in site.library.journeys for one in people_of(site, file, journey)}
    assert told == {one.situation for one in file.personas}


@pytest.mark.parametrize(
    ("age", "said", "good"),
    [
        (Age.UNKNOWN, "Inconnu ici.", False),
        (Age.NEVER, "Jamais vérifié sur place.", False),
        (Age.OLD, "il y a plus de 180 jours", False),
        (Age.UNTOLD, "ne connaît pas la date", False),
        (Age.FRESH, "Vérifié le 3 mars 2026. Par\u00a0: animatrice EPN.", True),
    ],
)
def test_a_value_says_its_age(age: Age, said: str, good: bool) -> None:  # noqa: FBT001  # a case's expectation
    verified = None if age in {Age.UNKNOWN, Age.NEVER} else date(2026, 3, 3)
    (ground,) = grounds_of(
        Evidence(
            used=(
                Used(
                    name="phone",
                    shown="064",
                    within="Appelez le 064.",
                    age=age,
                    verified=verified,
                    by="animatrice EPN" if verified else "",
                    fact=FactId(""),
                    source="site de la commune",
                ),
            )
        )
    )
    assert ground.text == "«\u00a0Appelez le 064.\u00a0»"
    assert said in ground.mark
    assert ground.mark.endswith(" Lu\u00a0: site de la commune.")
    assert ground.good is good


def test_a_fact_says_how_sure_it_is_and_where_it_was_read() -> None:
    fact = Fact(
        id=FactId("a"),
        statement="La Terre est ronde.",
        sources=("https://www.terre.be/a", "http://doczz.fr/a...", "un livre"),
        source_date="n.d. ; 2016",
        confidence="dated",
    )
    (ground,) = grounds_of(Evidence(facts=(fact,)))
    assert (ground.mark, ground.good, ground.date) == ("À confirmer", False, "sans date ; 2016")
    assert ground.sources == (("terre.be", "https://www.terre.be/a"), ("doczz.fr", ""), ("un livre", ""))
    (sure,) = grounds_of(Evidence(facts=(changed(fact, confidence="verified"),)))
    assert sure.good


def test_a_finding_stands_at_its_step(site: Site) -> None:
    lines = (site.library.folder / "commune_identite.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "Appelez DOC STOP" in text)
    here_, head, elsewhere = (
        Finding(file, number, "vous", "« tu »", "write vous")
        for file, number in (("commune_identite.yaml", line), ("commune_identite.yaml", 1), ("facts.yaml", line))
    )
    sheet = journey_sheet(site, CARD, {}, NOBODY, (here_, head, elsewhere))
    assert {card.id: card.findings for card in sheet.cards if card.findings} == {"commune_identite-perdue": (here_,)}
    assert sheet.findings == (here_, head)


def test_a_step_that_this_site_does_not_show_keeps_its_sentences(site: Site) -> None:
    sheet = journey_sheet(site, CARD, {}, NOBODY, ())
    assert len(sheet.cards) == len(site.library.journeys[CARD].steps)
    lost = next(card for card in sheet.cards if card.id == "commune_identite-perdue")
    assert lost.screens == ()
    assert lost.text[0].startswith("Appelez DOC STOP")


def test_the_page_of_an_appointment_rests_on_its_office(site: Site) -> None:
    (ticket,) = (card for card in journey_sheet(site, CARD, {}, NOBODY, ()).cards if card.id.endswith("-billet"))
    assert any("Cité administrative" in ground.text for ground in ticket.grounds)


def test_other_words_have_another_mark() -> None:
    def card(sentence: str) -> Card:
        page = ChoicePage(title="Un titre", lines=(Line(sentence),))
        return house_sheet({"house-a": [Screen(page, "images/a.png")]}).cards[0]

    assert card("Un mot.").fingerprint == card("Un mot.").fingerprint != card("Un autre mot.").fingerprint


def test_the_mark_of_a_step_is_the_same_on_every_tour_and_changes_with_a_value(site: Site) -> None:
    def marks(one: Site) -> dict[str, str]:
        page = ChoicePage(title="Un titre", lines=(Line("Votre code : 2RTJ", live=True),))
        shots = {here("billet"): (Screen(page, "images/a.png"),)} if one is site else {}
        return {card.id: card.fingerprint for card in journey_sheet(one, CARD, shots, NOBODY, ()).cards}

    value = changed(site.library.values["docstop"], text="112")
    other = replace(site, library=replace(site.library, values={**site.library.values, "docstop": value}))
    assert marks(site).items() - marks(other).items() == {
        ("commune_identite-perdue", marks(site)["commune_identite-perdue"])
    }


def test_what_a_visitor_typed_is_not_shown() -> None:
    page = ChecklistPage(title="Un titre", lines=(Line("Anne", personal=True), Line("Un mot.")))
    assert shown(page).lines == ("Un mot.",)
