"""Ten cuts; all of them: `python -m tests.system.update_cuts --cuts 50 --vm 3`."""

import sys
from pathlib import Path
from random import Random, SystemRandom

import pytest

from tests.summary import Tell
from tests.system.overlays import cache
from tests.system.powercut.logged_disk import missing
from tests.system.update_cuts import card
from tests.system.update_cuts.cutting import cuts, recorded, workshop

pytestmark = [pytest.mark.system, pytest.mark.skipif(bool(missing()), reason=missing())]
CUTS = 10


def test_each_cut_of_an_update_and_of_a_maintenance_leaves_a_working_kiosk(provisioned_root: Path, tell: Tell) -> None:
    seed = SystemRandom().getrandbits(32)
    sys.stderr.write(f"seed {seed}\n")
    with workshop(cache()) as folder:
        base = folder / "card.raw"
        card.made(base, provisioned_root)
        with recorded(base, "raw", folder, deploy=False) as one:
            done = list(cuts(one, CUTS, Random(seed), folder))
    assert len(done) == CUTS
    assert [cut for cut in done if cut.verdict.fault] == []
    tell("power cuts during an update or a maintenance", len(done))
