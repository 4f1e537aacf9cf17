"""`python -m tests.system.powercut [--kills 500] [--cuts 200] [--seed N]`: what a crash costs, as a table."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from tests.system.powercut.counting import KIOSK, MODES
from tests.system.powercut.cuts import cuts
from tests.system.powercut.found import Found, Tally
from tests.system.powercut.kills import kills
from tests.system.powercut.logged_disk import missing

_HEAD = "| crash, journal | crashes | acknowledged | lost | crashes that lost | nights lost | corrupt | too many | s |"
_LINE = "|---|---:|---:|---:|---:|---:|---:|---:|---:|"


def main() -> int:
    """0: what the kiosk acknowledged was kept, and NORMAL loses; 1: not so; 2: this machine cannot cut."""
    parser = argparse.ArgumentParser(prog="python -m tests.system.powercut", description="What a crash costs.")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--cuts", type=int, default=200, help="for each journal")
    parser.add_argument("--visits", type=int, default=250, help="counted in each recording of 50 cuts")
    parser.add_argument("--seed", type=int, default=7, help="of the random moments")
    given = parser.parse_args()
    if given.cuts and missing():
        print(missing(), file=sys.stderr)
        return 2
    print(_HEAD, _LINE, sep="\n", flush=True)
    with TemporaryDirectory() as folder:
        kept = _safe(_told(f"SIGKILL, {KIOSK}", kills(given.kills, Path(folder), Random(given.seed))))
    for mode in MODES if given.cuts else ():
        tally = _told(f"power cut, {mode}", cuts(given.cuts, mode, given.visits, Random(given.seed)))
        if mode == KIOSK:
            kept &= _safe(tally)
        elif "NORMAL" in mode:
            kept &= tally.lost > 0
    return 0 if kept else 1


def _safe(tally: Tally) -> bool:
    return not (tally.losing or tally.nights_lost or tally.corrupt or tally.too_many)


def _told(name: str, crashes: Iterable[tuple[Tally, Found]]) -> Tally:
    """Let them happen, and print their line; each one that is corrupt is told at once."""
    begin, tally = monotonic(), Tally()
    for tally, found in crashes:  # noqa: B007 - the last one is what is wanted
        if found.corrupt:
            print(f"{name}: {found.corrupt}", file=sys.stderr, flush=True)
    lost = (tally.lost, tally.losing, tally.nights_lost)
    figures = (tally.crashes, tally.acknowledged, *lost, tally.corrupt, tally.too_many)
    print(f"| {name} |", *(f"{figure} |" for figure in figures), f"{monotonic() - begin:.0f} |", flush=True)
    return tally


if __name__ == "__main__":
    sys.exit(main())
