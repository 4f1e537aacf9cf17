"""A few of each; all of them: `python -m tests.system.powercut --kills 500 --cuts 200`."""

import sys
from pathlib import Path
from random import Random, SystemRandom

import pytest

from tests.summary import Tell
from tests.system.powercut.adjusting import PLAIN
from tests.system.powercut.cuts import Way, cuts
from tests.system.powercut.found import Tally
from tests.system.powercut.kills import kills
from tests.system.powercut.living import AGENDA, COUNTS, LIVES, SETTINGS
from tests.system.powercut.logged_disk import APPLIANCE, ORDERED, missing

pytestmark = pytest.mark.timeout(400)
needs_a_disk = pytest.mark.skipif(bool(missing()), reason=missing())
KILLS, CUTS, ACTS = 10, 10, 80
AT_MOST = 20
"""Kills, until the first that loses something: usually a few."""


def chance() -> Random:
    """Other moments each time; a test that fails shows the seed."""
    seed = SystemRandom().getrandbits(32)
    sys.stderr.write(f"seed {seed}\n")
    return Random(seed)


def kept(crashes: int, acknowledged: int) -> Tally:
    """What the tally has to be."""
    return Tally(crashes=crashes, acknowledged=acknowledged)


@pytest.mark.parametrize("life", LIVES)
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(life: str, tmp_path: Path, tell: Tell) -> None:
    *_, (tally, found) = kills(life, KILLS, tmp_path, chance())
    assert tally == kept(KILLS, tally.acknowledged), found
    assert tally.acknowledged > 0
    tell(f"processes killed while they wrote {life}", tally.crashes)


@pytest.mark.parametrize("life", LIVES)
def test_what_is_acknowledged_before_it_is_on_disk_can_be_lost(life: str, tmp_path: Path) -> None:
    for tally, _ in kills(life, AT_MOST, tmp_path, chance(), "--hasty"):
        if tally.lost:
            break
    assert tally.lost > 0
    assert tally.corrupt == 0


@needs_a_disk
@pytest.mark.parametrize("mount", [APPLIANCE, ORDERED], ids=["appliance", "ordered"])
@pytest.mark.parametrize("life", LIVES)
def test_nothing_acknowledged_is_lost_when_the_power_is_cut(life: str, mount: str, tell: Tell) -> None:
    *_, (tally, found) = cuts(CUTS, Way(life, LIVES[life].modes[0], mount), ACTS, chance())
    assert tally == kept(CUTS, tally.acknowledged), found
    assert tally.acknowledged > 0
    tell(f"power cuts while {life} were written", tally.crashes)


@needs_a_disk
@pytest.mark.parametrize(("life", "mode"), [(COUNTS, "WAL + NORMAL"), (AGENDA, "WAL + OFF"), (SETTINGS, PLAIN)])
def test_what_does_not_wait_for_the_disk_is_lost(life: str, mode: str) -> None:
    *_, (tally, _) = cuts(20, Way(life, mode), ACTS, chance())
    assert tally.losing > 1
    assert tally.nights_lost == tally.too_many == 0
