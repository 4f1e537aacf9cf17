"""Which weeks of kiosks came in whole: as many outcomes and last steps as visits. Pure.

Half a week told now and half later would be two halves of one sum, in two waves that are not safe beside each other:
one's visits are the other's outcomes. So it waits for its other half. Some never comes: a file of counts was set aside
in mid-week, a kiosk was replaced. In the end the visits of such a week are told alone, and its outcomes and last steps
never are: whatever comes later, no sum ties what is shown of it to anything.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from kiosk.hub.cells import week_of
from kiosk.hub.enrolment import Enrolled
from kiosk.hub.memory import KioskWeek, Row

Found = tuple[Row, Enrolled]
"""A row and the kiosk that it is of."""
_CUBES = ("visits", "outcomes", "last_steps")


class Sorted(NamedTuple):
    """All rows, by whether they may be told in every cube, by their visits alone, or not yet."""

    whole: list[Found]
    alone: list[Found]
    waiting: list[Found]


def sorted_by_wholeness(rows: Sequence[Found], settled: Collection[KioskWeek], patience: str) -> Sorted:
    """Whole for itself or, for a kiosk that was replaced, with the others of its place; `settled`: told alone before.

    What is of the week `patience` or before waits no longer.
    """
    alone = [one for one in rows if week(one) in settled]
    open_rows = [one for one in rows if week(one) not in settled]
    whole, halves = _parted(open_rows, week)
    together, halves = _parted(halves, lambda one: (one[1].region, one[1].place, week_of(one[0].period)))
    alone += [one for one in halves if week_of(one[0].period) <= patience]
    waiting = [one for one in halves if week_of(one[0].period) > patience]
    return Sorted(whole + together, alone, waiting)


def week(found: Found) -> KioskWeek:
    """Which week of which kiosk a row is of."""
    return KioskWeek(found[0].kiosk, week_of(found[0].period))


def _parted(rows: Sequence[Found], group: Callable[[Found], object]) -> tuple[list[Found], list[Found]]:
    """Those of groups in which the three cubes have one sum, and the others."""
    sums: Counter[tuple[object, str]] = Counter()
    for one in rows:
        sums[group(one), one[0].event] += one[0].n
    is_whole = {spot: len({sums[spot, cube] for cube in _CUBES}) == 1 for spot, _ in sums}
    return [one for one in rows if is_whole[group(one)]], [one for one in rows if not is_whole[group(one)]]
