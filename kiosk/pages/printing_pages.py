"""The pages of a ticket on its way to paper: being made, printed, or not, with ways on. Pure."""

from typing import Final

from kiosk.page import Choice, Line, NoticePage, Page, WaitingPage
from kiosk.pages import words
from kiosk.pages.booking_pages import SLOW
from kiosk.pages.site import Site
from kiosk.printing.progress import MOST_COPIES, Printing
from kiosk.printing.protocol import NoPaper, Printed, PrintEnd, Refused, TimedOut, Unplugged
from kiosk.session import VisitorSession

TICKET: Final = Choice(words.CLOSE, "Revoir mon ticket", icon="ticket")
STAYS: Final = "Votre ticket est encore à l’écran."
WRITE: Final = "Photographiez ou notez votre ticket."
TROUBLE: Final = {
    NoPaper: "Imprimante sans papier",
    Unplugged: "L’imprimante ne répond pas",
    TimedOut: "L’imprimante est bloquée",
    Refused: "L’imprimante est bloquée",
}
EVERY_STATE: Final[tuple[Printing | PrintEnd, ...]] = (
    *Printing,
    Printed(),
    NoPaper(),
    Unplugged(),
    TimedOut(),
    Refused(),
)
"""For clips, checks and the tour."""


def on_paper(site: Site, session: VisitorSession) -> bool:
    """Whether a ticket's page offers to print it."""
    return site.prints and session.copies < MOST_COPIES


def printing_page(printing: Printing | PrintEnd, *, phone: bool) -> Page:
    """How it stands. `phone`: the ticket may be put on a telephone instead."""
    match printing:
        case Printing():
            lines = (Line(SLOW),) if printing is Printing.LONG else ()
            return WaitingPage(title="Je prépare votre ticket.", lines=lines, icon="hourglass", bar=words.BAR_NO_BACK)
        case Printed():
            return NoticePage(
                title="Le ticket est imprimé.",
                lines=(Line("Prenez-le."),),
                icon="check-circle",
                choices=(words.CLOSE_CHOICE,),
                bar=words.BAR,
            )
        case NoPaper() | Unplugged() | TimedOut() | Refused():
            other = Choice(words.QR, "Mettre sur mon téléphone", icon="qr-code", primary=False)
            return NoticePage(
                title=TROUBLE[type(printing)],
                lines=(Line(STAYS), Line(WRITE)),
                icon="printer",
                choices=(TICKET, *((other,) if phone else ()), words.PERSON_CHOICE),
                bar=words.BAR,
            )
