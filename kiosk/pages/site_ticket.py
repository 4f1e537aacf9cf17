"""The pages of an appointment that an official site has confirmed: what it says, and the same for a phone."""

from dataclasses import replace
from typing import Final

from kiosk.ids import ChoiceId
from kiosk.official_site import words as said
from kiosk.official_site.confirmation import Confirmation
from kiosk.page import Choice, Line, QrPage, TicketPage
from kiosk.pages import dates, words
from kiosk.pages.site import Site
from kiosk.ticket import as_qr
from kiosk.ticket_of_site import as_calendar, start_of

ON: Final = ChoiceId("@site_on")
PAGE: Final = ChoiceId("@site_page")


def ticket_page(site: Site, confirmed: Confirmation, *, paper: bool = False) -> TicketPage:
    """Day, hour and place as the site's own page has them. `paper`: it may be printed."""
    start = start_of(confirmed, site.zone)
    day = (
        Line(dates.day_in_full(confirmed.day), live=True, icon="calendar-check", strong=True) if confirmed.day else None
    )
    hour = Line(dates.hour(start, site.zone), live=True, icon="clock", strong=True) if start else None
    place = Line(confirmed.place, live=True, icon="map-pin") if confirmed.place else None
    phone = Choice(words.QR, "Mettre sur mon téléphone", icon="qr-code", primary=False)
    return TicketPage(
        title=said.CONFIRMED,
        lines=(
            *(line for line in (day, hour, place) if line),
            Line(confirmed.site, icon="globe"),
            Line(said.ACCORDING, icon="info"),
        ),
        choices=(
            Choice(ON, "Continuer", icon="arrow-right"),
            *((replace(words.PRINT_CHOICE, primary=False),) if paper else ()),
            *((phone,) if confirmed.day else ()),
            Choice(PAGE, said.SEE_PAGE, icon="eye", primary=False),
        ),
        erase_in=dates.duration(site.settings.idle.after + site.settings.idle.countdown),
        bar=words.BAR,
        passing=True,
    )


def qr_page(site: Site, confirmed: Confirmation) -> QrPage:
    """The same as a QR code that holds a calendar event."""
    return QrPage(
        title="Sur votre téléphone",
        lines=(Line("Ouvrez l’appareil photo du téléphone."), Line("Visez le carré noir et blanc.")),
        modules=as_qr(as_calendar(confirmed, site.zone)),
        choices=(replace(words.CLOSE_CHOICE, label="C’est fait"),),
        bar=words.BAR,
        passing=True,
    )
