"""Which rows a kiosk can have counted: dimensions, periods and numbers, as `kiosk.usage.counters` makes them. Pure.

A credential that fell into wrong hands may tell lies about its own place; it may not stop what all others publish, by a
number or a year with which nobody can reckon.
"""

from typing import Final

from kiosk.usage.sync.rows import FOLDED, WireRow

YEARS: Final = range(2020, 2100)
"""Of a day or an ISO week."""
MOST_A_DAY: Final = 100_000
"""More than one a second. Also of `hours_up`: each start in a day of power cuts counts one."""
MOST_A_WEEK: Final = 7 * MOST_A_DAY
"""Also of minutes: each visit counts at least one, which is a second a visit still."""
MOST_UNDATED: Final = 100_000_000
"""A kiosk without a clock adds to the same rows for years: one a second for three, or minutes for 190."""
_BY_DAY: Final = {"visits", "hours_up"}
_DIMENSIONS: Final = {
    "visits": (True, False, False),
    "outcomes": (True, False, True),
    "last_steps": (True, True, False),
    "guidance_lost": (True, True, False),
    "minutes": (False, False, False),
    "hours_up": (False, False, False),
}
"""Whether a counter keeps journey, step and outcome."""
_FOLDING: Final = {"outcomes", "last_steps", "guidance_lost"}


def wrong(row: WireRow) -> str | None:
    """The field that no kiosk can have counted and what was expected, without its value; None: all is well.

    `row.event` is one of the wire, and `row.period` has the form of one.
    """
    dated = row.period != "undated"
    in_week = row.period[4:6] == "-W"
    if dated and int(row.period[:4]) not in YEARS:
        return f"period: expected a year from {YEARS[0]} to {YEARS[-1]}"
    if dated and in_week == (row.event in _BY_DAY):
        return f"period: expected {'a day' if in_week else 'a week'} or undated for this event"
    texts = {"journey": row.journey, "step": row.step, "outcome": row.outcome}
    folded = in_week and row.event in _FOLDING and set(texts.values()) == {FOLDED}
    for (name, text), kept in zip(texts.items(), _DIMENSIONS[row.event], strict=True):
        if text and not kept and not folded:
            return f"{name}: this event keeps none"
    most = MOST_UNDATED if not dated else MOST_A_WEEK if in_week else MOST_A_DAY
    return f"n: expected at most {most} in such a period" if row.n > most else None
