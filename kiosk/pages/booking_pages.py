"""The pages of an appointment: days and hours, recap, waiting, trouble, ticket."""

from dataclasses import replace
from datetime import date

from kiosk.bookings.protocol import Booked, Service, Slot
from kiosk.ids import ChoiceId
from kiosk.journey.loader import Ref
from kiosk.journey.model import RecapStep, SlotsStep, TicketStep
from kiosk.languages.catalogue import FRENCH, Catalogue
from kiosk.languages.wording import Formats
from kiosk.page import Choice, Day, Line, NoticePage, Page, RecapPage, SlotsPage, TicketPage, WaitingPage
from kiosk.pages import dates, words
from kiosk.pages.journey_pages import VERIFY_LINE
from kiosk.pages.site import Site
from kiosk.session import Appointment, Trouble, VisitorSession, Work

DAY = "day:"
SLOT = "slot:"

WAITING = {
    Work.SEARCH: "Je cherche les heures libres.",
    Work.HOLD: "Je garde cette heure pour vous.",
    Work.BOOK: "Je réserve votre rendez-vous.",
    Work.CANCEL: "J’annule votre rendez-vous.",
}
OTHER_WAY = Choice(words.OTHER_WAY, "Un autre moyen", icon="phone", primary=False)
END_PRACTICE = Choice(words.OTHER_WAY, "Finir l’exercice", icon="check-circle")
SENDING = "J’envoie votre demande."
SLOW = "C’est un peu long. Merci d’attendre."
TROUBLE = {
    Trouble.NO_SLOT: ("Aucune heure libre ici", "calendar-x", ("Toutes les heures sont prises.",)),
    Trouble.TAKEN: ("Cette heure est prise", "calendar-x", ("Une autre personne vient de la prendre.",)),
    Trouble.LATE: ("Cette heure est perdue", "clock", ("Le temps pour confirmer est fini.",)),
    Trouble.UNREACHABLE: (
        "L’agenda ne répond pas",
        "wifi-slash",
        ("Rien n’est confirmé.", "Ce n’est pas votre faute."),
    ),
    Trouble.REFUSED: (
        "L’agenda refuse la réservation",
        "calendar-x",
        ("Rien n’est réservé.", "Ce n’est pas votre faute."),
    ),
    Trouble.CANCELLED: ("Le rendez-vous est annulé", "check-circle", ("L’heure est de nouveau libre.",)),
    Trouble.NOT_CANCELLED: (
        "Je ne peux pas annuler",
        "warning",
        ("Votre rendez-vous existe toujours.", "Une personne peut l’annuler avec vous."),
    ),
}


def booking_page(site: Site, session: VisitorSession, ref: Ref, *, paper: bool = False) -> Page:
    """The page of a slots, recap or ticket step, or of what happens to it. `paper`: a ticket may be printed."""
    return replace(_booking_page(site, session, ref, paper=paper), example=site.demonstration)


def _booking_page(site: Site, session: VisitorSession, ref: Ref, *, paper: bool) -> Page:
    booking = session.appointment
    if booking.work is not None:
        return waiting_page(booking, request=site.library.journey(ref).need in site.abilities.requested)
    if booking.trouble is not None:
        return trouble_page(booking.trouble, practice=site.library.journey(ref).practice)
    step, catalogue = site.library.step(ref), site.catalogue(session.prefs.language)
    match step:
        case SlotsStep():
            return slots_page(site, session, step)
        case RecapStep() if booking.slot is not None:
            return recap_page(site, ref, booking.slot, step.title, catalogue)
        case TicketStep() if booking.slot is not None:
            return ticket_page(site, ref, booking, step.title, catalogue, paper=paper)
        case _:
            return trouble_page(Trouble.LATE)


def waiting_page(booking: Appointment, *, request: bool = False) -> WaitingPage:
    """What is being done; a booking on its way cannot be taken back by Retour. `request`: only asked for."""
    doing = SENDING if request and booking.work is Work.BOOK else WAITING[booking.work or Work.SEARCH]
    lines = (Line(SLOW),) if booking.slow else ()
    bar = words.BAR_NO_BACK if booking.work in {Work.BOOK, Work.CANCEL} else words.BAR
    return WaitingPage(title=doing, lines=lines, icon="hourglass", bar=bar)


def trouble_page(trouble: Trouble, *, practice: bool = False) -> NoticePage:
    """A calm sentence and a way on for every expected end. `practice`: the other way is the end of the exercise."""
    title, icon, sentences = TROUBLE[trouble]
    retry = Choice(words.RETRY, "Essayer encore", icon="arrow-counter-clockwise")
    other_hour = Choice(words.OTHER_HOUR, "Choisir une autre heure", icon="calendar-check")
    other_way = replace(END_PRACTICE, primary=False) if practice else OTHER_WAY
    match trouble:
        case Trouble.NO_SLOT:
            choices: tuple[Choice, ...] = (replace(other_way, primary=True), words.PERSON_CHOICE)
        case Trouble.TAKEN | Trouble.LATE | Trouble.CANCELLED:
            choices = (other_hour, other_way)
        case Trouble.UNREACHABLE | Trouble.REFUSED:
            choices = (retry, other_way, words.PERSON_CHOICE)
        case Trouble.NOT_CANCELLED:
            choices = (words.CLOSE_CHOICE, words.PERSON_CHOICE)
    bar = words.BAR_NO_BACK if trouble in {Trouble.CANCELLED, Trouble.NOT_CANCELLED} else words.BAR
    return NoticePage(title=title, lines=tuple(Line(text) for text in sentences), icon=icon, choices=choices, bar=bar)


def slots_page(site: Site, session: VisitorSession, step: SlotsStep) -> SlotsPage:
    """Days first; once a day is chosen its hours, with the days as a strip."""
    booking, formats = session.appointment, site.catalogue(session.prefs.language).formats
    slots = booking.offered.slots if booking.offered else ()
    by_day: dict[date, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.start.astimezone(site.zone).date(), []).append(slot)
    hours = tuple(
        Choice(ChoiceId(SLOT + slot.id), dates.hour(slot.start, site.zone, formats), live=True, primary=False)
        for slot in (by_day.get(booking.day, ()) if booking.day else ())
    )
    return SlotsPage(
        title="Choisissez l’heure." if booking.day else step.title,
        day=dates.day_in_full(booking.day, formats) if booking.day else "",
        days=tuple(_day(day, formats, chosen=day == booking.day) for day in by_day),
        choices=hours,
        example=site.demonstration,
        bar=words.BAR,
    )


def recap_page(site: Site, ref: Ref, slot: Slot, title: str, catalogue: Catalogue = FRENCH) -> RecapPage:
    """Day, hour and place once more, before anything is booked."""
    need = site.library.journey(ref).need
    service = site.services[need]
    yes = "Oui, j’envoie la demande" if need in site.abilities.requested else "Oui, je réserve"
    return RecapPage(
        title=title,
        lines=(*_when(site, slot, catalogue), *place_lines(service), Line(service.label, icon="info")),
        choices=(
            Choice(words.CONFIRM, yes, icon="check-circle"),
            Choice(words.OTHER_HOUR, "Changer l’heure", icon="clock", primary=False),
        ),
        example=site.demonstration,
        bar=words.BAR,
    )


def ticket_page(
    site: Site, ref: Ref, booking: Appointment, title: str, catalogue: Catalogue = FRENCH, *, paper: bool = False
) -> TicketPage:
    """What the visitor leaves with. Only a booking is called one; a request is called a request.

    `paper`: it may be printed.
    """
    if booking.slot is None:
        raise TypeError(booking)
    journey = site.library.journey(ref)
    service = site.services[journey.need]
    lines = [*_when(site, booking.slot, catalogue), *place_lines(service), *bring_lines(service, catalogue)]
    code = booking.end.cancel_code if isinstance(booking.end, Booked) else ""
    said = words.EXERCISE_CODE if journey.practice else words.YOUR_CODE
    lines.append(code_line(code, catalogue, said) if code else Line(words.NOT_YET, icon="info"))
    phone = END_PRACTICE if journey.practice else Choice(words.QR, "Mettre sur mon téléphone", icon="qr-code")
    cancel = Choice(words.CANCEL, "Annuler ce rendez-vous", icon="calendar-x", primary=False)
    return TicketPage(
        title=title if code else "Votre demande est envoyée.",
        lines=tuple(lines),
        code=code,
        choices=(*_ways_to_keep(phone, paper=paper), *((cancel,) if code else ())),
        erase_in=dates.duration(site.settings.idle.after + site.settings.idle.countdown, catalogue.formats),
        example=site.demonstration,
        bar=words.BAR_NO_BACK,
    )


def _ways_to_keep(phone: Choice, *, paper: bool) -> tuple[Choice, ...]:
    """Paper first, where there is a printer; an exercise is above all to be ended."""
    if not paper:
        return (phone,)
    if phone is END_PRACTICE:
        return (phone, replace(words.PRINT_CHOICE, primary=False))
    return (words.PRINT_CHOICE, replace(phone, primary=False))


def code_line(code: str, catalogue: Catalogue = FRENCH, said: str = words.YOUR_CODE) -> Line:
    """The visitor's code, spelled for the voice."""
    shown = catalogue.fill(said, code=code)
    spelled = catalogue.fill(said, code=", ".join(code))
    return Line(shown.text, spelled.text, live=True, icon="key", language=shown.language)


def place_lines(service: Service) -> tuple[Line, ...]:
    """Where to go: name, then address, and whether to check it. Names are French in every language, as on the door."""
    french = FRENCH.language
    name = Line(service.place.name, icon="map-pin", strong=True, language=french)
    address = tuple(Line(line, language=french) for line in service.place.address)
    return (name, *address) if service.place.sure else (name, *address, VERIFY_LINE)


def bring_lines(service: Service, catalogue: Catalogue = FRENCH) -> tuple[Line, ...]:
    """What to bring, in one line; wholly French where one thing has no translation."""
    if not service.bring:
        return ()
    known = [thing for thing in map(catalogue.text, service.bring) if thing is not None]
    whole = len(known) == len(service.bring)
    things = ", ".join(thing[0].lower() + thing[1:] for thing in (known if whole else service.bring))
    said = (catalogue if whole else FRENCH).fill(words.PREPARE, things=things)
    language = said.language or (catalogue if whole else FRENCH).language
    return (Line(said.text, icon="identification-card", language=language),)


def _when(site: Site, slot: Slot, catalogue: Catalogue) -> tuple[Line, ...]:
    day = dates.day_in_full(slot.start.astimezone(site.zone).date(), catalogue.formats)
    return (
        Line(day, live=True, strong=True, icon="calendar-check"),
        Line(dates.hour(slot.start, site.zone, catalogue.formats), live=True, strong=True),
    )


def _day(day: date, formats: Formats, *, chosen: bool) -> Day:
    full = dates.day_in_full(day, formats)
    choice = Choice(ChoiceId(DAY + day.isoformat()), full, chosen=chosen, live=True, primary=False)
    return Day(choice, dates.weekday(day, formats), dates.day_number(day, formats), dates.short_month(day, formats))
