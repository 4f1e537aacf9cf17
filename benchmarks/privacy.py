"""What each way to publish hides, what it costs, and what somebody who subtracts finds: simulated years.

    python -m benchmarks.privacy [--years 3] [--attacked 4]

A year is four places with one kiosk each, all of one size. A cell is a number that could be published and is not zero:
visits by journey, outcomes, last steps; by place and month, by region and week. "Beside": cells hidden so that small
ones cannot be worked out. The error of totals is that of visits by place and month, as a share of the visits: what the
sum of the shown cells lacks or, with noise, differs by. "Of nobody": cells that noise shows though nobody was counted
there. "Worked out": cells below the limit that the attacker of `benchmarks/attacker.py` derives in the months attacked,
from what is published, and in brackets from what were published if small cells alone were hidden.
"""

import argparse
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.attacker import World, worked_out
from kiosk.hub.cells import Cell, Key, Micro, cells_of, equations, month_of, week_of, with_folded
from kiosk.hub.demo import kiosk_year, wire_rows
from kiosk.hub.noise import noisy
from kiosk.hub.publication import NOISE_BELOW, OPEN_BELOW, STAFF_BELOW
from kiosk.hub.suppression import shown_cells

SIZES = (3, 8, 20, 45)
"""Visits a kiosk on an ordinary day."""
FIRST = date(2025, 1, 6)
DAYS = 360
PLACES = ("Mons", "Binche", "Dour", "Chimay")
JOURNEYS = {f"journey_{number}": [f"step_{step}" for step in range(7)] for number in range(14)}
Published = dict[Cell, int]


@dataclass
class Result:
    """Of a size and a way to publish, over all years."""

    cells: int = 0
    shown: int = 0
    small: int = 0
    invented: int = 0
    """Shown, though nobody was counted there."""
    errors: list[float] = field(default_factory=list)
    """Of each place and month, in hundredths of its visits."""
    found: int = 0
    found_naive: int = 0


def year_of(visits: float, seed: int, journeys: Mapping[str, Sequence[str]] = JOURNEYS) -> dict[str, World]:
    """A simulated year, by month."""
    chance = random.Random(seed)  # noqa: S311 - simulated visits
    micro: Counter[Micro] = Counter()
    for place in PLACES:
        for row in wire_rows("0" * 32, kiosk_year(journeys, visits, (FIRST, DAYS), chance)):
            if row.event in ("visits", "outcomes", "last_steps"):
                micro[Micro(place, week_of(row.period), Key(row.event, row.journey, row.step, row.outcome))] += row.n
    months: dict[str, dict[Micro, int]] = {}
    for one, n in micro.items():
        months.setdefault(month_of(one.week), {})[one] = n
    return {month: World("Hainaut", found) for month, found in sorted(months.items())}


def hidden_below(below: int, world: World) -> Published:
    """As the hub publishes: by hiding."""
    true = with_folded(cells_of(world.micro, world.region, months=True))
    return {cell: true[cell] for cell in shown_cells(true, equations(true), below)}


def for_all(world: World) -> Published:
    """The open data: nothing that staff do not see."""
    true = with_folded(cells_of(world.micro, world.region, months=True))
    ties = equations(true)
    staff = shown_cells(true, ties, STAFF_BELOW)
    return {cell: true[cell] for cell in shown_cells(true, ties, OPEN_BELOW, allowed=staff)}


def with_noise(world: World) -> Published:
    """The open data with OpenDP's noise on every cell there could be."""
    true = world.cells()
    spots, keys = {cell[:3] for cell in true}, {cell.key for cell in true}
    universe = {Cell(*spot, key): 0 for spot in spots for key in keys}
    return {cell: n for cell, n in noisy(universe | true).items() if n >= NOISE_BELOW}


WAYS: dict[str, tuple[int, Callable[[World], Published]]] = {
    f"staff, nothing below {STAFF_BELOW}": (STAFF_BELOW, lambda world: hidden_below(STAFF_BELOW, world)),
    f"open, nothing below {OPEN_BELOW}": (OPEN_BELOW, for_all),
    "open, OpenDP, epsilon 0.5 a cube": (NOISE_BELOW, with_noise),
}


def measure(result: Result, world: World, published: Published, below: int, *, attacked: bool) -> None:
    """Add a month to a result; with noise nothing is attacked: what is shown is not what was counted."""
    true = world.cells()
    result.cells += len(true)
    result.shown += len(published.keys() & true.keys())
    result.invented += len(published.keys() - true.keys())
    result.small += sum(n < below for n in true.values())
    result.errors.extend(errors(true, published))
    if attacked:
        result.found += _small(worked_out(world, published), true, below)
        naive = {cell for cell, n in true.items() if n >= below}
        result.found_naive += _small(worked_out(world, naive), true, below)


def _small(found: Iterable[Cell], true: Published, below: int) -> int:
    return sum(true[cell] < below for cell in found)


def errors(true: Published, published: Published) -> Iterator[float]:
    """Of the visits of each place, in hundredths."""
    sums: dict[str, list[int]] = {}
    for cells, side in ((true, 0), (published, 1)):
        for cell, n in cells.items():
            if cell.level == "place_month" and cell.key.cube == "visits":
                sums.setdefault(cell.area, [0, 0])[side] += n
    return (100 * abs(told - counted) / counted for counted, told in sums.values() if counted)


def line(visits: float, way: str, result: Result) -> str:
    """A row of the table."""
    beside = max(result.cells - result.shown - result.small, 0)
    noise = "OpenDP" in way
    return (
        f"| {visits} | {way} | {result.cells} | {result.shown} | {result.cells - result.shown} | "
        f"{'-' if noise else beside} | {statistics.mean(result.errors):.1f} % | {result.invented} | "
        f"{'-' if noise else f'{result.found} ({result.found_naive})'} |"
    )


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--years", type=int, default=3, help="simulated for each size")
    parser.add_argument("--attacked", type=int, default=4, help="months attacked in each year")
    arguments = parser.parse_args()
    print(
        "| visits a day | published for | cells | shown | hidden | beside | error of totals | of nobody | worked out |"
    )
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|")
    for visits in SIZES:
        years = [list(year_of(visits, seed).values()) for seed in range(arguments.years)]
        for way, (below, publish) in WAYS.items():
            result = Result()
            for months in years:
                for number, world in enumerate(months):
                    attacked = "OpenDP" not in way and number % max(1, 12 // arguments.attacked) == 1
                    measure(result, world, publish(world), below, attacked=attacked)
            print(line(visits, way, result), flush=True)
            assert result.found == 0, "a hidden cell was worked out"


if __name__ == "__main__":
    main()
