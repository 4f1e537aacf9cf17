"""What it costs to count a visit durably: synchronous=FULL beside NORMAL, alternating, in one run.

    python benchmarks/usage_store.py [--visits 500] [--rounds 5] [--folder DIR]

Prints milliseconds (median, 95th percentile) and bytes written a visit, and their ratios. Bytes are those the
kernel sent towards the disk (`write_bytes` of /proc/self/io); on a file system in memory they are zero, and the
ratio says nothing: give a folder on the card that is meant.
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.events import EndReason, Outcome, VisitEnded
from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import rows_of
from kiosk.usage.store import FILE_NAME, Store

MODES = ("NORMAL", "FULL")
DAY = date(2026, 11, 23)


@dataclass
class Cost:
    """Of a mode: milliseconds of each visit, and bytes written in all."""

    ms: list[float] = field(default_factory=list)
    written: int = 0

    @property
    def median(self) -> float:
        """Milliseconds a visit."""
        return statistics.median(self.ms)

    @property
    def p95(self) -> float:
        """Milliseconds a visit."""
        return statistics.quantiles(self.ms, n=20)[-1]

    @property
    def bytes_a_visit(self) -> float:
        """Towards the disk."""
        return self.written / len(self.ms)


def bytes_written() -> int:
    """By this process so far, towards the disk."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


def some_visit(number: int) -> VisitEnded:
    """Visits of a busy site: 2 journeys, 12 last steps, 8 outcomes."""
    journey = JourneyId(("commune_identite", "forem_inscription")[number % 2])
    outcome = list(Outcome)[number % len(Outcome)]
    return VisitEnded(journey, journey, StepId(f"step_{number % 12}"), outcome, EndReason.FINISHED, 1 + number % 9)


def measure(folder: Path, mode: str, visits: int, cost: Cost) -> None:
    """Count visits into a new file and add to the cost."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store = Store.open(Path(place) / FILE_NAME)
        store.connection.execute(f"PRAGMA synchronous={mode}")
        before = bytes_written()
        for number in range(visits):
            rows = rows_of(some_visit(number), DAY)
            start = time.perf_counter()
            store.add(rows)
            cost.ms.append((time.perf_counter() - start) * 1000)
        cost.written += bytes_written() - before
        assert sum(store.rows().values()) == sum(3 + 1 + number % 9 for number in range(visits))
        store.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path())
    options = parser.parse_args()
    costs = {mode: Cost() for mode in MODES}
    for number in range(options.rounds):
        for mode in MODES if number % 2 else reversed(MODES):
            measure(options.folder, mode, options.visits, costs[mode])
    print(f"{options.rounds} x {options.visits} visits a mode")
    print(f"{'synchronous':12} {'median ms':>10} {'p95 ms':>10} {'bytes':>10}")
    for mode, cost in costs.items():
        print(f"{mode:12} {cost.median:10.3f} {cost.p95:10.3f} {cost.bytes_a_visit:10.0f}")
    normal, full = costs["NORMAL"], costs["FULL"]
    in_memory = "-" if not normal.written else f"{full.bytes_a_visit / normal.bytes_a_visit:.2f}"
    print(f"{'FULL/NORMAL':12} {full.median / normal.median:10.2f} {full.p95 / normal.p95:10.2f} {in_memory:>10}")


if __name__ == "__main__":
    main()
