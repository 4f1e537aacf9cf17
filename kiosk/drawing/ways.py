"""Pure: the ways on from a step, as buttons that the visitor sees."""

from dataclasses import dataclass

from kiosk.drawing.words import DONE, NO_HOUR, OTHER_WAY, SITE_DONE, SOME_HOUR, YES
from kiosk.events import Outcome
from kiosk.journey.model import (
    ChecklistStep,
    ChoiceStep,
    EntryStep,
    InfoStep,
    OutcomeStep,
    RecapStep,
    SiteStep,
    SlotsStep,
    Step,
    Target,
    TicketStep,
    options,
)
from kiosk.pages.words import OTHER_BUTTON


@dataclass(frozen=True, slots=True)
class Way:
    """One way on. `when` is a condition of `kiosk.walk`; empty: always there."""

    label: str
    to: Target
    when: str = ""
    outcome: Outcome | None = None


def ways_of(step: Step) -> tuple[Way, ...]:
    """All ways on, in the order of the screen."""
    ways = tuple(Way(option.label, option.to, option.when, option.outcome) for option in options(step))
    match step:
        case ChoiceStep():
            return (*ways, Way(OTHER_BUTTON.label, step.other)) if step.other else ways
        case InfoStep() | ChecklistStep() | OutcomeStep():
            return ways
        case SlotsStep() | SiteStep():
            done, other = (SOME_HOUR, NO_HOUR) if isinstance(step, SlotsStep) else (SITE_DONE, OTHER_WAY)
            return (Way(done, step.to), Way(other, step.otherwise))
        case EntryStep():
            return (Way(DONE, step.to),)
        case RecapStep():
            return (Way(YES, step.to),)
        case TicketStep():
            return ()
