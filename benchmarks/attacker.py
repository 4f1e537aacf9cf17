"""Somebody who wants to know the hidden numbers: they have what was published, and know how the counts are made.

Works on the single numbers that places count in a week, not on the sums that `kiosk.hub.suppression` defends, so that
both would have to be wrong in the same way. They know every journey, step and place there is, and every law that counts
obey; not which cells are empty, since nothing published tells an empty cell from a hidden one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.hub.cells import FOLDED, Cell, Key, Micro, cells_of, month_of
from kiosk.usage.sync.outgoing import SMALL

Vector = NDArray[np.float64]
_MANY = 1e5
_ROUNDS = 30
_NEAR = 1e-6
"""Vectors of small whole numbers: what is left of one that lies in a span is far smaller, of others far greater."""


@dataclass(frozen=True, slots=True)
class World:
    """What was really counted in one region: by place, week and key; and which months were published by place."""

    region: str
    micro: Mapping[Micro, int]

    def cells(self) -> dict[Cell, int]:
        """The true number of each cell that may be published."""
        return cells_of(self.micro, self.region, months=True)

    def month(self, month: str) -> "World":
        """One month of it."""
        return World(self.region, {one: n for one, n in self.micro.items() if month_of(one.week) == month})


def worked_out(world: World, shown: Collection[Cell]) -> set[Cell]:
    """The hidden cells of a month that follow from those shown, by adding and subtracting."""
    columns = _unknowns(world.micro)
    vectors = _vectors(world, columns)
    hidden = [cell for cell in vectors if cell not in shown]
    known = [*(vectors[cell] for cell in vectors if cell in shown), *_laws(world.micro, columns)]
    if not hidden or not known:
        return set()
    basis = _basis(np.array(known))
    wanted = np.array([vectors[cell] for cell in hidden])
    rest = wanted - (wanted @ basis.T) @ basis
    return {cell for cell, left in zip(hidden, np.abs(rest).max(axis=1), strict=True) if left < _NEAR}


def cornered(world: World, shown: Collection[Cell], below: int) -> set[Cell]:
    """The hidden cells of a month that have one number left, for somebody who knows the limit and how kiosks fold.

    Bounds are brought nearer until none moves: of each number that a place counted in a week, and of each hidden cell.
    """
    true, columns = world.cells(), _unknowns(world.micro, folded_too=True)
    vectors = _vectors(world, columns)
    sums = [(vector, true[cell], true[cell]) for cell, vector in vectors.items() if cell in shown]
    sums += [(vector, 0, below - 1) for cell, vector in vectors.items() if cell not in shown and true[cell] < below]
    sums += [(law, 0, 0) for law in _laws(world.micro, columns)]
    named = np.array([one.key.cube != "folded" and one.key.journey != FOLDED for one in columns])
    low, high = np.zeros(len(columns)), np.full(len(columns), _MANY)
    rows = [(np.flatnonzero(vector), vector[np.flatnonzero(vector)], least, most) for vector, least, most in sums]
    for _ in range(_ROUNDS):
        before = low.copy(), high.copy()
        for columns_of, factors, least, most in rows:
            _narrow(columns_of, factors, (least, most), low, high)
        low[named & (low > 0) & (low < SMALL)] = SMALL
        high[named & (high < SMALL)] = 0
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    ranges = {cell: (low[vector > 0].sum(), high[vector > 0].sum()) for cell, vector in vectors.items()}
    return {cell for cell, (least, most) in ranges.items() if cell not in shown and least == most}


def _narrow(where: NDArray[np.intp], factors: Vector, total: tuple[int, int], low: Vector, high: Vector) -> None:
    """Bounds of the unknowns of one sum, of which the least and the most are known."""
    ends = factors * low[where], factors * high[where]
    least, most = np.minimum(*ends), np.maximum(*ends)
    new_least = np.maximum(least, total[0] - (most.sum() - most))
    new_most = np.minimum(most, total[1] - (least.sum() - least))
    low[where] = np.where(factors > 0, new_least, -new_most)
    high[where] = np.where(factors > 0, new_most, -new_least)


def _unknowns(micro: Mapping[Micro, int], *, folded_too: bool = False) -> dict[Micro, int]:
    """The columns: outcomes and last steps, and the visits of each journey whose outcome the kiosks had folded.

    `folded_too`: also where kiosks had nothing to fold, which nothing published tells.
    """
    folded: dict[Micro, int] = {}
    for one, n in micro.items():
        if one.key.cube == "visits" or _is_named(one.key):
            rest = _folded(one)
            folded[rest] = folded.get(rest, 0) + (n if one.key.cube == "visits" else -n)
    found = {one for one in micro if one.key.cube == "last_steps" or _is_named(one.key)}
    found |= {one for one, n in folded.items() if n or folded_too}
    if folded_too:
        found |= {one._replace(key=Key("last_steps", FOLDED, FOLDED, FOLDED)) for one in micro}
    return {one: number for number, one in enumerate(sorted(_anywhere(found)))}


def _anywhere(found: Collection[Micro]) -> set[Micro]:
    """Every key in every week and place of the month: what is published does not tell empty cells from hidden ones."""
    spots = {one[:2] for one in found}
    weeks, places = {week for _, week in spots}, {place for place, _ in spots}
    return {Micro(place, week, one.key) for one in found for week in weeks for place in places}


def _is_named(key: Key) -> bool:
    return key.cube == "outcomes" and key.journey != FOLDED


def _folded(one: Micro) -> Micro:
    return one._replace(key=Key("folded", one.key.journey, "", ""))


def _vectors(world: World, columns: Mapping[Micro, int]) -> dict[Cell, Vector]:
    """Each cell as the sum of the unknowns it is made of."""
    vectors = {cell: np.zeros(len(columns)) for cell in world.cells()}
    for one, number in columns.items():
        for key in _counted_in(one.key):
            for cell in cells_of({one._replace(key=key): 1}, world.region, months=True).keys() & vectors.keys():
                vectors[cell][number] = 1
    return vectors


def _counted_in(key: Key) -> tuple[Key, ...]:
    """The keys of which an unknown is a part."""
    visits = Key("visits", key.journey, "", "")
    if key.cube == "folded":
        return visits, Key("outcomes", FOLDED, FOLDED, FOLDED)
    return (key, visits) if _is_named(key) else (key,)


def _laws(micro: Mapping[Micro, int], columns: Mapping[Micro, int]) -> list[Vector]:
    """In each place and week there are as many last steps as visits; unless of a wave visits alone are told."""
    if all(one.key.cube == "visits" for one in micro):
        return []
    laws = {one[:2]: np.zeros(len(columns)) for one in columns}
    for one, number in columns.items():
        laws[one[:2]][number] = -1 if one.key.cube == "last_steps" else 1
    return list(laws.values())


def _basis(rows: Vector) -> Vector:
    """An orthonormal basis of what the rows span."""
    _, sizes, basis = np.linalg.svd(rows, full_matrices=False)
    return np.asarray(basis[sizes > _NEAR])
