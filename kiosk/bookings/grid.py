"""Opening hours to cells: pure, in the site's time zone, whatever the machine's own zone.

A wall clock skips an hour in spring and shows one twice in autumn. A cell that touches an hour that does not
exist, or that starts or ends within one shown twice, is never offered: nobody could be told it without doubt.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.settings import OpeningHours

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A stretch of time, aware UTC; `end` is not part of it."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Cell") -> bool:
        """Whether the two share a moment."""
        return self.start < other.end and other.start < self.end


def cells(
    hours: OpeningHours,
    minutes: int,
    zone: ZoneInfo,
    days: tuple[date, date],
    closed: Container[date] = frozenset(),
) -> Iterator[Cell]:
    """Cells of `minutes` that fit in the weekly hours from `days[0]` to `days[1]`, both included, in time order."""
    day, last = days
    while day <= last:
        if day not in closed:
            yield from sorted(cell for part in hours.of(day.weekday()) for cell in _of_part(day, part, minutes, zone))
        day += timedelta(days=1)


def split(opening: Cell, minutes: int, zone: ZoneInfo) -> Iterator[Cell]:
    """Cells of `minutes` from the start of an opening given as moments (a "Libre" event)."""
    length = timedelta(minutes=minutes)
    start = opening.start
    while start + length <= opening.end:
        local = start.astimezone(zone).replace(tzinfo=None)
        cell = _cell(local, length, zone)
        if cell is not None and cell.start == start:
            yield cell
        start += length


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The date on the site's wall at `moment`."""
    return moment.astimezone(zone).date()


def whole_days(days: tuple[date, date], zone: ZoneInfo) -> Cell:
    """From the first midnight to the last, both days included, as moments."""
    start = datetime.combine(days[0], time(), zone)
    end = datetime.combine(days[1] + timedelta(days=1), time(), zone)
    return Cell(start.astimezone(UTC), end.astimezone(UTC))


def _of_part(day: date, part: str, minutes: int, zone: ZoneInfo) -> Iterator[Cell]:
    """Cells of one part of a day, as "09:00-12:00"."""
    opens, closes = (datetime.combine(day, time.fromisoformat(text)) for text in part.split("-"))
    length = timedelta(minutes=minutes)
    while opens + length <= closes:
        cell = _cell(opens, length, zone)
        if cell is not None:
            yield cell
        opens += length


def _cell(local: datetime, length: timedelta, zone: ZoneInfo) -> Cell | None:
    """The cell that starts at a wall time, or None when the wall clock is changed around it."""
    if not _plain(local, zone) or not _plain(local + length - _MINUTE, zone):
        return None
    start = local.replace(tzinfo=zone).astimezone(UTC)
    end = start + length
    # The wall must move on by just the cell's length, or the hour spoken for its end would be wrong.
    return Cell(start, end) if end.astimezone(zone).replace(tzinfo=None) == local + length else None


def _plain(local: datetime, zone: ZoneInfo) -> bool:
    """Whether a wall time exists, and once only."""
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first == second and first.astimezone(zone).replace(tzinfo=None) == local
