"""Whether a hidden number could be another: a search for other worlds that look the same from outside. Pure.

Whoever reads the pages knows what is shown, every sum that must hold, that a hidden small number is below the limit,
and that kiosks fold what is below three: a named outcome or last step is none, or three and more. They do not know
which cells are empty. A number is safe once a world is found in which all that is true and it is another. The search
is one by chance, many short ones rather than a long one, and may miss a world; then more is hidden than need be.
"""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from kiosk.hub.cells import FOLDED, Cell, Equation, Key

FOLD_BELOW: Final = 3
"""`kiosk.usage.sync.outgoing.SMALL`."""
_TRIES: Final = 24
"""For each other number that a cell could be, each with other chances."""
_NODES: Final = 50
"""Changes in a try."""
_DEPTH: Final = 20
_WIDTH: Final = 4
_LOOKED_AT: Final = 120


def is_small(cell: Cell, n: int, below: int) -> bool:
    """Whether a cell is to be hidden for its size; what was folded is not a cell of ours, only a difference."""
    return n < below and cell.key.cube != "folded"


def with_empty(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """With the empty ones of each area and period: nothing published tells them from hidden ones."""
    keys = {cell.key for cell in cells}
    keys |= {Key("folded", key.journey, "", "") for key in keys if key.cube == "visits"}
    keys |= {Key("outcomes", FOLDED, FOLDED, FOLDED), Key("last_steps", FOLDED, FOLDED, FOLDED)}
    spots = {(cell.level, cell.area, cell.period) for cell in cells}
    return {Cell(*spot, key): 0 for spot in sorted(spots) for key in sorted(keys)} | dict(cells)


def without_doubt(
    cells: Mapping[Cell, int], ties: Sequence[Equation], shown: Collection[Cell], below: int
) -> set[Cell]:
    """The hidden small cells for which no other world was found; `cells` and `ties` with the empty ones."""
    worlds = _Worlds(cells, ties, shown, below)
    small = {cell for cell in worlds.within if cells[cell] and is_small(cell, cells[cell], below)}
    doubted: set[Cell] = set()
    for cell in sorted(small):
        if cell not in doubted:
            doubted |= worlds.with_another(cell)
    return small - doubted


class _Worlds:
    """The true world, and changes to it: each one keeps what is shown, and is repaired until all sums hold again."""

    def __init__(
        self, cells: Mapping[Cell, int], ties: Sequence[Equation], shown: Collection[Cell], below: int
    ) -> None:
        self._cells, self._below = cells, below
        self._ties = [[(cell, f) for cell, f in tie.items() if cell not in shown] for tie in ties]
        self.within: dict[Cell, list[tuple[int, int]]] = {}
        """The sums in which a hidden cell is, with its factor."""
        for number, tie in enumerate(self._ties):
            for cell, factor in tie:
                self.within.setdefault(cell, []).append((number, factor))
        self._chance = random.Random(len(cells))  # noqa: S311 - not a secret
        self._moved: dict[Cell, int] = {}
        self._off: dict[int, int] = {}
        self._left = 0
        self._sharing = False
        """Whether a sum may be put right by several changes, which takes longer and is seldom needed."""

    def with_another(self, cell: Cell) -> set[Cell]:
        """All cells that have another number in a world found in which this one has; none where none was found."""
        n = self._cells[cell]
        others = [other for other in range(self._below) if other != n and self._may_be(cell, other)]
        tries = sorted(others, key=lambda other: abs(other - n)) * _TRIES
        for number, other in enumerate(tries):
            self._sharing = number % (2 * len(others)) >= len(others)
            self._moved, self._off, self._left = {}, {}, _NODES
            self._move(cell, other - n)
            if self._repaired(_DEPTH):
                return set(self._moved)
        return set()

    def _may_be(self, cell: Cell, n: int) -> bool:
        key = cell.key
        named = key.cube in ("outcomes", "last_steps") and key.journey != FOLDED
        if n < 0 or (named and 0 < n < FOLD_BELOW):
            return False
        return n < self._below or not is_small(cell, self._cells[cell], self._below)

    def _move(self, cell: Cell, by: int) -> None:
        self._moved[cell] = by
        for number, factor in self.within[cell]:
            off = self._off.pop(number, 0) + factor * by
            if off:
                self._off[number] = off

    def _back(self, cell: Cell) -> None:
        self._move(cell, -self._moved[cell])
        del self._moved[cell]

    def _repaired(self, depth: int) -> bool:
        if not self._off:
            return True
        if depth == 0:
            return False
        number = min(self._off, key=lambda number: (len(self._ties[number]), number))
        for cell, by in self._moves(number):
            self._left -= 1
            if self._left < 0:
                return False
            self._move(cell, by)
            if self._repaired(depth - 1):
                return True
            self._back(cell)
        return False

    def _moves(self, number: int) -> Iterator[tuple[Cell, int]]:
        """Changes that put a sum right, those first that put others right too or make fewer wrong."""
        tie, off = self._ties[number], self._off[number]
        if len(tie) > _LOOKED_AT:
            tie = self._chance.sample(tie, _LOOKED_AT)
        found = []
        for cell, factor in tie:
            by = 0 if cell in self._moved else self._change(cell, -off * factor)
            if by:
                found.append((self._wrong_after(cell, by), self._chance.random(), cell, by))
        found.sort()
        yield from ((cell, by) for _, _, cell, by in found[:_WIDTH])

    def _change(self, cell: Cell, wanted: int) -> int:
        """What a cell can change by: what is wanted, or less with the rest left to others, or more; 0 for nothing."""
        n, most = self._cells[cell], abs(wanted)
        sign = 1 if wanted > 0 else -1
        more = range(most + 1, most + FOLD_BELOW)
        less_or_more: tuple[int, ...] = (*range(most - 1, 0, -1), *more) if self._sharing else ()
        for by in (most, *less_or_more):
            if self._may_be(cell, n + sign * by):
                return sign * by
        return 0

    def _wrong_after(self, cell: Cell, by: int) -> int:
        wrong = 0
        for number, factor in self.within[cell]:
            before = self._off.get(number, 0)
            wrong += (before + factor * by != 0) - (before != 0)
        return wrong
