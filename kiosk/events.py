"""Facts worth counting. Their fields are ids and enums, never free text, and nothing of a visitor."""

from dataclasses import dataclass
from enum import Enum

from kiosk.ids import GuidanceId, GuidedPageId, JourneyId, StepId


class Outcome(Enum):
    """How a visit ended for the visitor: a closed vocabulary."""

    BOOKED = "booked"
    REQUESTED = "requested"
    PHONE = "phone"
    ONLINE = "online"
    COUNTER = "counter"
    PERSON = "person"
    INFORMATION = "information"
    LEFT = "left"
    """Left on the way: no last step was reached."""


class EndReason(Enum):
    """Why a session was wiped."""

    FINISHED = "finished"
    IDLE = "idle"
    RESTART = "restart"
    STAFF = "staff"
    """By the facilitator: the panel, the reset button."""


@dataclass(frozen=True, slots=True)
class GuidanceLost:
    """An official site is no longer as its guidance has it, on this page or behind it."""

    guidance: GuidanceId
    page: GuidedPageId


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """One visit, from first touch to reset: the only thing that is counted of it.

    `journey` is the first that was entered, `last_journey` the one to which the last step belongs: often the same.
    `minutes` is the time of use, rounded up to a whole minute; the store rounds sums further.
    """

    journey: JourneyId
    last_journey: JourneyId
    last_step: StepId
    outcome: Outcome
    reason: EndReason
    minutes: int
    lost: frozenset[GuidanceLost] = frozenset()
    """Where guidance was lost, each page once."""
