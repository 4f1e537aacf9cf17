"""The hours of the house, by weekday, local time. Pure.

They are read on the clock on the wall: the night on which the hour jumps is an hour shorter or longer, and no hour of
a house is lost or said twice by that.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, Self

DAY_MINUTES: Final = 24 * 60
DAYS: Final = 7
LEAST: Final = 15
"""Minutes for which a day that is not closed is open at least: the smallest step of a touch."""


class Doors(Enum):
    """Whether the house is open."""

    OPEN = "open"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a day is open, in minutes since midnight. Raises ValueError where it ends before it begins."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY_MINUTES:
            raise ValueError((self.opens, self.closes))

    def opening(self, minutes: int) -> Self:
        """Opening so much later, or earlier below 0; as far as the day goes."""
        return type(self)(min(max(self.opens + minutes, 0), self.closes - LEAST), self.closes)

    def closing(self, minutes: int) -> Self:
        """The same for the closing."""
        return type(self)(self.opens, min(max(self.closes + minutes, self.opens + LEAST), DAY_MINUTES))


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """One span a weekday, Monday first; None: closed. Raises ValueError for another number of days."""

    days: tuple[Span | None, ...]

    def __post_init__(self) -> None:
        if len(self.days) != DAYS:
            raise ValueError(len(self.days))

    def with_day(self, weekday: int, span: Span | None) -> Self:
        """The same week with another day; 0 for Monday."""
        return type(self)((*self.days[:weekday], span, *self.days[weekday + 1 :]))

    def text(self) -> str:
        """As it is kept; never empty."""
        return json.dumps([[span.opens, span.closes] if span else None for span in self.days])

    @classmethod
    def kept(cls, text: str) -> Self | None:
        """What `text` gave; None: no hours were chosen, or nobody wrote this text so."""
        try:
            found = json.loads(text or "null")
            return cls(tuple(Span(int(day[0]), int(day[1])) if day else None for day in found)) if found else None
        except (ValueError, TypeError, LookupError):
            return None


USUAL: Final = Span(8 * 60, 18 * 60)
USUAL_WEEK: Final = OpeningHours((USUAL,) * 5 + (None,) * 2)
"""With what staff begin to choose."""


def doors(now: datetime, hours: OpeningHours | None, *, trusted: bool) -> Doors:
    """Whether a kiosk may sleep now. `now` is local; without hours, or with a clock nobody trusts, it never does."""
    if hours is None or not trusted:
        return Doors.OPEN
    span = hours.days[now.weekday()]
    minute = now.hour * 60 + now.minute
    return Doors.OPEN if span is not None and span.opens <= minute < span.closes else Doors.ASLEEP
