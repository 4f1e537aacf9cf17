"""Invented visitors: each reaches the outcome that is written, and no journey is without one."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from kiosk.errors import ContentError
from kiosk.ids import ChoiceId, JourneyId, PlaceId, StepId
from kiosk.journey.loader import HOME, Ref, content_folder, load_library
from kiosk.journey.personas import Astray, Passed, Persona, read_personas, visit

LIBRARY = load_library(PlaceId("la_louviere"))
EVERYBODY = read_personas(content_folder())
SOMEBODY = (
    'invented: "Inventé."\npersonas:\n- {id: a, situation: "1 an", answers: [aide, manger], outcome: "@person"}\n'
)


@pytest.mark.parametrize("persona", EVERYBODY.personas, ids=lambda one: one.id)
def test_each_reaches_the_outcome(persona: Persona) -> None:
    passed = visit(LIBRARY, persona)
    assert isinstance(passed, Passed), passed
    assert passed.outcome == persona.outcome


def test_every_journey_has_one() -> None:
    visits = [visit(LIBRARY, persona) for persona in EVERYBODY.personas]
    seen = {journey for one in visits if isinstance(one, Passed) for journey in one.journeys}
    assert set(LIBRARY.journeys) - {HOME} <= seen


def test_all_are_invented_and_of_some_age() -> None:
    assert "inventée" in EVERYBODY.invented
    assert all(re.match(r"\d{2} ans, ", persona.situation) for persona in EVERYBODY.personas)


def test_an_answer_that_its_page_does_not_offer_leads_astray() -> None:
    here = Ref(HOME, StepId("forem"))
    lost = somebody("forem", "voler", "aide")
    assert visit(LIBRARY, lost) == Astray(here, ChoiceId("voler"))
    assert str(visit(LIBRARY, lost)) == "accueil:forem does not offer 'voler'"


def test_an_hour_can_be_chosen_only_where_the_site_gives_some() -> None:
    booking = next(persona for persona in EVERYBODY.personas if persona.id == "carte_bientot_finie")
    astray = visit(LIBRARY, changed(booking, bookable=frozenset()))
    assert astray == Astray(Ref(JourneyId("commune_identite"), StepId("rdv")), ChoiceId("ici"))


def test_nobody_goes_on_after_a_person_helps() -> None:
    assert isinstance(visit(LIBRARY, somebody("aide", "manger", "aide", "colis")), Astray)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOMEBODY + SOMEBODY.splitlines()[-1], "personas.yaml:4: two personas have the id 'a'; give each its own"),
        (SOMEBODY.replace("situation", "nom"), "personas.yaml:3: personas[0]: Object contains unknown field `nom`"),
        (SOMEBODY.replace("[aide, manger]", "[]"), "personas.yaml:3: personas[0].answers"),
        (SOMEBODY.replace("@person", "une personne"), "personas.yaml:3: personas[0].outcome"),
        (SOMEBODY.replace('invented: "Inventé."\n', ""), "personas.yaml:1: Object missing required field `invented`"),
    ],
)
def test_the_file_is_read_strictly(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "personas.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(said)):
        read_personas(tmp_path)


def somebody(*answers: str) -> Persona:
    return Persona(id="x", situation="1 an", answers=tuple(map(ChoiceId, answers)), outcome="@person")
