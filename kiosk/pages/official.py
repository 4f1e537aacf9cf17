"""An official site in the place of a journey's page: the site, what it has confirmed, and that for a phone."""

from kiosk.official_site import words as said
from kiosk.official_site.state import picture
from kiosk.page import Page, WaitingPage
from kiosk.pages import site_ticket, words
from kiosk.pages.printing_pages import on_paper
from kiosk.pages.site import Site
from kiosk.pages.site_pages import site_page
from kiosk.session import VisitorSession


def official_page(site: Site, session: VisitorSession) -> Page:
    """An official site, or what it has confirmed."""
    visit = session.official
    if visit is None:  # nobody stands there yet
        return WaitingPage(title=said.COMING, icon="hourglass", bar=words.BAR)
    if visit.ticket and session.confirmed is not None:
        return site_ticket.ticket_page(site, session.confirmed, paper=on_paper(site, session))
    return site_page(picture(visit.guide), visit.beside, scale=visit.scale)
