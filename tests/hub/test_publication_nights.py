"""A season of nights with kiosks that come late: whoever keeps every publication learns no small number from them."""

import random
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.attacker import World, worked_out
from kiosk.hub.cells import Cell
from kiosk.hub.demo import kiosk_year, wire_rows
from kiosk.hub.memory import Memory, open_memory
from kiosk.hub.nightly import publish
from kiosk.hub.publication import OPEN_BELOW, STAFF_BELOW
from kiosk.usage.sync.rows import WireRow
from tests.hub.published_hub import enrolled, push, table, titles

FIRST, DAYS = date(2026, 8, 31), 63
JOURNEYS = {name: ["depart", "moyen", "resume"] for name in ("identite", "facture", "convocation", "rare")}
TABLES = ("visites_semaine", "visites_mois", "issues_semaine", "issues_mois", "arrets_semaine", "arrets_mois")
BELOW = {"staff.db": STAFF_BELOW, "open.db": OPEN_BELOW}


def season(hub: Path, chance: random.Random) -> list[dict[str, Counter[tuple[object, ...]]]]:
    """Every publication of some months, in which kiosks send what is over, some of them weeks late."""
    kiosks: dict[str, tuple[int, list[WireRow]]] = {}
    for place, visits, delay in (("Mons", 9, 0), ("Binche", 4, 30), ("Dour", 2, 0), ("Chimay", 3, 70)):
        kiosk = enrolled(hub, place)
        kiosks[kiosk] = delay, list(wire_rows(kiosk, kiosk_year(JOURNEYS, visits, (FIRST, DAYS), chance)))
    seen = []
    for night in range(8, DAYS + 130, 6):
        today = FIRST + timedelta(days=night)
        for kiosk, (delay, rows) in kiosks.items():
            # What is late comes in parts, cut anywhere.
            until = (today - timedelta(days=delay and chance.randint(delay // 2, delay))).isoformat()
            push(hub, kiosk, {row_of(row): row.n for row in rows if last_day(row) < until})
        publish(hub, today, titles(JOURNEYS))
        seen.append({file: numbers(hub, file) for file in BELOW})
    return seen


def row_of(row: WireRow) -> tuple[str, str, str, str, str]:
    return row.period, row.event, row.journey, row.step, row.outcome


def last_day(row: WireRow) -> str:
    """Of its period."""
    if "W" in row.period:
        return (date.fromisocalendar(int(row.period[:4]), int(row.period[6:]), 7)).isoformat()
    return row.period


def numbers(hub: Path, file: str) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for name in TABLES:
        found.update({(name, *row[:-1]): int(str(row[-1])) for row in table(hub, file, f"SELECT * FROM {name}")})  # noqa: S608
    return found


def given_away(hub: Path, audience: str, below: int) -> set[Cell]:
    """What follows from one wave's own numbers, which whoever kept all publications can tell apart."""
    found: set[Cell] = set()
    with closing(open_memory(hub)) as connection:
        memory = Memory(connection)
        for part in memory.parts():
            world = World(part.region, memory.micro(part))
            true = world.cells()
            shown = memory.cells("shown", audience, part)
            found |= {cell for cell in worked_out(world, shown) if true[cell] < below}
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_neither_a_page_nor_the_difference_of_two_tells_a_small_number(tmp_path: Path, seed: int) -> None:
    hub = tmp_path / "hub"
    seen = season(hub, random.Random(seed))
    for file, below in BELOW.items():
        steps = [after[file] - before[file] for before, after in pairwise(seen)]
        assert not [(cell, n) for publication in seen for cell, n in publication[file].items() if n < below]
        assert not [(cell, n) for step in steps for cell, n in step.items() if n < below]
        assert not [cell for before, after in pairwise(seen) for cell in before[file] - after[file]]
        assert given_away(hub, file.removesuffix(".db"), below) == set()
    assert len([step for step in steps if step]) > 5, "there was something to compare"
    with closing(open_memory(hub)) as connection:
        assert {part.wave for part in Memory(connection).parts()} > {0}, "some came late"
