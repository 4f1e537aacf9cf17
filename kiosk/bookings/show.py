"""What `kiosk slots` prints: the free slots of a desk as plain data, and as text."""

from datetime import date
from zoneinfo import ZoneInfo

from kiosk.bookings.protocol import Unreachable
from kiosk.bookings.table import Desk


def rows(desk: Desk, from_date: date, to_date: date, zone: ZoneInfo) -> list[dict[str, str]] | Unreachable:
    """A row a free slot, in time order, both dates included; blocks. Ready for JSON.

    `start` and `end` are ISO 8601 with the site's offset; `date` and `time` are on the site's wall.
    """
    found = desk.provider.slots(desk.service, from_date, to_date)
    if isinstance(found, Unreachable):
        return found
    return [
        {
            "service": str(slot.service),
            "slot": str(slot.id),
            "date": f"{slot.start.astimezone(zone):%Y-%m-%d}",
            "time": f"{slot.start.astimezone(zone):%H:%M}",
            "start": slot.start.astimezone(zone).isoformat(),
            "end": slot.end.astimezone(zone).isoformat(),
            "desk": str(slot.desk),
            "place": desk.service.place.name,
        }
        for slot in found.slots
    ]


def text(found: list[dict[str, str]]) -> str:
    """A line a day: "2026-11-27  08:30 08:50"."""
    days: dict[str, list[str]] = {}
    for row in found:
        days.setdefault(row["date"], []).append(row["time"])
    return "\n".join(f"{day}  {' '.join(times)}" for day, times in days.items())
