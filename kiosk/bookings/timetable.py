"""What a provider is built from: the services it serves, their places and their hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import gcd
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.bookings.closures import public_holidays
from kiosk.bookings.grid import Cell, cells, day_of, split
from kiosk.bookings.instants import Now, stamp
from kiosk.bookings.protocol import Asks, Needs, Place, Service, Slot
from kiosk.ids import DeskId, ServiceId, SlotId
from kiosk.settings import ProviderSettings, ServiceSettings


@dataclass(frozen=True, slots=True)
class Timetable:
    """The hours of one service at its office."""

    settings: ServiceSettings
    service: Service
    zone: ZoneInfo

    @classmethod
    def of(cls, settings: ServiceSettings, place: Place, zone: ZoneInfo) -> "Timetable":
        """The timetable of a service of the settings, received at `place`."""
        asked = dict.fromkeys(settings.require, Asks.REQUIRED)
        service = Service(
            id=settings.id,
            label=settings.label,
            minutes=settings.minutes,
            place=place,
            needs=Needs(**asked),
            bring=settings.bring,
        )
        return cls(settings, service, zone)

    @property
    def desks(self) -> tuple[DeskId, ...]:
        """The desks at which the service is given: "1", "2"..."""
        return tuple(DeskId(str(number)) for number in range(1, self.settings.desks + 1))

    def offered_days(self, days: tuple[date, date], now: datetime) -> tuple[date, date]:
        """`days` cut to what may be offered: from today to `days_ahead` days from now."""
        today = day_of(now, self.zone)
        return max(days[0], today), min(days[1], today + timedelta(days=self.settings.days_ahead))

    def cells(self, days: tuple[date, date], now: datetime) -> tuple[Cell, ...]:
        """The cells that may be offered now, from the weekly hours; free or not."""
        offered = self.offered_days(days, now)
        found = cells(self.settings.hours, self.settings.minutes, self.zone, offered, self._closed(offered))
        return tuple(cell for cell in found if cell.start >= self._soonest(now))

    def week(self, days: tuple[date, date]) -> tuple[Cell, ...]:
        """All cells of the weekly hours on `days`, past or far ahead; none on days closed by settings."""
        return tuple(cells(self.settings.hours, self.settings.minutes, self.zone, days, self._closed(days)))

    def cells_within(self, openings: tuple[Cell, ...], now: datetime) -> tuple[Cell, ...]:
        """The cells that may be offered now, from openings drawn by staff; they decide on holidays themselves."""
        found = (cell for opening in openings for cell in split(opening, self.settings.minutes, self.zone))
        closed = {date.fromisoformat(day) for day in self.settings.closed}
        return tuple(
            sorted(
                cell
                for cell in found
                if cell.start >= self._soonest(now) and day_of(cell.start, self.zone) not in closed
            )
        )

    def slot(self, cell: Cell, desk: DeskId) -> Slot:
        """The cell as a slot at a desk."""
        name = SlotId(f"{self.service.id}-{stamp(cell.start)}-g{desk}")
        return Slot(name, self.service.id, cell.start, cell.end, desk)

    def _soonest(self, now: datetime) -> datetime:
        return now + timedelta(minutes=self.settings.notice_minutes)

    def _closed(self, days: tuple[date, date]) -> frozenset[date]:
        by_hand = frozenset(date.fromisoformat(day) for day in self.settings.closed)
        return by_hand.union(*(public_holidays(year) for year in range(days[0].year, days[1].year + 1)))


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a provider is built from."""

    name: str
    """Its key in `[providers]`."""
    provider: ProviderSettings
    timetables: tuple[Timetable, ...]
    """Of the services that it serves."""
    zone: ZoneInfo
    folder: Path
    """Where relative paths of the settings start."""
    data: Path
    demonstration: bool
    now: Now

    def timetable(self, service: ServiceId) -> Timetable | None:
        """The timetable of one of the services; None for another's."""
        return next((table for table in self.timetables if table.service.id == service), None)


def grid_minutes(timetables: tuple[Timetable, ...]) -> int:
    """Minutes of the cells that services sharing desks have in common.

    One service: its own minutes, so a slot is one cell. Several: the greatest length that divides every service
    and every distance between the starts of their opening hours, so that two slots overlap only when they
    share a cell.
    """
    minutes = [table.settings.minutes for table in timetables]
    if len(set(minutes)) <= 1 and len(timetables) == 1:
        return minutes[0] if minutes else 1
    starts = [start for table in timetables for start in _starts(table.settings)]
    return gcd(*minutes, *(start - starts[0] for start in starts))


def pieces(slot: Slot, minutes: int) -> tuple[Cell, ...]:
    """The slot as cells of `minutes`, in time order; the last may be cut short by the slot's end."""
    length = timedelta(minutes=minutes)
    count = max(1, -(-(slot.end - slot.start) // length))
    starts = (slot.start + length * number for number in range(count))
    return tuple(Cell(start, min(start + length, slot.end)) for start in starts)


def _starts(settings: ServiceSettings) -> Iterator[int]:
    """Minutes after midnight at which each part of a week's hours starts."""
    for weekday in range(7):
        for part in settings.hours.of(weekday):
            hour, minute = part[:5].split(":")
            yield int(hour) * 60 + int(minute)
