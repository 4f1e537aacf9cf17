"""Tickets as slips: an appointment, what an official site has confirmed, a page to try the printer. Pure."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from kiosk import ticket_of_site
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.official_site import words as said
from kiosk.official_site.confirmation import Confirmation
from kiosk.pages import dates
from kiosk.pages.words import NBSP
from kiosk.printing.slip import Block, Slip
from kiosk.ticket import Ticket, as_calendar, blocks

PRINTED_ON: Final = "Imprimé le {day}"
AIM: Final = "Visez le carré noir et blanc."
TEXTS: Final = (PRINTED_ON, AIM)
"""What stands on paper alone, for the catalogues of other languages."""
TRIAL: Final = "L’imprimante marche."
TRIAL_LETTERS: Final = "é è ê ë à â ç ù û î ï ô œ Œ É À € « » ’"
TRIAL_CODE: Final = "Essai de la borne"


def slip_of(ticket: Ticket, today: date | None) -> Slip:
    """An appointment. `today` is printed where the clock is trusted; an exercise has no code for a telephone."""
    qr = "" if ticket.practice else as_calendar(ticket)
    caption = ticket.catalogue.say(AIM).text if qr else ""
    return Slip(blocks(ticket), qr, caption, _printed_on(today, ticket.catalogue))


def slip_of_site(confirmed: Confirmation, zone: ZoneInfo, today: date | None) -> Slip:
    """What an official site has confirmed: "selon le site"."""
    strong = len(ticket_of_site.when(confirmed, zone))
    texts = ticket_of_site.texts(confirmed, zone)
    found = (Block(said.CONFIRMED), *(Block(text, strong=number < strong) for number, text in enumerate(texts)))
    qr = ticket_of_site.as_calendar(confirmed, zone) if confirmed.day else ""
    return Slip(found, qr, AIM if qr else "", _printed_on(today, FRENCH))


def trial_page(today: date | None) -> Slip:
    """Every kind of thing that a ticket has, and every letter that goes wrong on a badly set printer."""
    found = (Block(TRIAL, strong=True), Block(TRIAL_LETTERS), Block(f"10{NBSP}h{NBSP}40"))
    return Slip(found, TRIAL_CODE, AIM, _printed_on(today, FRENCH))


def _printed_on(today: date | None, catalogue: Catalogue) -> str:
    if today is None:
        return ""
    return catalogue.fill(PRINTED_ON, day=f"{dates.day_in_full(today, catalogue.formats)} {today.year}").text
