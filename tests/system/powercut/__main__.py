"""What a crash costs, as a table.

python -m tests.system.powercut [--kills 500] [--cuts 200] [--only LIFE] [--seed N]
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from tests.system.powercut.adjusting import PLAIN
from tests.system.powercut.cuts import Way, cuts
from tests.system.powercut.found import Tally
from tests.system.powercut.kills import kills
from tests.system.powercut.life import Found
from tests.system.powercut.living import AGENDA, COUNTS, LIVES, SETTINGS
from tests.system.powercut.logged_disk import APPLIANCE, ORDERED, missing

_HEAD = """\
| crash | of | written by | crashes | acknowledged | lost | crashes that lost | nights lost | corrupt | too many | s |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"""
_MOUNTS = (APPLIANCE, ORDERED)
_ACTS = {COUNTS: 250, AGENDA: 200, SETTINGS: 200}
"""Acts in each recording of 50 cuts."""
_LOSE = {(COUNTS, "WAL + NORMAL"), (AGENDA, "WAL + OFF"), (SETTINGS, PLAIN)}
"""The controls."""


def main() -> int:
    """0: what the kiosk acknowledged was kept, and each control loses; 1: not so; 2: this machine cannot cut."""
    parser = argparse.ArgumentParser(prog="python -m tests.system.powercut", description="What a crash costs.")
    parser.add_argument("--kills", type=int, default=500, help="of each life")
    parser.add_argument("--cuts", type=int, default=200, help="for each line of the table")
    parser.add_argument("--only", choices=LIVES, action="append", help="of these lives; default: of all")
    parser.add_argument("--seed", type=int, default=7, help="of the random moments")
    given = parser.parse_args()
    if given.cuts and missing():
        print(missing(), file=sys.stderr)
        return 2
    print(_HEAD, flush=True)
    kept = True
    for life in given.only or LIVES:
        if given.kills:
            kept &= _killed(life, given.kills, Random(given.seed))
        if given.cuts:
            kept &= _cut(life, given.cuts, Random(given.seed))
    return 0 if kept else 1


def _killed(life: str, number: int, chance: Random) -> bool:
    """Whether all was kept."""
    with TemporaryDirectory() as folder:
        name = ("SIGKILL", life, LIVES[life].modes[0])
        return _safe(_told(name, kills(life, number, Path(folder), chance)))


def _cut(life: str, number: int, chance: Random) -> bool:
    """Whether the kiosk's way kept all, on each mount, and the control loses."""
    kept = True
    for mode in LIVES[life].modes:
        is_kiosk = mode == LIVES[life].modes[0]
        for mount in _MOUNTS if is_kiosk else (APPLIANCE,):
            name = (f"power cut, {mount}", life, mode)
            tally = _told(name, cuts(number, Way(life, mode, mount), _ACTS[life], chance))
            if is_kiosk:
                kept &= _safe(tally)
            elif (life, mode) in _LOSE:
                kept &= tally.lost + tally.corrupt > 0
    return kept


def _safe(tally: Tally) -> bool:
    return not (tally.losing or tally.nights_lost or tally.corrupt or tally.too_many)


def _told(name: tuple[str, str, str], crashes: Iterable[tuple[Tally, Found]]) -> Tally:
    """Let them happen, and print their line; each one that is corrupt is told at once."""
    begin, tally = monotonic(), Tally()
    for tally, found in crashes:  # noqa: B007 - the last one is what is wanted
        if found.corrupt:
            print(*name, found.corrupt, sep=": ", file=sys.stderr, flush=True)
    lost = (tally.lost, tally.losing, tally.nights_lost)
    figures = (tally.crashes, tally.acknowledged, *lost, tally.corrupt, tally.too_many, f"{monotonic() - begin:.0f}")
    print("|", *(f"{cell} |" for cell in (*name, *figures)), flush=True)
    return tally


if __name__ == "__main__":
    sys.exit(main())
