"""The pages of *Mes créneaux* about what is taken: by its code, and before anything is closed or cancelled. Pure.

What carries a code is `passing`: nothing on the way to the screen remembers it.
"""

from collections.abc import Mapping, Sequence

from kiosk.bookings.grid import day_of
from kiosk.bookings.week import Hour, Taking, taken_in
from kiosk.ids import ChoiceId, ServiceId
from kiosk.page import Choice, ChoicePage, InfoPage, Line, NoticePage, Page, Tone, WaitingPage
from kiosk.pages import dates, words
from kiosk.pages import staff_slots as slots
from kiosk.pages.staff_pages import BAR
from kiosk.pages.staff_slots import View, day_title
from kiosk.pages.words import NBSP

HELD = "Quelqu’un réserve maintenant"
_KEEP = Choice(slots.KEEP, "Non, le garder", icon="arrow-left", primary=False)


def waiting_page() -> Page:
    """While the agenda is read or written."""
    return WaitingPage(title="Je regarde l’agenda", icon="hourglass", bar=BAR)


def trouble_page(*, wrote: bool) -> Page:
    """The agenda did not answer. `wrote`: something was done before, and may be seen when it answers again."""
    return NoticePage(
        title="L’agenda ne répond pas",
        lines=(Line("Regardez encore la semaine." if wrote else "Rien n’a changé."),),
        icon="calendar-x",
        choices=(Choice(words.RETRY, "Essayer encore", icon="arrow-counter-clockwise"),),
        bar=BAR,
    )


def which_page(names: Mapping[ServiceId, str], chosen: ServiceId | None) -> Page:
    """What appointments are for: all, or one."""
    every = Choice(slots.ALL, "Tous les motifs", icon="list-checks", chosen=chosen is None, primary=False)
    one = (
        Choice(ChoiceId(slots.SERVICE + service), name, chosen=service == chosen, live=True, primary=False)
        for service, name in names.items()
    )
    return ChoicePage(title="Quel motif\u00a0?", choices=(every, *one), bar=BAR)


def codes_page(view: View) -> Page:
    """Every appointment of the week that is not past, in time order."""
    choices = (_by_time(view, taking) for taking in view.taken())
    return ChoicePage(title="Rendez-vous de la semaine", choices=tuple(choices), bar=BAR, passing=True)


def _by_time(view: View, taking: Taking) -> Choice:
    day = day_of(taking.cell.start, view.zone)
    when = f"{dates.weekday(day)} {dates.day_number(day)}, {dates.hour(taking.cell.start, view.zone)}"
    return _choice(taking, when[0].upper() + when[1:], f"code {taking.code}", when)


def _choice(taking: Taking, label: str, hint: str, spoken: str) -> Choice:
    """A code is never said; an hour that is only held cannot be touched."""
    if not taking.code:
        return Choice(ChoiceId(slots.TAKING + taking.ref), label, HELD, "user", enabled=False, live=True, primary=False)
    where = ChoiceId(slots.TAKING + taking.ref)
    return Choice(where, label, hint, "key", spoken=spoken, live=True, primary=False)


def hour_page(view: View, hour: Hour) -> Page:
    """What is taken in one hour, and whether its other places are open."""
    when = f"{day_title(day_of(hour.cell.start, view.zone))}, {dates.hour(hour.cell.start, view.zone)}"
    taken = (
        _choice(one, f"Code {one.code}" if one.code else when, view.name(one), "Un rendez-vous.") for one in hour.taken
    )
    return ChoicePage(title=when, lines=view.lines, choices=(*taken, *_places(hour)), bar=BAR, passing=True)


def _places(hour: Hour) -> tuple[Choice, ...]:
    if hour.shut:
        return (Choice(slots.OPEN, "Ouvrir ce créneau", icon="circle", tone=Tone.COMMUNE, primary=False),)
    if hour.free:
        return (Choice(slots.SHUT, "Fermer les autres places", icon="prohibit", tone=Tone.AID, primary=False),)
    return ()


def taking_page(view: View, taking: Taking) -> Page:
    """One appointment: when, what for, its code."""
    return InfoPage(
        title="Un rendez-vous",
        lines=(
            *_when(view, taking),
            Line(view.name(taking), icon="info", live=True),
            Line(f"Code{NBSP}: {taking.code}", icon="key", personal=True, strong=True),
        ),
        icon="calendar-check",
        choices=(Choice(slots.CANCEL, "Annuler ce rendez-vous", icon="calendar-x", tone=Tone.AID),),
        bar=BAR,
        passing=True,
    )


def _when(view: View, taking: Taking) -> tuple[Line, ...]:
    day, hour = day_of(taking.cell.start, view.zone), dates.hour(taking.cell.start, view.zone)
    return (Line(f"{day_title(day)}, {hour}", live=True, strong=True, icon="calendar-check"),)


def cancel_page() -> Page:
    """The first question."""
    return NoticePage(
        title="Annuler ce rendez-vous\u00a0?",
        lines=(Line("Le ticket de la personne ne change pas."), Line("Téléphonez-lui, ou parlez-lui.")),
        icon="calendar-x",
        choices=(Choice(slots.REALLY, "Oui, annuler", icon="check-circle", tone=Tone.AID), _KEEP),
        bar=BAR,
    )


def sure_page() -> Page:
    """The second one: nobody but the facilitator can tell the person."""
    return NoticePage(
        title="La personne est-elle prévenue\u00a0?",
        lines=(Line("Un rendez-vous annulé ne revient pas."),),
        icon="phone",
        choices=(Choice(slots.SURELY, "Oui, annuler maintenant", icon="calendar-x", tone=Tone.AID), _KEEP),
        bar=BAR,
    )


def closing_page(view: View, hours: Sequence[Hour]) -> Page:
    """Appointments stand in what is about to be closed: they stay, and all else is closed."""
    taken = taken_in(hours)
    several = len(taken) > 1
    title = f"{len(taken)} rendez-vous {'restent' if several else 'reste'} pris"
    codes = (_code_line(view, taking) for taking in taken)
    return InfoPage(
        title=title,
        lines=(*(Line(text) for text in (view.told,) if text), Line("Seules les heures libres se ferment."), *codes),
        icon="calendar-check",
        choices=(
            Choice(slots.SHUT_REST, "Fermer le reste", icon="prohibit", tone=Tone.AID),
            Choice(slots.KEEP, "Ne rien changer", icon="arrow-left", primary=False),
        ),
        bar=BAR,
        passing=True,
    )


def _code_line(view: View, taking: Taking) -> Line:
    hour = dates.hour(taking.cell.start, view.zone)
    what = f"code {taking.code}" if taking.code else HELD[0].lower() + HELD[1:]
    return Line(f"{hour}{NBSP}: {what}", spoken=f"{hour}.", icon="key", live=True, apart=True)
