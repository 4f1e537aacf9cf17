"""Where the buttons beside or under an official page stand. Pure: boxes in pixels, the lower left corner first.

Five buttons, in the order of the page: read, page before, zoom, up, down. *Monter* is always above *Descendre*, or
on its left.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from screens.pointing import Place

LARGER: Final = 1.25
"""How much taller than the others the two main buttons are."""


class Plan(NamedTuple):
    """One way to set the buttons out in a box of this size: a place for each, in the order of the page."""

    beside: bool
    places: Callable[[Place, float], tuple[Place, ...]]


def rows(box: Place, gap: float, weights: Sequence[float]) -> tuple[Place, ...]:
    """Rows from the top, as tall as their weights."""
    unit = (box.height - gap * (len(weights) - 1)) / sum(weights)
    places, top = [], box.top
    for weight in weights:
        places.append(Place(box.x, top - unit * weight, box.width, unit * weight))
        top -= unit * weight + gap
    return tuple(places)


def columns(box: Place, gap: float, count: int) -> tuple[Place, ...]:
    """Columns of one width."""
    wide = (box.width - gap * (count - 1)) / count
    return tuple(Place(box.x + number * (wide + gap), box.y, wide, box.height) for number in range(count))


def _two_and_pair(box: Place, gap: float) -> tuple[Place, ...]:
    """Two wide ones, then zoom on the left of up and down."""
    read, before, up, down = rows(box, gap, (LARGER, LARGER, 1, 1))
    left, right = columns(Place(box.x, down.y, box.width, up.top - down.y), gap, 2)
    return read, before, left, *rows(right, gap, (1, 1))


def _one_and_four(box: Place, gap: float) -> tuple[Place, ...]:
    """One wide one, then two columns of two."""
    read, up, down = rows(box, gap, (1, 1, 1))
    left, right = columns(Place(box.x, down.y, box.width, up.top - down.y), gap, 2)
    return read, *rows(left, gap, (1, 1)), *rows(right, gap, (1, 1))


def _five_rows(box: Place, gap: float) -> tuple[Place, ...]:
    return rows(box, gap, (1,) * 5)


def _two_and_three(box: Place, gap: float) -> tuple[Place, ...]:
    """Two in one row, three in the next."""
    first, second = rows(box, gap, (1, 1))
    return *columns(first, gap, 2), *columns(second, gap, 3)


def _five_columns(box: Place, gap: float) -> tuple[Place, ...]:
    return columns(box, gap, 5)


def _three_rows(box: Place, gap: float) -> tuple[Place, ...]:
    """One alone, then two, then two."""
    first, second, third = rows(box, gap, (1, 1, 1))
    before, zoom = columns(second, gap, 2)
    return first, before, zoom, *columns(third, gap, 2)


BESIDE: Final = (
    Plan(beside=True, places=_two_and_pair),
    Plan(beside=True, places=_five_rows),
    Plan(beside=True, places=_one_and_four),
)
UNDER: Final = (
    Plan(beside=False, places=_five_columns),
    Plan(beside=False, places=_two_and_three),
    Plan(beside=False, places=_three_rows),
)
