"""A kiosk that sends through faults, night after night, to both hubs; at the end they hold what it counted.

    python -m tests.sync_campaign [--nights 60] [--seeds 4] [--hub datasette] [--hub clickhouse]

Ends with 0 when every hub equals its kiosk row for row, with 1 when something differs.
"""

import argparse
import sys
import tempfile
from collections import Counter as Tally
from collections.abc import Sequence
from pathlib import Path

from tests.sync_campaign.campaign import Campaign, Plan, Report
from tests.sync_campaign.faults import Fault
from tests.sync_campaign.hubs import HUBS


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=Plan.nights)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--hub", action="append", choices=sorted(HUBS), help="may be given twice; default: both")
    options = parser.parse_args()
    reports = []
    for name in options.hub or list(HUBS):
        for seed in range(options.seeds):
            reports.append(run(name, seed, Plan(nights=options.nights)))
            print(row(reports[-1]), file=sys.stderr, flush=True)
    print(table(reports))
    return int(any(report.differences for report in reports))


def run(name: str, seed: int, plan: Plan) -> Report:
    """Run one campaign in a passing folder."""
    with tempfile.TemporaryDirectory() as place, HUBS[name](Path(place) / "hub") as hub:
        return Campaign(Path(place), hub, seed, plan).report


def row(report: Report) -> str:
    """One line of the table."""
    cells = [report.hub, report.seed, report.nights, sum(report.ends.values()), report.requests]
    cells += [f"{report.faulty:.0f} %", report.rows, len(report.differences)]
    return f"| {' | '.join(map(str, cells))} |"


def table(reports: Sequence[Report]) -> str:
    """In Markdown: each campaign, each kind of fault over all of them, and what differs."""
    lines = ["| hub | seed | nights | syncs | requests | faulty | rows at the end | differences |"]
    lines += ["|---|---:|---:|---:|---:|---:|---:|---:|", *map(row, reports), ""]
    lines += ["| what happened to a request | times | share |", "|---|---:|---:|"]
    faults = sum((report.faults for report in reports), Tally[Fault]())
    lines += [f"| {fault.value} | {faults[fault]} | {faults[fault] / faults.total():.1%} |" for fault in Fault]
    differences = [f"{report.hub}, seed {report.seed}: {one}" for report in reports for one in report.differences]
    return "\n".join([*lines, "", *differences[:50]])


if __name__ == "__main__":
    sys.exit(main())
