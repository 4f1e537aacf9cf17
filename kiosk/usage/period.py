"""Which day or ISO week a visit belongs to, and the bucket it waits in while the time is not known. Pure.

A Pi has no clock of its own: after a power cut it may believe any date. Until the time is trusted a visit is
counted in a bucket of this boot (hours since boot, which are always known). When the time becomes known in the
same boot the buckets are dated from the middle of their hour. Buckets of an earlier boot can never be dated:
they are added to `UNDATED`, which says so.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType, Self
from zoneinfo import ZoneInfo

Period = NewType("Period", str)
""""2026-11-23" (a day), "2026-W48" (an ISO week), "boot:<id>:<hour>" (waits for a date) or "undated"."""

UNDATED = Period("undated")
BUCKET_PREFIX = "boot:"
HOUR = 3600
"""In seconds."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """An hour of a boot: `hour` 0 is the first after the start of the kernel."""

    boot: str
    hour: int

    @classmethod
    def at(cls, boot: str, uptime: float) -> Self:
        """The bucket of an instant `uptime` seconds after the start of this boot."""
        return cls(boot, int(uptime // HOUR))

    @classmethod
    def parse(cls, period: Period) -> Self | None:
        """The bucket that a stored period names, None for a period of another kind."""
        if not period.startswith(BUCKET_PREFIX):
            return None
        boot, _, hour = period.removeprefix(BUCKET_PREFIX).rpartition(":")
        return cls(boot, int(hour)) if hour.isdecimal() else None

    @property
    def period(self) -> Period:
        """As it is stored."""
        return Period(f"{BUCKET_PREFIX}{self.boot}:{self.hour}")

    def day(self, booted: float, zone: ZoneInfo) -> date:
        """The local day of the middle of this hour; `booted` is the Unix time of the boot in seconds."""
        return day_of(booted + (self.hour + 0.5) * HOUR, zone)


When = date | Bucket
"""What is known of when a visit ended: its local day, or the bucket where it waits."""


def day_of(unix: float, zone: ZoneInfo) -> date:
    """The local calendar day of an instant in Unix seconds."""
    return datetime.fromtimestamp(unix, zone).date()


def day_period(day: date) -> Period:
    """A day as a period: "2026-11-23"."""
    return Period(day.isoformat())


def week_period(day: date) -> Period:
    """The ISO week of a day: "2026-W48". Its year is that of the week's Thursday."""
    year, week, _ = day.isocalendar()
    return Period(f"{year:04d}-W{week:02d}")


def week_of_day(day: Period) -> Period | None:
    """The ISO week of a period that is a day; None for another: it waits for its date, or will never have one."""
    try:
        return week_period(date.fromisoformat(day))
    except ValueError:
        return None


def is_week(period: Period) -> bool:
    """Whether a period is an ISO week."""
    return period[4:6] == "-W"


def is_closed_week(period: Period, today: date) -> bool:
    """Whether the period is an ISO week that ended before `today`. Weeks so written sort as they pass."""
    return is_week(period) and period < week_period(today)


def monday(week: Period) -> date:
    """The first day of an ISO week."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
