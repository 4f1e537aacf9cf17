"""The ways to lay out one drawing. All are tried: which is largest on a sheet, nobody can tell beforehand."""

from dataclasses import dataclass
from enum import Enum
from itertools import product


class Direction(Enum):
    """Where the journey goes on the sheet; the value is dot's."""

    DOWN = "TB"
    RIGHT = "LR"


@dataclass(frozen=True, slots=True)
class Layout:
    """`letters` a line of a card."""

    direction: Direction = Direction.DOWN
    letters: int = 25


LAYOUTS = tuple(Layout(*one) for one in product(Direction, (19, 25, 32)))
