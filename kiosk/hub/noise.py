"""Noise for the open data, by OpenDP: an optional library, which a hub that only hides small cells does not need.

A visit is in one cell of a cube at a level, and changes it by one: with discrete Laplace noise of scale 1/epsilon that
cube is epsilon-differentially private for each visit. It is drawn once for each cell and kept: noise drawn again every
night would average out.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from kiosk.errors import KioskError
from kiosk.hub.cells import Cell

EPSILON: Final = 0.5
"""Of a cube at a level, for one visit. A visit is in three cubes at two levels: six times this in all."""


def noisy(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """Each cell with noise of its own; give those without a visit too. Raises KioskError: no OpenDP."""
    drawn: dict[Cell, int] = {}
    for _, same in groupby(sorted(cells, key=_cube), key=_cube):
        cube = list(same)
        drawn.update(zip(cube, _drawn([cells[cell] for cell in cube]), strict=True))
    return drawn


def _cube(cell: Cell) -> tuple[str, str]:
    return cell.key.cube, cell.level


def _drawn(numbers: list[int]) -> list[int]:
    """One release of a whole cube, its privacy loss checked against epsilon by the library itself."""
    try:
        import opendp.prelude as dp  # noqa: PLC0415 - 50 MB, for hubs that want it
    except ImportError as error:
        raise KioskError("noise needs OpenDP: pip install 'coup-de-pouce[noise]'") from error
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    measurement = dp.m.make_laplace(*space, scale=1 / EPSILON)
    assert measurement.map(1) <= EPSILON  # type: ignore[no-untyped-call]  # noqa: S101 - else nothing is released
    return list(measurement(numbers))
