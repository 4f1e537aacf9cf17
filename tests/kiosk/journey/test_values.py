"""Values in sentences: known, old, unknown."""

from datetime import date, timedelta

import pytest

from kiosk.journey.values import (
    Filled,
    OfficeEntry,
    OwnOffice,
    OwnValue,
    Trust,
    Value,
    fill,
    offices_over,
    values_over,
)

TODAY = date(2026, 11, 23)


def phone(text: str = "064 27 78 11", verified: date | None = None) -> dict[str, Value]:
    return {"phone": Value(text=text, verified=verified, fallback="Demandez à une personne.")}


@pytest.mark.parametrize(("days", "trust"), [(0, Trust.SURE), (180, Trust.SURE), (181, Trust.VERIFY)])
def test_a_check_counts_for_180_days(days: int, trust: Trust) -> None:
    values = phone(verified=TODAY - timedelta(days=days))
    assert fill("Appelez le {phone}.", values, TODAY) == Filled("Appelez le 064 27 78 11.", trust)


def test_what_was_never_checked_wants_checking_also_without_a_clock() -> None:
    assert fill("{phone}", phone(), None).trust is Trust.VERIFY


def test_without_a_trusted_clock_nothing_is_called_sure() -> None:
    assert fill("{phone}", phone(verified=TODAY), None).trust is Trust.VERIFY


def test_a_check_of_tomorrow_counts_for_nothing() -> None:
    assert fill("{phone}", phone(verified=TODAY + timedelta(days=1)), TODAY).trust is Trust.VERIFY


def test_an_unknown_value_gives_its_fallback_sentence() -> None:
    assert fill("Appelez le {phone}.", phone(text=""), TODAY) == Filled("Demandez à une personne.", Trust.FALLBACK)


def test_a_sentence_without_values_is_sure() -> None:
    assert fill("Bonjour.", {}, TODAY) == Filled("Bonjour.", Trust.SURE)


def test_two_values_in_a_sentence_are_as_sure_as_the_less_sure() -> None:
    values = {**phone(verified=TODAY), "hours": Value(text="9 h à 12 h", fallback="Demandez les heures.")}
    assert fill("{phone}, {hours}", values, TODAY) == Filled("064 27 78 11, 9 h à 12 h", Trust.VERIFY)


def test_the_commune_wins_over_the_layer_below_and_takes_from_it_what_it_leaves_empty() -> None:
    below = {"phone": Value(text="1", fallback="Demandez."), "hours": Value(fallback="Demandez les heures.")}
    own = {"phone": OwnValue(), "hours": OwnValue(text="9 h", verified=TODAY, by="bénévole"), "food": OwnValue()}
    assert values_over(below, own) == {
        "phone": below["phone"],
        "hours": Value(text="9 h", verified=TODAY, by="bénévole", fallback="Demandez les heures."),
        "food": Value(fallback="Demandez à une personne."),
    }


def test_an_office_without_a_name_keeps_that_of_the_layer_below() -> None:
    below = {"commune": OfficeEntry(name="La commune"), "cpas": OfficeEntry(name="Le CPAS")}
    own = {"commune": OwnOffice(address=("Grand-Place 1",)), "gare": OwnOffice()}
    found = offices_over(below, own)
    assert {key: (office.name, office.address) for key, office in found.items()} == {
        "commune": ("La commune", ("Grand-Place 1",)),
        "cpas": ("Le CPAS", ()),
        "gare": ("gare", ()),
    }
