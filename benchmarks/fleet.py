"""What a night of a whole fleet costs a hub: every kiosk pushes its rows once, to each kind of hub, in one run.

    python -m benchmarks.fleet [--kiosks 10000] [--rows 60] [--connections 8] [--hubs sqlite,datasette,clickhouse]

`sqlite` is no hub: the same rows into the same table by the same statement, one durable transaction a kiosk, with no
network, no token and no JSON: what any hub on one SQLite file can reach on this machine. Prints a table in Markdown.
The folder of the hubs (--folder, default: the current one) must lie on the disk that is meant.
"""

import argparse
import hashlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.fleet_load import Load, push_all, request, rows_of
from kiosk.hub.body import values
from kiosk.hub.folder import prepare
from kiosk.hub.schema import COUNTS, PUSH, open_counts
from provisioning.hub.clickhouse import two_shards
from tests import hub_process
from tests.hub.clickhouse import engine

AIM: Final = 4.0
"""Milliseconds a kiosk, on the default hub: 10,000 kiosks in 40 s."""


@dataclass(frozen=True)
class Plan:
    """How much."""

    kiosks: int
    rows: int
    connections: int

    @property
    def total(self) -> int:
        """Sum of all numbers pushed."""
        return self.kiosks * sum(row.n for row in rows_of("", self.rows))


@dataclass(frozen=True)
class Result:
    """Of one hub."""

    load: Load
    hub: float
    """Seconds of processor of the hub's own processes; what SQLite alone takes is in the load."""


def sqlite(folder: Path, plan: Plan) -> Result:
    """The limit."""
    nights = [[values(row) for row in rows_of(f"{kiosk:032x}", plan.rows)] for kiosk in range(plan.kiosks)]
    prepare(folder)
    waits = []
    with closing(open_counts(folder / COUNTS)) as connection:
        begun, processor = time.perf_counter(), time.process_time()
        for night in nights:
            start = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(PUSH, night)
            connection.execute("COMMIT")
            waits.append(time.perf_counter() - start)
        load = Load(time.perf_counter() - begun, tuple(waits), time.process_time() - processor)
    _check(folder, plan)
    return Result(load, 0.0)


def datasette(folder: Path, plan: Plan) -> Result:
    """The default hub."""
    with hub_process.running(folder) as hub:
        pushes = [
            request(hub.url, hub_process.bearer(one), rows_of(one.kiosk, plan.rows)) for one in hub.enrol(plan.kiosks)
        ]
        before = processor_of(hub.pid)
        load = push_all(hub.url, pushes, plan.connections)
        spent = processor_of(hub.pid) - before
    _check(folder, plan)
    return Result(load, spent)


def clickhouse(folder: Path, plan: Plan) -> Result:
    """A region's hub, as far as Debian's old server is one: two shards and the proxy."""
    kiosks = [f"{kiosk:032x}" for kiosk in range(plan.kiosks)]
    token = "cdp_fleet"  # noqa: S105 - of kiosks that live for this measure
    with two_shards.running(folder, [(kiosk, hashlib.sha256(token.encode()).hexdigest()) for kiosk in kiosks]) as hub:
        pushes = [request(hub.url, _headers(kiosk, token), rows_of(kiosk, plan.rows)) for kiosk in kiosks]
        pids = [shard.process.pid for shard in hub.shards if shard.process]
        before = sum(map(processor_of, pids))
        load = push_all(hub.url, pushes, plan.connections)
        spent = sum(map(processor_of, pids)) - before
        told = hub.shards[1].ask("SELECT count(), sum(n) FROM hub.latest").split()
        assert [int(number) for number in told] == [plan.kiosks * plan.rows, plan.total], told
    return Result(load, spent)


def chdb(folder: Path, plan: Plan) -> Result:
    """A region's own tables in ClickHouse's engine of today, behind the tests' door in Python: one after another."""
    tokens = {f"{kiosk:032x}": f"cdp_{kiosk}" for kiosk in range(plan.kiosks)}
    with engine.running(folder, tokens) as hub:
        pushes = [
            request(hub.url, _headers(kiosk, token), rows_of(kiosk, plan.rows)) for kiosk, token in tokens.items()
        ]
        assert hub.process is not None
        before = processor_of(hub.process.pid)
        load = push_all(hub.url, pushes, plan.connections)
        spent = processor_of(hub.process.pid) - before
        told = hub.rows()
        assert (len(told), sum(told.values())) == (plan.kiosks * plan.rows, plan.total)
    return Result(load, spent)


def _headers(kiosk: str, token: str) -> dict[str, str]:
    return {name: text.format(kiosk=kiosk, token=token) for name, text in engine.HEADERS.items()}


HUBS: Final[dict[str, Callable[[Path, Plan], Result]]] = {
    "sqlite": sqlite,
    "datasette": datasette,
    "clickhouse": clickhouse,
    "chdb": chdb,
}


def _check(folder: Path, plan: Plan) -> None:
    """All rows are there, each once."""
    with closing(open_counts(folder / COUNTS)) as connection:
        told = connection.execute("SELECT count(*), sum(n) FROM counts").fetchone()
    assert told == (plan.kiosks * plan.rows, plan.total), told


def processor_of(pid: int) -> float:
    """Seconds of processor that a process has used, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(results: dict[str, Result], plan: Plan) -> str:
    """In Markdown; the ratio is to SQLite alone, where it was measured too."""
    head = [
        "hub",
        "total s",
        "ms a kiosk",
        "rows/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "hub CPU s",
        "client CPU s",
        "ratio",
    ]
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    limit = results.get("sqlite")
    for name, result in results.items():
        cells = [name, *_figures(result, plan)]
        cells.append(f"{result.load.seconds / limit.load.seconds:.1f}" if limit else "")
        lines.append("| " + " | ".join(cells) + " |")
    if "datasette" in results:
        cost = results["datasette"].load.seconds * 1000 / plan.kiosks
        lines.append(f"\nAim of {AIM:.0f} ms a kiosk on the default hub: {'' if cost <= AIM else '**not** '}reached.")
    return "\n".join(lines)


def _figures(result: Result, plan: Plan) -> Iterator[str]:
    load = result.load
    cuts = statistics.quantiles(load.waits, n=100)
    yield f"{load.seconds:.1f}"
    yield f"{load.seconds * 1000 / plan.kiosks:.2f}"
    yield f"{plan.kiosks * plan.rows / load.seconds:,.0f}".replace(",", " ")
    for percent in (50, 95, 99):
        yield f"{cuts[percent - 1] * 1000:.1f}"
    yield f"{result.hub:.1f}" if result.hub else ""
    yield f"{load.processor:.1f}"


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kiosks", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=60)
    parser.add_argument("--connections", type=int, default=8, help="pushes under way at the same time")
    parser.add_argument("--hubs", default="sqlite,datasette,clickhouse", help=f"of {', '.join(HUBS)}")
    parser.add_argument("--folder", type=Path, default=Path())
    options = parser.parse_args(words)
    plan = Plan(options.kiosks, options.rows, options.connections)
    results = {}
    with ExitStack() as folders:  # emptied at the end: ClickHouse leaves so many small files that it takes a while
        for name in options.hubs.split(","):
            place = folders.enter_context(tempfile.TemporaryDirectory(prefix="fleet-", dir=options.folder))
            print(f"{name} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr)
            results[name] = HUBS[name](Path(place).resolve(), plan)
            print(f"  {results[name].load.seconds:.1f} s", file=sys.stderr)
        print(f"{plan.kiosks} kiosks of {plan.rows} rows, {plan.connections} at a time\n")
        print(table(results, plan), flush=True)


if __name__ == "__main__":
    main()
