"""A few of each; all of them: `python -m tests.system.powercut --kills 500 --cuts 200`."""

from pathlib import Path
from random import Random

import pytest

from tests.summary import Tell
from tests.system.powercut.counting import KIOSK
from tests.system.powercut.cuts import cuts
from tests.system.powercut.found import Tally
from tests.system.powercut.kills import kills
from tests.system.powercut.logged_disk import missing

pytestmark = pytest.mark.timeout(400)
needs_a_disk = pytest.mark.skipif(bool(missing()), reason=missing())
CHANCE = Random()


def kept(crashes: int, acknowledged: int) -> Tally:
    """What the tally has to be."""
    return Tally(crashes=crashes, acknowledged=acknowledged)


def test_no_acknowledged_count_is_lost_when_the_process_is_killed(tmp_path: Path, tell: Tell) -> None:
    *_, (tally, found) = kills(10, tmp_path, CHANCE)
    assert tally == kept(10, tally.acknowledged), found
    assert tally.acknowledged > 0
    tell("processes killed while they counted", tally.crashes)


def test_a_count_that_is_acknowledged_before_it_is_on_disk_can_be_lost(tmp_path: Path) -> None:
    *_, (tally, _) = kills(6, tmp_path, CHANCE, "--hasty")
    assert tally.lost > 0
    assert tally.corrupt == 0


@needs_a_disk
def test_no_acknowledged_count_is_lost_when_the_power_is_cut(tell: Tell) -> None:
    *_, (tally, found) = cuts(10, KIOSK, 80, CHANCE)
    assert tally == kept(10, tally.acknowledged), found
    assert tally.acknowledged > 0
    tell("power cuts while visits were counted", tally.crashes)


@needs_a_disk
def test_a_store_that_does_not_wait_for_the_disk_does_lose_them() -> None:
    *_, (tally, _) = cuts(20, "WAL + NORMAL", 80, CHANCE)
    assert tally.lost > 0
    assert tally.losing > 1
    assert tally.corrupt == tally.nights_lost == tally.too_many == 0
