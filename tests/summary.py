"""What a run walked and laid out, in figures: printed at its end, so that nobody has to take it on trust."""

from collections.abc import Iterator
from typing import NamedTuple


class Told(NamedTuple):
    """A figure, and what there is in all (0: not known)."""

    number: int
    whole: int = 0


class Tell:
    """Called by tests: `tell("edges", 512, whole=512)`. What several tests tell under one name is added up."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}

    def __call__(self, name: str, number: int, *, whole: int = 0, most: bool = False) -> None:
        """`most`: not their sum, but the largest."""
        before = self._told.get(name, Told(0))
        total = max(before.number, number) if most else before.number + number
        self._told[name] = Told(total, before.whole + whole)

    def lines(self) -> Iterator[str]:
        """One a figure, in the order in which they were told first."""
        for name, told in self._told.items():
            yield f"{name}: {told.number} of {told.whole}" if told.whole else f"{name}: {told.number}"
