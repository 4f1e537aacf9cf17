"""The last closed week, for the visitors' screen. Reads the disk: never on the UI thread."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.figures import Counted, Figures, NoFigures, StaffCounts
from kiosk.usage.clock import Clock
from kiosk.usage.period import day_of, is_week, monday


def last_closed_week(path: Path, zone: ZoneInfo, clock: Clock) -> Counted:
    """The latest week with visits that is over; every failure to read is a value.

    While the clock is not trusted nobody knows which week runs. Visits are only ever dated by a trusted clock, so that
    a week is surely over once a later one has visits: such a week is given, without its day.
    """
    # Only now: SQLite's helpers take long to import, and a start must not pay for them.
    from kiosk.usage.show import summary  # noqa: PLC0415
    from kiosk.usage.store import Store  # noqa: PLC0415

    today = _today(zone, clock)
    try:
        with closing(Store.read(path)) as store:
            weeks = [row.period for row in store.rows() if is_week(row.period)]
            day = today or (monday(max(weeks)) if weeks else date.min)
            closed = summary(store, day).weeks
            first_day = monday(closed[0].period) if closed and today else None
    except (sqlite3.Error, OSError):
        return NoFigures.UNREADABLE
    except ValueError:  # a week that no calendar knows: a hand was in the file
        return NoFigures.UNREADABLE
    return Figures(closed[0], first_day) if closed else NoFigures.NOT_YET


def counts_for_staff(path: Path, zone: ZoneInfo, clock: Clock) -> StaffCounts:
    """The visits of today in all, and the last closed week; every failure to read is a value."""
    from kiosk.usage.show import Summary, read  # noqa: PLC0415  # see above

    today = _today(zone, clock)
    shown = read(path, today) if today is not None else None
    return StaffCounts(shown.visits_today if isinstance(shown, Summary) else None, last_closed_week(path, zone, clock))


def _today(zone: ZoneInfo, clock: Clock) -> date | None:
    booted = clock.booted()
    return None if booted is None else day_of(booted + clock.uptime(), zone)
