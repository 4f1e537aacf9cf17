"""The pages of *Mes créneaux*: a week, half a day, an appointment by its code. Pure; no name of anybody is on them.

A code is the right to cancel: it is shown to the facilitator and never said aloud.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.bookings.instants import seconds
from kiosk.bookings.week import Half, Hour, Taking, Week, half_of, taken_in
from kiosk.ids import ChoiceId, ServiceId
from kiosk.page import AgendaDay, AgendaPage, Choice, ChoicePage, Line, Page, Tone
from kiosk.pages import dates
from kiosk.pages.staff_pages import BAR
from kiosk.pages.words import NBSP

SLOTS: Final = ChoiceId("staff:slots")
DAY: Final = "slots:day:"
HALF: Final = "slots:half:"
HOUR: Final = "slots:hour:"
TAKING: Final = "slots:taking:"
SERVICE: Final = "slots:service:"
"""Each before what it is about, the id of the choice that leads there."""
ALL: Final = ChoiceId(SERVICE)
EARLIER: Final = ChoiceId("slots:earlier")
LATER: Final = ChoiceId("slots:later")
NOW: Final = ChoiceId("slots:now")
CODES: Final = ChoiceId("slots:codes")
WHICH: Final = ChoiceId("slots:which")
SHUT: Final = ChoiceId("slots:shut")
OPEN: Final = ChoiceId("slots:open")
SHUT_REST: Final = ChoiceId("slots:shut_rest")
CANCEL: Final = ChoiceId("slots:cancel")
REALLY: Final = ChoiceId("slots:really")
SURELY: Final = ChoiceId("slots:surely")
KEEP: Final = ChoiceId("slots:keep")

NOT_SURE: Final = "La borne n’est pas sûre de la date."
JUST_TAKEN: Final = "Ce créneau vient d’être réservé."
JUST_TAKEN_THERE: Final = "Un rendez-vous vient d’être pris."
CANCELLED: Final = "Le rendez-vous est annulé."
GONE: Final = "Ce rendez-vous n’existe plus."
BEGUN: Final = "Ce rendez-vous a déjà commencé."

_FREE: Final = ("circle", Tone.COMMUNE)
_BOOKED: Final = ("calendar-check", Tone.INK)
_SHUT: Final = ("prohibit", Tone.AID)
_PARTLY: Final = ("circle-half", Tone.AID)
_PAST: Final = ("clock", Tone.INK)
_NOTHING: Final = ("minus", Tone.INK)


@dataclass(frozen=True, slots=True)
class View:
    """What the pages are made from."""

    week: Week
    names: Mapping[ServiceId, str]
    """What appointments are for, in the order of the settings."""
    today: date | None
    """None: the clock is not trusted, and no day is called today."""
    service: ServiceId | None = None
    """Only this one; None: all."""
    told: str = field(default="")
    """What came of the last act."""
    first: bool = False
    """There is no way to an earlier week."""
    last: bool = False
    far: bool = False
    """The week of today is further than one touch away."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's."""
        return self.week.zone

    @property
    def days(self) -> tuple[date, ...]:
        """Those that are not over."""
        return tuple(day for day in self.week.days if self.today is None or day >= self.today)

    def hours(self, day: date, half: Half | None = None) -> tuple[Hour, ...]:
        """Of a day or half of it, of what is looked at."""
        return self.week.of(day, half, self.service)

    def name(self, taking: Taking) -> str:
        """What an appointment is for; empty: for something that the settings no longer have."""
        return self.names.get(taking.service, "")

    def taken(self) -> tuple[Taking, ...]:
        """What is taken in the week and not past, of what is looked at."""
        hours = (hour for day in self.days for hour in self.hours(day) if not hour.past)
        return taken_in(hours)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What came of the last act; or else what is looked at, and what is to be known of the date."""
        if self.told:
            return (Line(self.told),)
        name = f"Motif{NBSP}: {self.names[self.service]}." if self.service is not None and len(self.names) > 1 else ""
        return tuple(Line(text, live=True) for text in (name, "" if self.today else NOT_SURE) if text)


# ---- how hours stand -------------------------------------------------------------------------------------


def state_of(hours: Sequence[Hour]) -> tuple[str, Tone, str]:
    """The icon, the colour and the French words for how these hours stand together."""
    left = [hour for hour in hours if not hour.past]
    if not left:
        return (*_PAST, "passé") if hours else (*_NOTHING, "rien")
    booked = _booked(taken_in(left), alone=len(left) == 1 and left[0].desks == 1)
    if all(hour.shut for hour in left):
        return (*_SHUT, _and("fermé", booked))
    free = "libre" if any(hour.free for hour in left) else ""
    if any(hour.shut for hour in left):
        return (*_PARTLY, _and(free, "fermé", booked))
    if free:
        return (*(_BOOKED if booked else _FREE), _and(free, booked))
    return (*_BOOKED, booked)


def _booked(taken: Sequence[Taking], *, alone: bool) -> str:
    if not taken:
        return ""
    return "réservé" if alone else f"{len(taken)}{NBSP}réservé{'s' if len(taken) > 1 else ''}"


def _and(*words: str) -> str:
    return ", ".join(word for word in words if word)


# ---- grids -----------------------------------------------------------------------------------------------


def tile() -> Choice:
    """The tile of the panel."""
    return Choice(SLOTS, "Mes créneaux", icon="calendar-plus", tone=Tone.COMMUNE)


def week_page(view: View) -> Page:
    """Each day with its morning and its afternoon."""
    monday = view.week.monday
    month = dates.months()[monday.month - 1]
    year = "" if view.today else f" {monday.year}"
    return AgendaPage(
        title=f"Semaine du {dates.day_number(monday)}{NBSP}{month}{year}",
        lines=view.lines,
        week=tuple(_day(view, day) for day in view.days),
        choices=_week_buttons(view),
        bar=BAR,
    )


def _day(view: View, day: date) -> AgendaDay:
    today = day == view.today
    name = f"{dates.weekday(day)} {dates.day_number(day)}"
    head = Choice(
        ChoiceId(DAY + day.isoformat()),
        name[0].upper() + name[1:],
        "aujourd’hui" if today else "",
        chosen=today,
        enabled=bool(view.hours(day)),
        spoken=dates.day_in_full(day),
        live=True,
        primary=False,
    )
    return AgendaDay(head, tuple(_half(view, day, half) for half in Half))


def _half(view: View, day: date, half: Half) -> Choice:
    hours = view.hours(day, half)
    icon, tone, how = state_of(hours)
    return Choice(
        ChoiceId(f"{HALF}{day.isoformat()}:{half.value}"),
        half.value[0].upper() + half.value[1:],
        how,
        icon,
        tone,
        enabled=any(not hour.past for hour in hours),
        spoken=f"{dates.day_in_full(day)}, {half.value}{NBSP}: {how}.",
        live=True,
        primary=False,
    )


def _week_buttons(view: View) -> tuple[Choice, ...]:
    found = []
    if not view.first:
        found.append(_button(EARLIER, "Semaine d’avant", "arrow-left"))
    if view.far:
        found.append(_button(NOW, "Cette semaine", "calendar-dots"))
    if not view.last:
        found.append(_button(LATER, "Semaine d’après", "arrow-right"))
    if view.taken():
        found.append(_button(CODES, "Les codes", "key"))
    if len(view.names) > 1:
        found.append(_button(WHICH, "Choisir le motif", "list-checks"))
    return tuple(found)


def _button(choice: ChoiceId, label: str, icon: str, tone: Tone = Tone.INK) -> Choice:
    return Choice(choice, label, icon=icon, tone=tone, primary=False)


def half_page(view: View, day: date, half: Half) -> Page:
    """The hours of half a day; of several motives, which of them."""
    hours = [hour for hour in view.hours(day, half) if not hour.past]
    title = f"{day_title(day)}, {half.value}"
    buttons = _ways(hours, "le matin" if half is Half.MORNING else "l’après-midi")
    there = dict.fromkeys(hour.service for hour in hours)
    if view.service is None and len(there) > 1:
        motives = (_motive(view, service, view.week.of(day, half, service)) for service in there)
        return ChoicePage(title=title, lines=view.lines, choices=(*buttons, *motives), bar=BAR)
    cells = tuple(_hour(view, hour) for hour in hours)
    return AgendaPage(title=title, lines=view.lines, hours=cells, choices=buttons, bar=BAR)


def _motive(view: View, service: ServiceId, hours: Sequence[Hour]) -> Choice:
    icon, tone, how = state_of(hours)
    return Choice(ChoiceId(SERVICE + service), view.names[service], how, icon, tone, live=True, primary=False)


def _hour(view: View, hour: Hour) -> Choice:
    icon, tone, how = state_of((hour,))
    name = dates.hour(hour.cell.start, view.zone)
    spoken = f"{name}{NBSP}: {how}."
    return Choice(hour_id(hour), name, how, icon, tone, spoken=spoken, live=True, primary=False)


def hour_id(hour: Hour) -> ChoiceId:
    """The id of the choice that stands for an hour of one service."""
    return ChoiceId(f"{HOUR}{seconds(hour.cell.start)}:{hour.service}")


def day_page(view: View, day: date) -> Page:
    """All of a day at once, or half of it."""
    hours = [hour for hour in view.hours(day) if not hour.past]
    halves = dict.fromkeys(half_of(hour.cell.start, view.zone) for hour in hours)
    icons = {Half.MORNING: "sun", Half.AFTERNOON: "clock"}
    names = {Half.MORNING: "Voir le matin", Half.AFTERNOON: "Voir l’après-midi"}
    ways = (
        Choice(ChoiceId(f"{HALF}{day.isoformat()}:{half.value}"), names[half], icon=icons[half], primary=False)
        for half in halves
    )
    return ChoicePage(title=day_title(day), lines=view.lines, choices=(*_ways(hours, "la journée"), *ways), bar=BAR)


def _ways(hours: Sequence[Hour], what: str) -> tuple[Choice, ...]:
    """To close what is open, to open what is closed."""
    shut, open_ = any(hour.shut for hour in hours), any(not hour.shut for hour in hours)
    close = (_button(SHUT, f"Fermer {what}", "prohibit", Tone.AID),) if open_ else ()
    return (*close, *((_button(OPEN, f"Ouvrir {what}", "circle", Tone.COMMUNE),) if shut else ()))


def day_title(day: date) -> str:
    """As in "Mardi 24 novembre"."""
    full = dates.day_in_full(day)
    return full[0].upper() + full[1:]
