"""One simulated month of the privacy table, and the judgement on it."""

import pytest

from benchmarks.attacker import World
from benchmarks.privacy import JOURNEYS, Result, errors, for_all, hidden_below, line, measure, with_noise, year_of
from kiosk.hub.publication import NOISE_BELOW, OPEN_BELOW, STAFF_BELOW


@pytest.fixture(scope="module")
def month() -> World:
    """March of four small places."""
    return year_of(4, seed=3, journeys={name: JOURNEYS[name] for name in list(JOURNEYS)[:5]})["2025-03"]


def test_hiding_small_numbers_alone_gives_some_away_and_what_is_published_none(month: World) -> None:
    result = Result()
    measure(result, month, hidden_below(STAFF_BELOW, month), STAFF_BELOW, attacked=True)
    assert result.found == 0
    assert result.found_naive > 0
    assert result.cells > result.shown > result.small
    assert result.invented == 0


def test_totals_miss_what_is_hidden_and_the_open_data_shows_no_more_than_staff_see(month: World) -> None:
    staff, everybody = hidden_below(STAFF_BELOW, month), for_all(month)
    assert everybody.keys() < staff.keys()
    assert min(everybody.values()) >= OPEN_BELOW
    true = month.cells()
    assert 0 < sum(errors(true, staff)) < sum(errors(true, everybody))
    assert sum(errors(true, true)) == 0


def test_noise_shows_no_true_table(month: World) -> None:
    shown = with_noise(month)
    true = month.cells()
    assert min(shown.values()) >= NOISE_BELOW
    assert sum(true.get(cell) != n for cell, n in shown.items()) > len(shown) / 2
    result = Result()
    measure(result, month, shown, NOISE_BELOW, attacked=False)
    assert "| - |" in line(12, "open, OpenDP", result)
