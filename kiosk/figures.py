"""What visitors may see of the counts, as plain data: light, since pages hold it and only a reading brings it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kiosk.ids import JourneyId
from kiosk.usage.period import Period

BELOW = 5
"""A number of visits smaller than this is hidden."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Visits of a journey that ended so; `n` is None for 1 to 4. `outcome` is a value of `Outcome`."""

    journey: JourneyId
    outcome: str
    n: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """A closed ISO week. `minutes` of use are rounded to 5; `hours_up`: of the kiosk, None where it is not known."""

    period: Period
    minutes: int
    cells: tuple[Cell, ...]
    hours_up: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The last closed week. `monday` is its first day, None while the clock is not trusted."""

    week: Week
    monday: date | None = None


class NoFigures(Enum):
    """Why there is nothing to show."""

    NOT_YET = "not_yet"
    """No week with a visit is over."""
    UNREADABLE = "unreadable"
    """The file of counts is damaged or cannot be reached."""


class Reading(Enum):
    """The figures were asked for and are not there yet."""

    BEGUN = "begun"
    LONG = "long"
    """It has taken long enough to say so."""


Counted = Figures | NoFigures
"""What a reading ends with."""


@dataclass(frozen=True, slots=True)
class StaffCounts:
    """What the facilitator's panel may tell. `today`: visits in all; None while nobody knows which day it is."""

    today: int | None
    week: Counted


def stay_open(numbers: Iterable[int]) -> bool:
    """Whether each hidden one could still be any of 1 to 4 to somebody who knows the sum and those not hidden."""
    hidden = [n for n in numbers if 0 < n < BELOW]
    most, others = BELOW - 1, len(hidden) - 1
    return not hidden or most + others <= sum(hidden) <= most * others + 1


def none_yet() -> Counted:
    """For a kiosk that counts nothing: a tour, a test."""
    return NoFigures.NOT_YET
