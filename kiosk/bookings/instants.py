"""Moments: inside the house every moment is aware UTC, with whole seconds on the wire."""

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]
"""The wall clock, aware; injected so that tests turn it by hand."""

_STAMP = "%Y%m%dT%H%M%SZ"


def utc(moment: datetime) -> datetime:
    """The same moment in UTC. A naive moment is a bug: raises ValueError."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        message = "a naive moment has no place here: give it a time zone"
        raise ValueError(message)
    return moment.astimezone(UTC)


def stamp(moment: datetime) -> str:
    """`20261127T080000Z`, as iCalendar writes a moment in UTC."""
    return utc(moment).strftime(_STAMP)


def from_stamp(text: str) -> datetime | None:
    """The moment of a stamp; None when the text is not one."""
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970, as the agenda's file keeps a moment."""
    return int(utc(moment).timestamp())


def from_seconds(count: int) -> datetime:
    """The moment of a count of seconds since 1970."""
    return datetime.fromtimestamp(count, UTC)


def wall_clock() -> datetime:
    """Now, aware UTC."""
    return datetime.now(UTC)
