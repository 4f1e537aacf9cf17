"""Pure: the one fact that is counted of a visit."""

from math import ceil

from kiosk.bookings.protocol import Booked, Requested
from kiosk.events import EndReason, GuidanceLost, Outcome, VisitEnded
from kiosk.ids import JourneyId
from kiosk.journey.loader import HOME, Ref
from kiosk.journey.model import OutcomeStep, TicketStep, options
from kiosk.pages.site import Site
from kiosk.session import VisitorSession
from kiosk.walk import Walk, position


def visit_ended(site: Site, session: VisitorSession, reason: EndReason, seconds: float) -> VisitEnded:
    """The visit as ids and enums: the first journey entered, the last step seen, how it ended, minutes of use."""
    refs, journey = _refs(site, session), _journey(site, session)
    last = refs[-1]
    lost = frozenset(GuidanceLost(one.guidance, one.page) for one in session.lost)
    minutes = max(1, ceil(seconds / 60))
    return VisitEnded(journey, last.journey, last.step, outcome(site, session), reason, minutes, lost)


def outcome(site: Site, session: VisitorSession) -> Outcome:
    """The best that was reached: a booking, one that an official site confirmed, what the answers say, a person.

    An exercise brings information at most, and only to a visit in which there was nothing else.
    """
    refs = _refs(site, session)
    if _practice(site, _journey(site, session)):
        ended = any(isinstance(site.library.step(ref), OutcomeStep | TicketStep) for ref in refs)
        return Outcome.INFORMATION if ended else _without_end(session)
    confirmed = Outcome.ONLINE if session.confirmed else None
    if _practice(site, refs[-1].journey):
        return confirmed or _said(site, session) or _without_end(session)
    reached, last = _booked(session) or confirmed or _said(site, session), site.library.step(refs[-1])
    if reached is None and isinstance(last, OutcomeStep):
        return last.outcome
    return reached or _without_end(session)


def _booked(session: VisitorSession) -> Outcome | None:
    match session.appointment.end:
        case Booked():
            return Outcome.BOOKED
        case Requested():
            return Outcome.REQUESTED
        case None:
            return None


def _refs(site: Site, session: VisitorSession) -> tuple[Ref, ...]:
    """Where the visitor stood after each answer, the resting screen first."""
    answers = session.walk.answers
    return tuple(position(site.library, Walk(answers[:length]), site.abilities) for length in range(len(answers) + 1))


def _journey(site: Site, session: VisitorSession) -> JourneyId:
    """The first journey entered; an exercise only where there was no other."""
    entered = [ref.journey for ref in _refs(site, session) if ref.journey != HOME]
    return next((one for one in entered if not _practice(site, one)), entered[0] if entered else HOME)


def _practice(site: Site, journey: JourneyId) -> bool:
    return site.library.journeys[journey].practice


def _said(site: Site, session: VisitorSession) -> Outcome | None:
    """The last outcome that an answer names, those of exercises left out."""
    said = None
    for ref, answer in zip(_refs(site, session), session.walk.answers, strict=False):
        if not _practice(site, ref.journey):
            step = site.library.step(ref)
            said = next((option.outcome for option in options(step) if option.id == answer and option.outcome), said)
    return said


def _without_end(session: VisitorSession) -> Outcome:
    return Outcome.PERSON if session.asked_person else Outcome.LEFT
