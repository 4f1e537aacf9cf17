"""The nightly step from the counts of each kiosk to what may be seen: taken in waves, decided once, written anew.

A week is taken once, some days after it ended, so that most kiosks had the nights to send it. Its regions' cells are
decided then, those of its places when the last week of its month is there. What comes later waits, and is taken as a
wave of its own, at most every four weeks: as visits that are in no other wave, hidden and shown by the same rules. So
are, after four weeks, the visits of a week whose outcomes or last steps are not all there (`kiosk.hub.wholeness`).
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kiosk.hub.cells import Cell, cells_of, ends_its_month, equations, month_of, week_of, with_folded
from kiosk.hub.enrolment import Enrolled
from kiosk.hub.memory import Memory, Part, Row, open_memory
from kiosk.hub.noise import noisy
from kiosk.hub.places import placed
from kiosk.hub.suppression import exposed, shown_cells
from kiosk.hub.wholeness import sorted_by_wholeness, week

STAFF_BELOW: Final = 5
OPEN_BELOW: Final = 10
NOISE_BELOW: Final = 5
GRACE_DAYS: Final = 7
"""From the end of a week to the day on which it is taken."""
LATE_DAYS: Final = 28
"""Between two waves of late counts; from the end of an incomplete week to the day on which it waits no longer."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a night decided: new cells shown, cells with a visit that stay hidden, late rows that wait; of the staff."""

    shown: int
    hidden: int
    waiting: int
    unsafe: int
    """Parts that were left out whole, since a number shown long ago would have given a hidden one away."""
    impossible: tuple[Enrolled, ...]
    """Kiosks with numbers that nobody can have counted; those rows are left out."""
    incomplete: int
    """Weeks of kiosks that wait or are told by their visits alone: outcomes or last steps are not as many as visits."""


def decide(hub: Path, today: date, *, noise: bool) -> Decided:
    """Take what is due, and keep for good what is shown of it. All or nothing. Raises OSError, sqlite3.Error."""
    known = {one.kiosk: one for one in placed(hub)}
    with closing(open_memory(hub)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        return _decide(Memory(connection), known, today, noise=noise)


def _decide(memory: Memory, known: Mapping[str, Enrolled], today: date, *, noise: bool) -> Decided:
    since = memory.state("week")
    until = max(since, week_of((today - timedelta(days=7 + GRACE_DAYS)).isoformat()))
    rows = [(row, known[row.kiosk]) for row in memory.grown() if row.kiosk in known and week_of(row.period) <= until]
    complete = _complete_until(until)
    patience = week_of((today - timedelta(days=7 + LATE_DAYS)).isoformat())
    found = sorted_by_wholeness(rows, memory.told_alone(), patience)
    due, late = _sorted_out(found.whole, since, complete)
    alone = [one for one in found.alone if month_of(week_of(one[0].period)) <= complete]
    parts, taken = _take(memory, due, 0), len(due)
    if memory.state("late") <= (today - timedelta(days=LATE_DAYS)).isoformat():
        wave = memory.last_wave() + 1
        parts |= _take(memory, late, wave) | _take(memory, alone, -wave)
        taken += len(late) + len(alone)
        memory.keep("late", today.isoformat())
    # The months that have become complete, though no count of their last week came in.
    parts |= {part for part in memory.parts() if part.wave == 0 and _complete_until(since) < part.month <= complete}
    memory.keep("week", until)
    told = [_decide_part(memory, part, months=part.month <= complete, noise=noise) for part in sorted(parts)]
    shown, hidden, unsafe = (sum(column) for column in zip(*told, strict=True)) if told else (0, 0, 0)
    incomplete = len({week(one) for one in found.alone + found.waiting})
    impossible = tuple(known[kiosk] for kiosk in sorted(memory.impossible() & known.keys()))
    return Decided(shown, hidden, len(rows) - taken, unsafe, impossible, incomplete)


def _complete_until(week: str) -> str:
    """The latest month all of whose weeks are `week` or before; "" for no week."""
    if not week:
        return ""
    month = month_of(week)
    if ends_its_month(week):
        return month
    return (date.fromisoformat(f"{month}-01") - timedelta(days=1)).isoformat()[:7]


def _sorted_out(
    rows: Iterable[tuple[Row, Enrolled]], since: str, complete: str
) -> tuple[list[tuple[Row, Enrolled]], list[tuple[Row, Enrolled]]]:
    """Those whose week is new, and those that are late for a month that is complete; others wait for that."""
    due, late = [], []
    for row, kiosk in rows:
        week = week_of(row.period)
        if week > since:
            due.append((row, kiosk))
        elif month_of(week) <= complete:
            late.append((row, kiosk))
    return due, late


def _take(memory: Memory, rows: Sequence[tuple[Row, Enrolled]], wave: int) -> set[Part]:
    memory.take(((row, kiosk.region, kiosk.place) for row, kiosk in rows), wave)
    return {Part(kiosk.region, month_of(week_of(row.period)), wave) for row, kiosk in rows}


def _decide_part(memory: Memory, part: Part, *, months: bool, noise: bool) -> tuple[int, int, int]:
    """Decide the cells of a part that are not decided yet; how many are shown now, hidden in all, and left unsafe."""
    micro = memory.micro(part)
    published = cells_of(micro, part.region, months=months)
    cells = with_folded(published)
    ties = equations(cells)
    before = memory.cells("shown", "staff", part)
    shown = shown_cells(cells, ties, STAFF_BELOW, before=before)
    memory.add_cells("shown", "staff", part, {cell: cells[cell] for cell in shown - before.keys()})
    if noise:
        _draw(memory, part, published)
    else:
        earlier = memory.cells("shown", "open", part)
        public = shown_cells(cells, ties, OPEN_BELOW, before=earlier, allowed=shown)
        memory.add_cells("shown", "open", part, {cell: cells[cell] for cell in public - earlier.keys()})
    unsafe = bool(exposed(cells, ties, shown, STAFF_BELOW))
    return len(shown - before.keys()), len(published.keys() - shown), int(unsafe)


def _draw(memory: Memory, part: Part, cells: Mapping[Cell, int]) -> None:
    """Noise for the cells of a part that have none yet, empty ones too: which are empty is not told either."""
    earlier = memory.cells("drawn", "open", part)
    spots = {(cell.level, cell.area, cell.period) for cell in cells}
    keys = {key for key in memory.vocabulary() if part.wave >= 0 or key.cube == "visits"}
    universe = {Cell(*spot, key) for spot in spots for key in keys} | cells.keys()
    drawn = noisy({cell: cells.get(cell, 0) for cell in universe - earlier.keys()})
    memory.add_cells("drawn", "open", part, drawn)
    already = memory.cells("shown", "open", part)
    public = {cell: n for cell, n in drawn.items() if n >= NOISE_BELOW and cell not in already}
    memory.add_cells("shown", "open", part, public)
