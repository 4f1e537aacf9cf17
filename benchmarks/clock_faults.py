"""Visits on a wrong day when the clock is wrong: dated by the machine's clock, and as the kiosk dates them.

    python -m benchmarks.clock_faults [--days 90] [--seeds 4] [--folder DIR]

Plays a quarter of a kiosk a scenario and a seed (`clock_quarter`) and compares the true day of every visit, and its
true ISO week, with the one it was counted on. Visits whose day the kiosk says not to know are told apart.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock_quarter import EIGHT_MONTHS, Dated, Faults, Quarter
from kiosk.usage.period import day_period, week_period

LATE = 2400.0
AIM = 3.0
"""Percent of visits on a wrong day, at most; of weeks too."""
SCENARIOS = (
    Faults("network at once"),
    Faults("network late (half within 40 min), one boot in five never", reached=0.8, late_s=LATE),
    Faults("no network in the first 60 days", network_from_day=60, late_s=LATE),
    Faults("each boot at 1970, network late", saves=False, reached=0.8, late_s=LATE),
    Faults("each boot 8 months back, network late", saves=False, image_age_s=EIGHT_MONTHS, reached=0.8, late_s=LATE),
    Faults("date set by hand, wrongly, in one boot of three", hands_a_boot=0.33, late_s=LATE),
    Faults("clock chip, never a network", chip=True, reached=0.0),
    Faults("clock chip that forgets in one boot of three, never a network", chip=True, forgets=0.33, reached=0.0),
    Faults("clock chip 8 months back, network late", chip=True, chip_error_s=-EIGHT_MONTHS, late_s=LATE),
    Faults("a time server that lies first in one boot of fifty", lies=0.02),
    Faults("neither chip nor network, ever", reached=0.0),
)


@dataclass(frozen=True, slots=True)
class Result:
    """Of one scenario and one seed, in percent of its visits, but for `visits` and `lost`."""

    visits: int
    lost: int
    undated: float
    naive_day: float
    day: float
    naive_week: float
    week: float


def play(faults: Faults, seed: int, days: int, folder: Path | None = None) -> Result:
    """Play one quarter in a passing folder below `folder`."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        quarter = Quarter(Path(place), faults, seed, days)
    visits = quarter.visits
    return Result(
        visits=len(visits),
        lost=len(visits) - quarter.counted,
        undated=_share(visits, lambda one: one.ours is None),
        naive_day=_share(visits, lambda one: one.naive != one.true),
        day=_share(visits, lambda one: one.ours not in {None, day_period(one.true)}),
        naive_week=_share(visits, lambda one: week_period(one.naive) != week_period(one.true)),
        week=_share(visits, lambda one: one.week not in {None, week_period(one.true)}),
    )


def table(results: Iterable[tuple[str, Sequence[Result]]]) -> str:
    """In Markdown: means over the seeds; of our wrong days and weeks the worst seed."""
    lines = [
        "| scenario | visits | day unknown, % | wrong day, naive, % | ours | wrong week, naive, % | ours | lost |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, seeds in results:
        shares = [_mean(seeds, "undated"), _mean(seeds, "naive_day"), max(one.day for one in seeds)]
        shares += [_mean(seeds, "naive_week"), max(one.week for one in seeds)]
        cells = [str(sum(one.visits for one in seeds)), *(f"{share:.2f}" for share in shares)]
        lines.append(f"| {name} | {' | '.join(cells)} | {sum(one.lost for one in seeds)} |")
    return "\n".join(lines)


def missed(results: Iterable[tuple[str, Sequence[Result]]]) -> list[str]:
    """Scenarios in which a seed lost a visit, or dated more of them wrongly than the aim allows."""
    return [name for name, seeds in results if any(one.lost or max(one.day, one.week) > AIM for one in seeds)]


def _share(visits: Sequence[Dated], is_so: Callable[[Dated], bool]) -> float:
    return 100 * sum(map(is_so, visits)) / len(visits)


def _mean(seeds: Sequence[Result], field: str) -> float:
    return float(sum(getattr(one, field) for one in seeds) / len(seeds))


def main() -> None:
    """Play and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--folder", type=Path, help="where to play; one in memory is quick")
    options = parser.parse_args()
    results = [
        (faults.name, [play(faults, seed, options.days, options.folder) for seed in range(options.seeds)])
        for faults in SCENARIOS
    ]
    print(table(results))
    late = missed(results)
    print(f"aim (at most {AIM:.0f} %, nothing lost): {'missed in ' + ', '.join(late) if late else 'met'}")


if __name__ == "__main__":
    main()
