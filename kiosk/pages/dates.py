"""Days and hours as each language writes them, by Babel. Inside, times are aware UTC; here they become local."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from kiosk.languages.wording import FRENCH_FORMATS, NBSP, Formats


@cache
def _format(day: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 (only where a date is shown: the resting screen has none)

    return str(format_date(day, pattern, locale=locale))


def weekday(day: date, formats: Formats = FRENCH_FORMATS) -> str:
    """As in "mardi"."""
    return _format(day, "EEEE", formats.locale)


def day_number(day: date, formats: Formats = FRENCH_FORMATS) -> str:
    """As in "24", and "1er" for the first."""
    return formats.first if day.day == 1 else str(day.day)


def short_month(day: date, formats: Formats = FRENCH_FORMATS) -> str:
    """As in "nov."."""
    return _format(day, "MMM", formats.locale)


def months(formats: Formats = FRENCH_FORMATS) -> tuple[str, ...]:
    """As in "janvier", in order."""
    return tuple(_format(date(2000, month, 1), "LLLL", formats.locale) for month in range(1, 13))


def day_in_full(day: date, formats: Formats = FRENCH_FORMATS) -> str:
    """As in "mardi 24 novembre", "mardi 1er décembre"."""
    return f"{weekday(day, formats)} {day_number(day, formats)}{NBSP}{_format(day, 'MMMM', formats.locale)}"


def hour(moment: datetime, zone: ZoneInfo, formats: Formats = FRENCH_FORMATS) -> str:
    """As in "10 h 40" in the zone's time."""
    local = moment.astimezone(zone)
    return formats.hour.format(hours=local.hour, minutes=f"{local.minute:02}")


def duration(seconds: int, formats: Formats = FRENCH_FORMATS) -> str:
    """As in "1 min 20", "45 secondes"."""
    minutes, rest = divmod(seconds, 60)
    if minutes:
        return formats.minutes.format(minutes=minutes, seconds=f"{rest:02}")
    return (formats.seconds if rest > 1 else formats.second).format(seconds=rest)
