"""What is published, as cells: visits, their outcomes and last steps, by place x month and by region x week. Pure.

A month is made of whole weeks (a week belongs to the month of its Thursday), so that weeks and months tell the same
visits and no difference between the two is a few days at the edge of a month.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

Cube = Literal["visits", "outcomes", "last_steps", "folded"]
"""The last one is never published."""
Level = Literal["place_month", "region_week"]
FOLDED: Final = "~"
"""Cells that the kiosk itself had folded before they left: told as "Autre"."""


class Key(NamedTuple):
    """What is counted. Texts may be ""."""

    cube: Cube
    journey: str
    step: str
    outcome: str


class Cell(NamedTuple):
    """A number that may be published: a key in an area (place or region) and a period ("2026-11" or "2026-W48")."""

    level: Level
    area: str
    period: str
    key: Key


class Micro(NamedTuple):
    """What a cell is the sum of: a key in a place and a week."""

    place: str
    week: str
    key: Key


def week_of(period: str) -> str:
    """The ISO week of a period on the wire, which is a day or a week."""
    if period[4:6] == "-W":
        return period
    year, week, _ = date.fromisoformat(period).isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday_of(week: str) -> date:
    """The first day of "2026-W48"."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def month_of(week: str) -> str:
    """The month of a week's Thursday: "2026-11"."""
    return (monday_of(week) + timedelta(days=3)).isoformat()[:7]


def ends_its_month(week: str) -> bool:
    """Whether the week after this one belongs to another month."""
    return (monday_of(week) + timedelta(days=10)).isoformat()[:7] != month_of(week)


def cells_of(micro: Mapping[Micro, int], region: str, *, months: bool) -> dict[Cell, int]:
    """The cells of a region's weeks and, with `months`, of its places' months; none is zero."""
    cells: dict[Cell, int] = {}
    for (place, week, key), n in micro.items():
        in_week = Cell("region_week", region, week, key)
        cells[in_week] = cells.get(in_week, 0) + n
        if months:
            in_month = Cell("place_month", place, month_of(week), key)
            cells[in_month] = cells.get(in_month, 0) + n
    return {cell: n for cell, n in cells.items() if n}


Equation = Mapping[Cell, int]
"""Cells with their factors: the sum of factor times number is zero, to whoever knows how the counts are made."""


def with_folded(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """The cells, and those that nobody publishes: of each journey, the visits whose outcome the kiosks had folded."""
    rest: dict[Cell, int] = {}
    for cell, n in cells.items():
        key = cell.key
        if key.cube != "last_steps" and key.journey != FOLDED:
            folded = cell._replace(key=Key("folded", key.journey, "", ""))
            rest[folded] = rest.get(folded, 0) + (n if key.cube == "visits" else -n)
    return {**cells, **{cell: n for cell, n in rest.items() if n > 0}}


def equations(cells: Mapping[Cell, int]) -> list[Equation]:
    """All that ties the cells of one region and month together, for somebody who knows the whole design.

    In an area and period each visit has one outcome and one last step, so those cubes have the same sum as the visits;
    a journey's visits are the sum of its outcomes and of those folded. A key's weeks and its places have the same sum,
    once there are months. A sum that does not hold, since some counts never came in, tells nobody anything.
    """
    found: dict[tuple[object, ...], dict[Cell, int]] = {}
    months = any(cell.level == "place_month" for cell in cells)
    for cell in cells:
        for name, factor in _ties(cell):
            found.setdefault(name, {})[cell] = factor
        if months:
            found.setdefault((cell.key,), {})[cell] = 1 if cell.level == "region_week" else -1
    return [tie for tie in found.values() if sum(factor * cells[cell] for cell, factor in tie.items()) == 0]


def _ties(cell: Cell) -> tuple[tuple[tuple[object, ...], int], ...]:
    """The sums inside an area and period in which a cell is, by name, with its factor."""
    spot, key = (cell.level, cell.area, cell.period), cell.key
    steps, outcomes, folded = (*spot, "steps"), (*spot, "outcomes"), (*spot, "folded")
    journey = (*spot, "journey", key.journey)
    match key.cube:
        case "visits":
            return (steps, 1), (outcomes, 1), (journey, 1)
        case "last_steps":
            return ((steps, -1),)
        case "folded":
            return (journey, -1), (folded, -1)
        case "outcomes" if key.journey == FOLDED:
            return (outcomes, -1), (folded, 1)
        case "outcomes":
            return (outcomes, -1), (journey, -1)
