"""A week of the embedded agenda as staff sees it: hours, what is taken, what is closed. Pure; no name is in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.bookings.grid import Cell, day_of, whole_days
from kiosk.bookings.protocol import Unreachable
from kiosk.ids import ServiceId

DAYS: Final = 7
WORKING: Final = 5
"""Days that are always shown; the others only where there are hours."""
NOON: Final = time(12, 30)
"""An hour that starts sooner is of the morning."""


class Half(Enum):
    """Half of a day; the value is its French name."""

    MORNING = "matin"
    AFTERNOON = "après-midi"


@dataclass(frozen=True, slots=True)
class Taking:
    """An appointment, or an hour that a visitor is about to take."""

    ref: str
    service: ServiceId
    cell: Cell
    code: str = field(repr=False)
    """Four characters; empty: held, not yet booked."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of a service, at all its desks. Times are aware UTC."""

    service: ServiceId
    cell: Cell
    desks: int
    taken: tuple[Taking, ...] = ()
    """What keeps a desk busy, perhaps for another service of the same office."""
    shut: bool = False
    past: bool = False

    @property
    def free(self) -> bool:
        """Whether a visitor may still take it."""
        return not self.shut and not self.past and len(self.taken) < self.desks


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of some services in one week, in time order."""

    monday: date
    hours: tuple[Hour, ...]
    zone: ZoneInfo

    @property
    def days(self) -> tuple[date, ...]:
        """The days to show."""
        busy = {day_of(hour.cell.start, self.zone) for hour in self.hours}
        days = (self.monday + timedelta(days=number) for number in range(DAYS))
        return tuple(day for number, day in enumerate(days) if number < WORKING or day in busy)

    def of(self, day: date, half: Half | None = None, service: ServiceId | None = None) -> tuple[Hour, ...]:
        """The hours of a day or of half of it, of one service or of all."""
        return tuple(
            hour
            for hour in self.hours
            if day_of(hour.cell.start, self.zone) == day
            and half in {None, half_of(hour.cell.start, self.zone)}
            and service in {None, hour.service}
        )

    def taken(self) -> tuple[Taking, ...]:
        """All that is taken, each once, in time order."""
        return taken_in(self.hours)

    def spans(self, hours: Iterable[Hour], day: date, half: Half | None) -> dict[ServiceId, Cell]:
        """The stretch to close a service, of those with `hours`, on a day or half of it: from midnight, or to it.

        Hours added later by the settings are within it, too.
        """
        return {service: self._span(service, day, half) for service in dict.fromkeys(one.service for one in hours)}

    def _span(self, service: ServiceId, day: date, half: Half | None) -> Cell:
        whole = whole_days((day, day), self.zone)
        noon = datetime.combine(day, NOON, self.zone).astimezone(UTC)
        noon = max((noon, *(hour.cell.end for hour in self.of(day, Half.MORNING, service))))
        match half:
            case Half.MORNING:
                return Cell(whole.start, noon)
            case Half.AFTERNOON:
                return Cell(noon, whole.end)
            case None:
                return whole


def half_of(moment: datetime, zone: ZoneInfo) -> Half:
    """Morning or afternoon on the site's wall."""
    return Half.MORNING if moment.astimezone(zone).time() < NOON else Half.AFTERNOON


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def taken_in(hours: Iterable[Hour]) -> tuple[Taking, ...]:
    """What is taken in these hours, each once, in time order."""
    found = {taking.ref: taking for hour in hours for taking in hour.taken}
    return tuple(sorted(found.values(), key=lambda taking: (taking.cell.start, taking.ref)))


# ---- what came of an act ---------------------------------------------------------------------------------


class Done(Enum):
    """How an act on the agenda ended, where the agenda answered."""

    WELL = "well"
    JUST_TAKEN = "just_taken"
    """A visitor was quicker: nothing was changed."""
    GONE = "gone"
    """There is no such appointment any more."""
    TOO_LATE = "too_late"
    """The appointment has begun."""


@dataclass(frozen=True, slots=True)
class After:
    """An act, and the week as it is after it."""

    done: Done
    week: Week


WeekEnd = Week | Unreachable
ActEnd = After | Unreachable
Read = Callable[[], WeekEnd]
Act = Callable[[], ActEnd]
