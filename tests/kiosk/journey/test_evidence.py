"""What a step rests on: its own facts, those of its values, and how old each value is."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as changed

from kiosk.ids import JourneyId, PlaceId, StepId
from kiosk.journey.evidence import Age, evidence_of
from kiosk.journey.loader import Library, Ref, load_library
from kiosk.journey.values import Value

TODAY = date(2026, 11, 23)
LIBRARY = load_library(PlaceId("la_louviere"))
TEL = Ref(JourneyId("commune_identite"), StepId("perdue"))


def with_value(text: str, verified: date | None) -> Library:
    value = Value(fallback="Demandez.", text=text, fact=LIBRARY.values["docstop"].fact, verified=verified)
    return replace(LIBRARY, values={**LIBRARY.values, "docstop": value})


def test_a_step_rests_on_its_facts_and_on_those_of_its_values() -> None:
    step = changed(LIBRARY.step(TEL), facts=LIBRARY.step(Ref(TEL.journey, StepId("declarer"))).facts)
    found = evidence_of(LIBRARY, step, TODAY)
    assert [fact.id for fact in found.facts] == ["commune.id.loss", "commune.docstop"]
    assert [(one.name, one.within) for one in found.used] == [("docstop", "Appelez DOC STOP\u00a0: 00800 2123 2123.")]


def test_a_fact_is_told_once() -> None:
    assert [fact.id for fact in evidence_of(LIBRARY, LIBRARY.step(TEL), TODAY).facts] == ["commune.docstop"]


@pytest.mark.parametrize(
    ("text", "verified", "today", "age"),
    [
        ("", None, TODAY, Age.UNKNOWN),
        ("00", None, TODAY, Age.NEVER),
        ("00", date(2026, 5, 26), TODAY, Age.OLD),
        ("00", date(2026, 5, 27), TODAY, Age.FRESH),
        ("00", date(2026, 5, 27), None, Age.UNTOLD),
    ],
)
def test_a_value_has_its_age(text: str, verified: date | None, today: date | None, age: Age) -> None:
    library = with_value(text, verified)
    (used,) = evidence_of(library, library.step(TEL), today).used
    assert (used.age, used.shown) == (age, text or "Demandez.")


def test_an_office_that_a_page_shows_counts() -> None:
    found = evidence_of(LIBRARY, LIBRARY.step(TEL), TODAY, offices=("commune", "nowhere"))
    assert [one.name for one in found.used] == ["docstop", "commune"]
    assert found.used[1].shown.startswith("Cité administrative")
    assert "lalouviere.hours_2021" in [fact.id for fact in found.facts]


def test_values_stand_in_the_order_of_the_sentences() -> None:
    step = changed(LIBRARY.step(TEL), text=("A {commune_phone} {docstop}.", "B {docstop} {commune_place}."))
    names = [one.name for one in evidence_of(LIBRARY, step, TODAY).used]
    assert names == ["commune_phone", "docstop", "commune_place"]
