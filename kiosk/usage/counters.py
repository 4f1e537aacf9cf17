"""Which counters a visit adds to, and an hour in which the kiosk ran. Pure.

Each counter keeps as little as its question needs, so that two of them cannot be joined back into a visit.
"""

import re
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.events import VisitEnded
from kiosk.ids import JourneyId, StepId
from kiosk.usage.period import UNDATED, Bucket, Period, When, day_period, week_period


class Counter(Enum):
    """What is counted; the value is its name in the store and, later, on the wire."""

    VISITS = "visits"
    """By day and journey."""
    OUTCOMES = "outcomes"
    """By ISO week, journey and outcome."""
    LAST_STEPS = "last_steps"
    """By ISO week, and last step with the journey to which it belongs: a step's id says little without it."""
    MINUTES = "minutes"
    """Of use, by ISO week."""
    GUIDANCE_LOST = "guidance_lost"
    """Visits that came to a page of an official site that is no longer as its guidance has it, by ISO week: the
    guidance stands in the place of the journey, its page in that of the step."""
    HOURS_UP = "hours_up"
    """Hours of a boot in which the kiosk ran, by day: a day without a visit is then told from a day without power."""


class Row(NamedTuple):
    """What a number counts; a dimension that a counter does not keep is empty."""

    period: Period
    counter: Counter
    journey: JourneyId = JourneyId("")
    step: StepId = StepId("")
    outcome: str = ""


_BY_DAY = {Counter.VISITS, Counter.HOURS_UP}
UNKNOWN = "@unknown"
"""Stands for an id that is not of an id's form, so that no free text can ever be stored."""
_ID = re.compile(r"[A-Za-z0-9_@:.~-]{1,80}")


def rows_of(visit: VisitEnded, when: When) -> dict[Row, int]:
    """What one visit adds, all of it to be written together."""
    journey = JourneyId(_id(visit.journey))
    last_journey, last_step = JourneyId(_id(visit.last_journey)), StepId(_id(visit.last_step))
    week = _period(Counter.GUIDANCE_LOST, when)
    lost = {
        Row(week, Counter.GUIDANCE_LOST, JourneyId(_id(one.guidance)), StepId(_id(one.page))): 1 for one in visit.lost
    }
    return lost | {
        Row(_period(Counter.VISITS, when), Counter.VISITS, journey): 1,
        Row(_period(Counter.OUTCOMES, when), Counter.OUTCOMES, journey, outcome=visit.outcome.value): 1,
        Row(_period(Counter.LAST_STEPS, when), Counter.LAST_STEPS, last_journey, last_step): 1,
        Row(_period(Counter.MINUTES, when), Counter.MINUTES): max(visit.minutes, 0),
    }


def hour_up(when: When) -> Row:
    """The row to which an hour in which the kiosk ran adds one."""
    return Row(_period(Counter.HOURS_UP, when), Counter.HOURS_UP)


def settled(row: Row, boot: str, booted: float | None, zone: ZoneInfo) -> Row:
    """The same row under the period it belongs to now; unchanged while it has to wait.

    `boot` is the present boot and `booted` its Unix time in seconds, None while that is not trusted.
    """
    bucket = Bucket.parse(row.period)
    if bucket is None:
        return row
    if bucket.boot != boot:
        return row._replace(period=UNDATED)
    if booted is None:
        return row
    return row._replace(period=_period(row.counter, bucket.day(booted, zone)))


def _period(counter: Counter, when: When) -> Period:
    """Visits and hours are kept by day, the rest by week."""
    if isinstance(when, Bucket):
        return when.period
    return day_period(when) if counter in _BY_DAY else week_period(when)


def _id(text: str) -> str:
    return text if _ID.fullmatch(text) else UNKNOWN
