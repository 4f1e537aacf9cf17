"""Six nights of the campaign on each hub, and the judgement itself."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests import hub_process
from tests.hub.clickhouse import engine
from tests.sync_campaign.__main__ import table
from tests.sync_campaign.campaign import Campaign, Plan, Report
from tests.sync_campaign.faults import Deck, Fault
from tests.sync_campaign.hubs import HUBS

SHORT = Plan(
    nights=6,
    first=date(2026, 9, 17),
    anew=frozenset({3}),
    by_command=frozenset({4}),
    syncs=4,
    again=(None, None, 9),
    seconds=1.0,
)
"""From a Thursday, so that a week is over in the midst of it; then the file of counts is found damaged."""
SEED = 1
"""Of the first few the one in which a hub without max-merge, a client that takes any 200, and one that believes in an
answer before it came, are each found out."""


@pytest.fixture(params=sorted(HUBS))
def hub_name(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "datasette":
        hub_process.need_hub()
    elif not engine.is_there():
        pytest.skip("no .venv-chdb; provisioning/test makes it")
    return name


@pytest.mark.timeout(300)  # hubs are killed and started again, beside whatever else the machine does
def test_after_nights_of_faults_the_hub_has_what_the_kiosk_counted(hub_name: str, tmp_path: Path) -> None:
    with HUBS[hub_name](tmp_path / "hub") as hub:
        report = Campaign(tmp_path, hub, SEED, SHORT).report
    assert report.differences == []
    assert report.rows > 60 * SHORT.nights
    assert report.faulty >= 80
    assert set(report.faults) == set(Fault)
    assert "| differences |" in table([report])


def test_every_kind_of_fault_comes_and_at_least_eight_in_ten_requests_are_faulty() -> None:
    deck = Deck(Random(1))
    drawn = [deck.draw() for _ in range(len(Fault) * 10)]
    assert set(drawn) == set(Fault)
    assert drawn.count(Fault.NONE) <= 0.2 * len(drawn)
    deck.well = True
    assert {deck.draw() for _ in range(50)} == {Fault.NONE}


def test_whoever_sends_patiently_meets_nothing_slow() -> None:
    deck = Deck(Random(1))
    deck.patient = True
    assert Fault.SLOW not in {deck.draw() for _ in range(200)}


def test_a_difference_is_told_in_the_table() -> None:
    report = Report("Datasette", 7, 60, differences=["one row is missing"])
    report.faults.update({Fault.NONE: 1, Fault.SLOW: 9})
    assert "| Datasette | 7 | 60 | 0 | 10 | 90 % | 0 | 1 |" in table([report])
    assert table([report]).endswith("Datasette, seed 7: one row is missing")
