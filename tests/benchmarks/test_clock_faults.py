"""A few played weeks of the simulated quarter, and the judgement on them."""

from dataclasses import replace

import pytest

from benchmarks.clock_faults import AIM, SCENARIOS, Result, missed, play, table
from benchmarks.clock_quarter import Faults

WELL = Result(visits=100, lost=0, undated=9.0, naive_day=30.0, day=1.0, naive_week=8.0, week=0.5)


@pytest.mark.parametrize("faults", SCENARIOS, ids=lambda faults: faults.name)
def test_no_clock_brings_visits_to_a_wrong_day(faults: Faults) -> None:
    result = play(faults, seed=7, days=16)
    assert missed([(faults.name, [result])]) == []
    assert result.visits > 300


def test_the_same_weeks_dated_by_the_machines_clock_miss_the_aim() -> None:
    faults = next(one for one in SCENARIOS if "8 months back, network late" in one.name)
    assert play(faults, seed=7, days=16).naive_day > AIM


def test_what_cannot_be_dated_is_told_apart_and_not_guessed() -> None:
    never = play(SCENARIOS[-1], seed=7, days=4)
    assert (never.undated, never.day, never.lost) == (100.0, 0.0, 0)


@pytest.mark.parametrize("worse", [replace(WELL, lost=1), replace(WELL, day=3.5), replace(WELL, week=3.5)])
def test_one_bad_seed_misses_the_aim(worse: Result) -> None:
    assert missed([("good", [WELL]), ("bad", [WELL, worse])]) == ["bad"]


def test_the_table_tells_means_and_our_worst() -> None:
    row = table([("late", [WELL, replace(WELL, undated=11.0, day=2.0)])]).splitlines()[2]
    assert row == "| late | 200 | 10.00 | 30.00 | 2.00 | 8.00 | 0.50 | 0 |"
