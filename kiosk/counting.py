"""Pure: the one fact that is counted of a visit."""

from math import ceil

from kiosk.bookings.protocol import Booked, Requested
from kiosk.events import EndReason, Outcome, VisitEnded
from kiosk.journey.loader import HOME
from kiosk.journey.model import OutcomeStep, options
from kiosk.pages.site import Site
from kiosk.session import VisitorSession
from kiosk.walk import Walk, position


def visit_ended(site: Site, session: VisitorSession, reason: EndReason, seconds: float) -> VisitEnded:
    """The visit as ids and enums: the first journey entered, the last step seen, how it ended, minutes of use."""
    refs = [
        position(site.library, Walk(session.walk.answers[:length]), site.abilities)
        for length in range(len(session.walk.answers) + 1)
    ]
    journey = next((ref.journey for ref in refs if ref.journey != HOME), HOME)
    last = refs[-1]
    return VisitEnded(journey, last.journey, last.step, outcome(site, session), reason, max(1, ceil(seconds / 60)))


def outcome(site: Site, session: VisitorSession) -> Outcome:
    """The best that was reached: a booking, then what the answers say, then a person."""
    match session.appointment.end:
        case Booked():
            return Outcome.BOOKED
        case Requested():
            return Outcome.REQUESTED
        case None:
            pass
    said = None
    for length, answer in enumerate(session.walk.answers):
        step = site.library.step(position(site.library, Walk(session.walk.answers[:length]), site.abilities))
        said = next((option.outcome for option in options(step) if option.id == answer and option.outcome), said)
    last = site.library.step(position(site.library, session.walk, site.abilities))
    if isinstance(last, OutcomeStep):
        return said or last.outcome
    return said or (Outcome.PERSON if session.asked_person else Outcome.LEFT)
