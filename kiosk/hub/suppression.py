"""Which cells are shown, so that no hidden one can be worked out from those shown. Pure.

Small cells are hidden first. Then we attack: whoever knows what is shown, and every sum that must hold, tries to work
out a hidden small cell, by adding and subtracting sums and by what a small cell can be at least and at most. For each
that gives way the smallest shown cell of its sums is hidden too, until none gives way. What was hidden in vain is shown
again. Last, for each hidden small cell another world is searched in which it is another number (`kiosk.hub.worlds`);
where none is found, its neighbours are hidden too.
"""

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from kiosk.hub.cells import Cell, Equation, equations
from kiosk.hub.worlds import is_small, with_empty, without_doubt

_PRIME: Final = (1 << 61) - 1
"""Sums are solved modulo this prime: exact, and quicker than fractions."""
_ENDLESS: Final = 1 << 40
_ROUNDS: Final = 20
_ROUNDS_BESIDE: Final = 4
"""Where the search finds no other world though much is hidden, hiding all of a month would not help it."""


def shown_cells(
    cells: Mapping[Cell, int],
    ties: Sequence[Equation],
    below: int,
    *,
    before: Collection[Cell] = (),
    allowed: Collection[Cell] | None = None,
) -> set[Cell]:
    """Those of `cells` to show: none is smaller than `below`, and no such small one can be worked out from them.

    `before` was shown already and cannot be taken back. `allowed`: no other cell may be shown.
    """
    fixed = set(before)
    large = {cell for cell, n in cells.items() if n >= below and cell.key.cube != "folded"}
    wanted = large if allowed is None else large.intersection(allowed)
    shown = fixed | wanted
    while given_away := exposed(cells, ties, shown, below):
        hidden_now = _partners(cells, ties, shown - fixed, given_away)
        if not hidden_now:
            return fixed
        shown -= hidden_now
    back = sorted(wanted - shown, key=lambda cell: (-cells[cell], cell))
    shown = _with_those_that_may(back, shown, lambda more: not exposed(cells, ties, more, below))
    return _with_other_worlds(cells, ties, below, shown, fixed)


def _with_other_worlds(
    cells: Mapping[Cell, int], ties: Sequence[Equation], below: int, shown: set[Cell], fixed: AbstractSet[Cell]
) -> set[Cell]:
    """Hide beside each hidden cell for which no other number was found, while there is something left to hide there."""
    all_cells = with_empty(cells)
    all_ties = equations(all_cells)
    for _ in range(_ROUNDS_BESIDE):
        certain = without_doubt(all_cells, all_ties, shown, below)
        hidden_now = _partners(cells, ties, shown - fixed, certain)
        if not hidden_now:
            break
        shown = shown - hidden_now
    return shown


def _with_those_that_may(back: Sequence[Cell], shown: set[Cell], is_safe: Callable[[set[Cell]], bool]) -> set[Cell]:
    """Show again, the greatest first, what need not have been hidden: the way here was one of guesses."""
    if not back:
        return shown
    if is_safe(more := shown.union(back)):
        return more
    if len(back) == 1:
        return shown
    half = len(back) // 2
    return _with_those_that_may(back[half:], _with_those_that_may(back[:half], shown, is_safe), is_safe)


def exposed(cells: Mapping[Cell, int], ties: Sequence[Equation], shown: Collection[Cell], below: int) -> set[Cell]:
    """The hidden cells smaller than `below` that can be worked out."""
    open_ties = [tie for tie in ({cell: f for cell, f in tie.items() if cell not in shown} for tie in ties) if tie]
    small = {cell for tie in open_ties for cell in tie if is_small(cell, cells[cell], below)}
    return small & (determined(open_ties) | _cornered(cells, open_ties, below))


def _partners(
    cells: Mapping[Cell, int], ties: Sequence[Equation], free: AbstractSet[Cell], given_away: Iterable[Cell]
) -> set[Cell]:
    """For each cell given away, the smallest free one of each of the nearest sums that have one."""
    within: dict[Cell, list[Equation]] = {}
    for tie in ties:
        for cell in tie:
            within.setdefault(cell, []).append(tie)
    chosen: set[Cell] = set()
    for cell in sorted(given_away):
        for tie in _nearest(cell, within, free):
            near = free & tie.keys()
            if near and not near & chosen:
                chosen.add(min(near, key=lambda other: (cells[other], other)))
    return chosen


def _nearest(start: Cell, within: Mapping[Cell, Sequence[Equation]], free: AbstractSet[Cell]) -> list[Equation]:
    """The sums in which a cell is with a free one, or else those of the hidden cells beside it, and so on outwards."""
    seen = reached = {start}
    while reached:
        sums = [tie for cell in sorted(reached) for tie in within[cell]]
        if near := [tie for tie in sums if free & tie.keys()]:
            return near
        reached = {other for tie in sums for other in tie} - seen
        seen = seen | reached
    return []


def determined(ties: Sequence[Equation]) -> set[Cell]:
    """The unknowns that the sums fix. A random other world in which all sums hold moves every one but those."""
    rows = {number: dict(tie) for number, tie in enumerate(ties)}
    order = _eliminated(rows)
    chance = random.Random(len(ties))  # noqa: S311 - not a secret: it need only be no root of our own sums
    world: dict[Cell, int] = {}
    for pivot, row in reversed(order):
        total = 0
        for cell, factor in row.items():
            if cell != pivot:
                total += factor * world.setdefault(cell, chance.randrange(1, _PRIME))
        world[pivot] = -total * pow(row[pivot], -1, _PRIME) % _PRIME
    return {cell for cell, moved in world.items() if moved == 0}


def _eliminated(rows: dict[int, dict[Cell, int]]) -> list[tuple[Cell, dict[Cell, int]]]:
    """Each sum with the unknown that it is solved for; that unknown is in none of the sums after it."""
    where: dict[Cell, set[int]] = {}
    for number, row in rows.items():
        for cell in row:
            where.setdefault(cell, set()).add(number)
    order: list[tuple[Cell, dict[Cell, int]]] = []
    waiting = sorted(rows, key=lambda number: (len(rows[number]), number))
    while waiting:
        number = waiting.pop(0)
        row = rows.pop(number)
        for cell in row:
            where[cell].discard(number)
        if not row:
            continue
        # The unknown that is in the fewest other sums: mostly in none, and then nothing is left to do.
        pivot = min(row, key=lambda cell: (len(where[cell]), cell))
        order.append((pivot, row))
        for other in sorted(where[pivot]):
            _subtract(rows[other], row, pivot, other, where)
    return order


def _subtract(
    target: dict[Cell, int], row: Mapping[Cell, int], pivot: Cell, number: int, where: dict[Cell, set[int]]
) -> None:
    scale = target[pivot] * pow(row[pivot], -1, _PRIME) % _PRIME
    for cell, factor in row.items():
        value = (target.get(cell, 0) - scale * factor) % _PRIME
        if value:
            target[cell] = value
            where[cell].add(number)
        elif cell in target:
            del target[cell]
            where[cell].discard(number)


def _cornered(cells: Mapping[Cell, int], ties: Sequence[Equation], below: int) -> set[Cell]:
    """The small cells that have one possible number left, given what each can be at least and at most."""
    low = {cell: 0 for tie in ties for cell in tie}
    high = {cell: below - 1 if is_small(cell, cells[cell], below) else _ENDLESS for cell in low}
    sums = [(tie, sum(factor * cells[cell] for cell, factor in tie.items())) for tie in ties]
    for _ in range(_ROUNDS):
        moved = [_narrowed(tie, total, low, high) for tie, total in sums]
        if not any(moved):
            break
    return {cell for cell in low if low[cell] == high[cell]}


def _narrowed(tie: Equation, total: int, low: dict[Cell, int], high: dict[Cell, int]) -> bool:
    """Bring the bounds of each cell of a sum nearer; whether any moved."""
    least = sum(f * (low[cell] if f > 0 else high[cell]) for cell, f in tie.items())
    most = sum(f * (high[cell] if f > 0 else low[cell]) for cell, f in tie.items())
    moved = False
    for cell, factor in tie.items():
        own = (low[cell], high[cell]) if factor > 0 else (-high[cell], -low[cell])
        at_least, at_most = total - (most - own[1]), total - (least - own[0])
        if factor < 0:
            at_least, at_most = -at_most, -at_least
        if at_least > low[cell] or at_most < high[cell]:
            low[cell], high[cell], moved = max(low[cell], at_least), min(high[cell], at_most), True
    return moved
