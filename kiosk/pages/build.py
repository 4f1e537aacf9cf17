"""`page_for`: the one way from a session to a page."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.bookings.protocol import Booked
from kiosk.journey.graph import progress
from kiosk.journey.loader import Ref
from kiosk.journey.model import EntryStep, RecapStep, SiteStep, SlotsStep, TicketStep
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.page import HomePage, Line, Page, Prefs, Progress, QrPage
from kiosk.pages import words
from kiosk.pages.booking_pages import booking_page, code_line
from kiosk.pages.calling_pages import call_page
from kiosk.pages.counts_pages import counts_page
from kiosk.pages.house_pages import overlay_page
from kiosk.pages.journey_pages import journey_page
from kiosk.pages.listening import listening_page, must_ask
from kiosk.pages.printing_pages import on_paper, printing_page
from kiosk.pages.site import Site
from kiosk.pages.translation import translated
from kiosk.printing.progress import Printing
from kiosk.session import Appointment, Overlay, VisitorSession
from kiosk.ticket import Ticket, as_calendar, as_qr
from kiosk.walk import position


def page_for(site: Site, session: VisitorSession, *, headset: bool = False) -> Page:
    """What this session shows now, whole; parts and speech come after (they depend on the panel).

    In the visitor's language, where it is a page of the house or of a journey that is offered in this language.
    `headset`: there is one to be chosen.
    """
    ref = position(site.library, session.walk, site.abilities)
    catalogue = site.catalogue(session.prefs.language)
    of_house = session.overlay is not None or must_ask(site, session, ref)
    if not of_house and not catalogue.speaks(ref.journey):
        catalogue = FRENCH
    page = in_language(session.prefs, catalogue, lambda chosen: _page(site, _spoken(session, chosen), ref, headset))
    journey = site.library.journey(ref)
    return replace(page, tone=journey.tone, practice=journey.practice)


def in_language(prefs: Prefs, catalogue: Catalogue, make: Callable[[Catalogue], Page]) -> Page:
    """The page that `make` gives for a language, wholly in it, or wholly French where a heading has no translation."""
    page = translated(make(catalogue), catalogue) or make(FRENCH)
    return replace(page, prefs=prefs)


def _spoken(session: VisitorSession, catalogue: Catalogue) -> VisitorSession:
    """The session as if its visitor had chosen this language."""
    return replace(session, prefs=replace(session.prefs, language=catalogue.language))


def _page(site: Site, session: VisitorSession, ref: Ref, headset: bool) -> Page:  # noqa: FBT001  # from above
    if session.overlay in {Overlay.QR, Overlay.PRINTING}:
        return _carried(site, session, ref)
    if session.overlay is Overlay.PERSON:
        return call_page(site, session, ref)
    if session.overlay is Overlay.COUNTS:
        return counts_page(site, session.counted, site.catalogue(session.prefs.language))
    if session.overlay is not None:
        left = Appointment() if site.library.journey(ref).practice else session.appointment  # an exercise leaves none
        languages, example = site.languages.values(), site.demonstration
        return overlay_page(
            replace(session, appointment=left), session.overlay, example=example, headset=headset, languages=languages
        )
    if must_ask(site, session, ref):
        return listening_page(headset=headset)
    return _step_page(site, session, ref)


def _carried(site: Site, session: VisitorSession, ref: Ref) -> Page:
    """A ticket on its way to a telephone or to paper: an official site's, or that of the appointment."""
    theirs = session.confirmed if session.official is not None else None
    if session.overlay is Overlay.PRINTING:
        phone = theirs.day is not None if theirs else not site.library.journey(ref).practice
        return printing_page(session.printing or Printing.BEGUN, phone=phone)
    if theirs is None:
        return qr_page(site, session, ref)
    from kiosk.pages import site_ticket  # noqa: PLC0415 (only where a visitor came to an official site)

    return site_ticket.qr_page(site, theirs)


def ticket_of(site: Site, session: VisitorSession, ref: Ref) -> Ticket:
    """The visit's appointment as a ticket. Raises TypeError without one."""
    booking: Appointment = session.appointment
    if booking.slot is None:
        raise TypeError(booking)
    return Ticket(
        service=site.services[site.library.journey(ref).need],
        start=booking.slot.start,
        end=booking.slot.end,
        code=booking.end.cancel_code if isinstance(booking.end, Booked) else "",
        zone=site.zone,
        example=site.demonstration,
        practice=site.library.journey(ref).practice,
        catalogue=site.catalogue(session.prefs.language),
    )


def qr_page(site: Site, session: VisitorSession, ref: Ref) -> QrPage:
    """The ticket as a QR code that holds a calendar event."""
    ticket = ticket_of(site, session, ref)
    lines: tuple[Line, ...] = (Line("Ouvrez l’appareil photo du téléphone."), Line("Visez le carré noir et blanc."))
    return QrPage(
        title="Sur votre téléphone",
        lines=(*lines, code_line(ticket.code, ticket.catalogue)) if ticket.code else lines,
        modules=as_qr(as_calendar(ticket)),
        example=site.demonstration,
        choices=(replace(words.CLOSE_CHOICE, label="C’est fait"),),
        bar=words.BAR,
    )


def _step_page(site: Site, session: VisitorSession, ref: Ref) -> Page:
    step = site.library.step(ref)
    lost = isinstance(step, EntryStep) and session.appointment.trouble is not None
    if isinstance(step, SiteStep):
        from kiosk.pages.official import official_page  # noqa: PLC0415 (the same)

        page = official_page(site, session)
    elif lost or isinstance(step, SlotsStep | RecapStep | TicketStep):
        page = booking_page(site, session, ref, paper=on_paper(site, session))
    else:
        page = journey_page(site, session, ref)
    if isinstance(page, HomePage):
        return page
    done, total = progress(site.library, ref, len(session.walk.answers), site.abilities)
    return replace(page, progress=Progress(done, total) if total else None)
