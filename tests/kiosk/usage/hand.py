"""A clock turned by hand, and visits: for tests and for the processes they start."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.events import EndReason, Outcome, VisitEnded
from kiosk.ids import JourneyId, StepId

ZONE = ZoneInfo("Europe/Brussels")
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE).timestamp()


@dataclass
class HandClock:
    """Boot, seconds since boot, and the true Unix time of the boot, which is only said when `trusted`."""

    boot: str = "boot-a"
    up: float = 1800.0
    booted_at: float = MONDAY_NOON - 1800.0
    trusted: bool = True

    def uptime(self) -> float:
        """Seconds since boot."""
        return self.up

    def booted(self) -> float | None:
        """The Unix time of the boot, if it is known."""
        return self.booted_at if self.trusted else None


def visit(
    journey: str = "commune_identite",
    step: str = "ticket",
    outcome: Outcome = Outcome.BOOKED,
    minutes: int = 4,
    last_journey: str = "",
) -> VisitEnded:
    """A visit; each field may be named. It ended in the journey that it began with, unless `last_journey` says."""
    last = JourneyId(last_journey or journey)
    return VisitEnded(JourneyId(journey), last, StepId(step), outcome, EndReason.FINISHED, minutes)
