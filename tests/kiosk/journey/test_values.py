"""Values in sentences: known, old, unknown."""

from datetime import date, timedelta

import pytest

from kiosk.journey.values import Filled, Trust, Value, fill

TODAY = date(2026, 11, 23)


def phone(text: str = "064 27 78 11", verified: date | None = None) -> dict[str, Value]:
    return {"phone": Value(text=text, verified=verified, fallback="Demandez à une personne.")}


@pytest.mark.parametrize(("days", "trust"), [(0, Trust.SURE), (180, Trust.SURE), (181, Trust.VERIFY)])
def test_a_check_counts_for_180_days(days: int, trust: Trust) -> None:
    values = phone(verified=TODAY - timedelta(days=days))
    assert fill("Appelez le {phone}.", values, TODAY) == Filled("Appelez le 064 27 78 11.", trust)


def test_what_was_never_checked_wants_checking_also_without_a_clock() -> None:
    assert fill("{phone}", phone(), None).trust is Trust.VERIFY


def test_without_a_trusted_clock_nothing_is_called_old() -> None:
    assert fill("{phone}", phone(verified=date(2001, 1, 1)), None).trust is Trust.SURE


def test_an_unknown_value_gives_its_fallback_sentence() -> None:
    assert fill("Appelez le {phone}.", phone(text=""), TODAY) == Filled("Demandez à une personne.", Trust.FALLBACK)


def test_a_sentence_without_values_is_sure() -> None:
    assert fill("Bonjour.", {}, TODAY) == Filled("Bonjour.", Trust.SURE)
