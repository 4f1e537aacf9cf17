"""Which numbers may leave the kiosk, and under which name. Pure.

Only what is over leaves, and a cell of a week that is below 3 leaves as a part of `~`. Both are decided once for good:
the hub keeps the greatest number it was ever told, so `~` may never shrink, and no visit may be told under two names.
"""

from collections import Counter as Tally
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import Counter, Row
from kiosk.usage.period import UNDATED, Period, day_period, is_week, monday, week_period
from kiosk.usage.sync.rows import FOLDED, WireRow

SMALL: Final = 3
"""A cell below this is not told by name."""
LEAP: Final = timedelta(days=60)
"""A kiosk that was shut for the summer comes back within it."""
COMPANY: Final = 3
"""Days with counts."""
_FOLDING: Final = {Counter.OUTCOMES, Counter.LAST_STEPS, Counter.GUIDANCE_LOST}
_DAY_LENGTH: Final = len("2026-11-23")


def is_over(period: Period, today: date) -> bool:
    """Whether nothing more can happen in a period. `UNDATED` holds earlier boots alone: it is told as it grows."""
    if is_week(period):
        return period < week_period(today)
    return period == UNDATED or (_is_day(period) and period < day_period(today))


def over(rows: Mapping[Row, int], today: date) -> dict[Row, int]:
    """The cells whose period is over on the local day `today`."""
    return {row: n for row, n in rows.items() if is_over(row.period, today)}


def surely_today(rows: Mapping[Row, int], seen: date | None = None) -> date:
    """A day that has begun for sure: only a trusted clock ever dates a count. `date.min` where none is dated.

    `seen`: the last day on which a sync trusted the clock. What lies a `LEAP` after all that came before is believed
    once it has `COMPANY`: a clock that was wrong for an afternoon closes no week that still runs.
    """
    days = {date.fromisoformat(row.period) for row in rows if _is_day(row.period)}
    weeks = {monday(row.period) for row in rows if is_week(row.period)}
    found = date.min
    together: list[date] = []
    for day in sorted(days | weeks | ({seen} if seen else set())):
        if together and day - together[-1] > LEAP:
            together.clear()
        first = found == date.min or day - found <= LEAP
        together.append(day)
        if first or day == seen or len(days.intersection(together)) >= COMPANY:
            found = day
    return found


def is_believable(today: date, seen: date | None) -> bool:
    """Whether a clock that nobody keeps in step may say so: not before the last day seen, nor a `LEAP` after it."""
    return seen is None or timedelta(0) <= today - seen <= LEAP


def new_choices(totals: Mapping[Row, int], made: Mapping[Row, bool]) -> dict[Row, bool]:
    """For each cell of a week that has none yet: True, it is folded for good; False, it leaves by its name for good."""
    return {
        row: n < SMALL
        for row, n in totals.items()
        if row.counter in _FOLDING and is_week(row.period) and row not in made
    }


def leaving(totals: Mapping[Row, int], folded: Mapping[Row, bool]) -> dict[Row, int]:
    """What the hub is to know. A cell without a date waits at home while it is small: it can still grow."""
    found: Tally[Row] = Tally()
    for row, n in totals.items():
        if folded.get(row):
            found[_fold(row)] += n
        elif row.period != UNDATED or n >= SMALL:
            found[row] += n
    return dict(found)


def owed(values: Mapping[Row, int], elsewhere: Mapping[Row, int]) -> dict[Row, int]:
    """The same less what this kiosk already told under earlier ids (`elsewhere`), by cells not small."""
    found = {row: n - elsewhere.get(row, 0) for row, n in values.items()}
    return {row: n for row, n in found.items() if n > 0 and (row not in elsewhere or n >= SMALL)}


def is_recent(period: Period, since: date) -> bool:
    """Whether a period ended on the day `since` or later; `UNDATED` never ends."""
    if is_week(period):
        return monday(period) + timedelta(days=6) >= since
    return period == UNDATED or period >= day_period(since)


def in_order(values: Mapping[Row, int]) -> list[Row]:
    """The oldest first."""
    return sorted(values, key=lambda row: (row.period, row.counter.value, *row[2:]))


def wire_row(kiosk: str, row: Row, n: int) -> WireRow:
    """As it leaves."""
    return WireRow(kiosk, row.period, row.counter.value, row.journey, row.step, row.outcome, n)


def _fold(row: Row) -> Row:
    return Row(row.period, row.counter, JourneyId(FOLDED), StepId(FOLDED), FOLDED)


def _is_day(period: Period) -> bool:
    return len(period) == _DAY_LENGTH and period[4] == period[7] == "-"
