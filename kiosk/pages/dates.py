"""Days and hours in the French of Belgium, by Babel. Inside, times are aware UTC; here they become local."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

NBSP = "\u00a0"


@cache
def _format(day: date, pattern: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 (only where a date is shown: the resting screen has none)

    return str(format_date(day, pattern, locale="fr_BE"))


def weekday(day: date) -> str:
    """As in "mardi"."""
    return _format(day, "EEEE")


def day_number(day: date) -> str:
    """As in "24", and "1er" for the first."""
    return "1er" if day.day == 1 else str(day.day)


def short_month(day: date) -> str:
    """As in "nov."."""
    return _format(day, "MMM")


def day_in_full(day: date) -> str:
    """As in "mardi 24 novembre", "mardi 1er décembre"."""
    return f"{weekday(day)} {day_number(day)}{NBSP}{_format(day, 'MMMM')}"


def hour(moment: datetime, zone: ZoneInfo) -> str:
    """As in "10 h 40" in the zone's time."""
    local = moment.astimezone(zone)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02}"


def moment_in_full(moment: datetime, zone: ZoneInfo) -> str:
    """As in "mardi 24 novembre, 10 h 40"."""
    return f"{day_in_full(moment.astimezone(zone).date())}, {hour(moment, zone)}"


def duration(seconds: int) -> str:
    """As in "1 min 20", "45 secondes"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}{NBSP}min{NBSP}{rest:02}" if minutes else f"{rest}{NBSP}seconde{'s' if rest > 1 else ''}"
