"""A week of the embedded agenda on the facilitator's screen: close, open, cancel.

What is on show may be older than the agenda's file: every act says what was seen, and the agenda refuses it where a
visitor was quicker.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final

from kiosk.bookings.week import DAYS, Done, Half, Hour, Taking, monday_of, taken_in
from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.agenda_work import AgendaWork, Trouble
from kiosk.facilitator.area import Desk
from kiosk.ids import ChoiceId, ServiceId
from kiosk.page import Page
from kiosk.pages import staff_slots as pages
from kiosk.pages import staff_takings, words

if TYPE_CHECKING:
    from kiosk.bookings.staff_agenda import Spans, StaffAgenda

WEEKS_AHEAD: Final = 26
LOOKS_AGAIN: Final = 15.0
"""Seconds after which a grid on show is read anew."""
TOLD: Final = {Done.WELL: pages.CANCELLED, Done.GONE: pages.GONE, Done.TOO_LATE: pages.BEGUN}
"""What came of cancelling."""


class _At(Enum):
    """Which of the pages."""

    WEEK = auto()
    WHICH = auto()
    CODES = auto()
    DAY = auto()
    HALF = auto()
    HOUR = auto()
    CLOSING = auto()
    TAKING = auto()
    CANCEL = auto()
    SURE = auto()


_GRIDS: Final = frozenset({_At.WEEK, _At.HALF})
_QUESTIONS: Final = frozenset({_At.CLOSING, _At.CANCEL, _At.SURE})


@dataclass(frozen=True, slots=True)
class _Place:
    """A page, and what it is about."""

    at: _At = _At.WEEK
    service: ServiceId | None = None
    """Only this one; None: all."""
    day: date = date.min
    half: Half | None = None
    hour: str = ""
    """The id of its choice."""
    ref: str = ""


class WeekDesk:
    """The way that led to the page on show is kept, for *Retour*."""

    def __init__(self, desk: Desk, agenda: "StaffAgenda") -> None:
        """UI thread; nothing is read before `begin`."""
        self._desk = desk
        self._agenda = agenda
        self._work = AgendaWork(desk, agenda, lambda: self._here)
        self._names = {service.id: service.label for service in agenda.services}
        self._trail: tuple[_Place, ...] = (_Place(),)
        self._first = date.min
        self._told = ""
        self._looked_at: float | None = None

    def begin(self) -> None:
        """Read the week of today, or of whatever day the clock says."""
        site = self._desk.visit.site
        day = site.today or self._desk.ports.now().astimezone(site.zone).date()
        self._first = monday_of(day)
        self._work.read(self._first, self._begun)

    def end(self) -> None:
        """Forget where one was."""
        self._work.forget()
        self._trail, self._told, self._looked_at = (_Place(),), "", None

    @property
    def page(self) -> Page:
        """The page of the place where one is."""
        work = self._work
        if work.trouble is not None:
            return staff_takings.trouble_page(wrote=work.trouble is Trouble.AFTER)
        if work.week is None or work.slow:
            return staff_takings.waiting_page()
        here, view = self._here, self._view
        made: dict[_At, Callable[[], Page]] = {
            _At.WEEK: lambda: pages.week_page(view),
            _At.WHICH: lambda: staff_takings.which_page(self._names, here.service),
            _At.CODES: lambda: staff_takings.codes_page(view),
            _At.DAY: lambda: pages.day_page(view, here.day),
            _At.HALF: lambda: pages.half_page(view, here.day, here.half or Half.MORNING),
            _At.HOUR: lambda: staff_takings.hour_page(view, self._hours()[0]),
            _At.CLOSING: lambda: staff_takings.closing_page(view, self._hours()),
            _At.TAKING: lambda: staff_takings.taking_page(view, self._taking(here.ref)),
            _At.CANCEL: staff_takings.cancel_page,
            _At.SURE: staff_takings.sure_page,
        }
        return made[here.at]()

    def tick(self, now: float) -> None:
        """Another facilitator or a visitor may have written."""
        if self._looked_at is None or self._work.busy:
            self._looked_at = now
        elif now - self._looked_at >= LOOKS_AGAIN and self._here.at in _GRIDS:
            self._looked_at = now
            self._work.look_again()

    def chosen(self, choice_id: ChoiceId) -> bool:
        """A target was touched; while something is being done only *Retour* counts, and leads to the panel."""
        if choice_id == words.BACK:
            return self._back()
        if self._work.busy:
            return True
        if choice_id == words.RETRY:
            self._work.read(self._work.week.monday if self._work.week else self._first, self._settle)
            self._desk.redraw()
            return True
        self._told = ""
        kind, _, name = choice_id.rpartition(":")
        act = self._buttons.get(choice_id)
        if act is not None:
            act()
        elif choice_id.startswith(pages.HOUR):
            self._hour(choice_id)
        elif choice_id.startswith(pages.TAKING):
            self._go(replace(self._here, at=_At.TAKING, ref=name))
        elif choice_id.startswith(pages.SERVICE):
            self._take(ServiceId(name))
        elif choice_id.startswith(pages.HALF):
            day = date.fromisoformat(kind.removeprefix(pages.HALF))
            self._go(replace(self._here, at=_At.HALF, day=day, half=Half(name)))
        elif choice_id.startswith(pages.DAY):
            self._go(replace(self._here, at=_At.DAY, day=date.fromisoformat(name), half=None))
        return True

    @property
    def _buttons(self) -> dict[ChoiceId, Callable[[], None]]:
        here = self._here
        return {
            pages.EARLIER: partial(self._leaf, -1),
            pages.LATER: partial(self._leaf, 1),
            pages.NOW: partial(self._leaf, 0),
            pages.WHICH: lambda: self._go(replace(here, at=_At.WHICH)),
            pages.CODES: lambda: self._go(replace(here, at=_At.CODES)),
            pages.ALL: lambda: self._take(None),
            pages.SHUT: self._ask_or_close,
            pages.SHUT_REST: self._close,
            pages.OPEN: self._open,
            pages.CANCEL: lambda: self._go(replace(here, at=_At.CANCEL)),
            pages.REALLY: lambda: self._go(replace(here, at=_At.SURE)),
            pages.SURELY: self._cancel,
            pages.KEEP: lambda: self._pop(_QUESTIONS),
        }

    # ---- where one is ------------------------------------------------------------------------------------

    @property
    def _here(self) -> _Place:
        return self._trail[-1]

    @property
    def _view(self) -> pages.View:
        week, today = self._work.week, self._desk.visit.site.today
        if week is None:
            message = "no page before the week is read"
            raise LookupError(message)
        return pages.View(
            week,
            self._names,
            today,
            self._here.service,
            self._told,
            first=today is not None and week.monday <= self._first,
            far=abs(week.monday - self._first) > timedelta(weeks=1),
            last=week.monday >= self._first + timedelta(weeks=WEEKS_AHEAD),
        )

    def _go(self, place: _Place) -> None:
        self._trail = (*self._trail, place)
        self._desk.redraw()

    def _pop(self, kinds: frozenset[_At]) -> None:
        """Back past pages of these kinds."""
        while self._here.at in kinds:
            self._trail = self._trail[:-1]
        self._desk.redraw()

    def _back(self) -> bool:
        work = self._work
        if len(self._trail) == 1 or work.busy or work.week is None or work.trouble is not None:
            return False
        self._told = ""
        self._trail = self._trail[:-1]
        self._desk.redraw()
        return True

    def _hours(self) -> tuple[Hour, ...]:
        """What the place is about."""
        here, view = self._here, self._view
        if here.hour:
            return tuple(hour for hour in view.week.hours if pages.hour_id(hour) == here.hour)
        return view.hours(here.day, here.half)

    def _taking(self, ref: str) -> Taking:
        return next(one for one in self._view.taken() if one.ref == ref)

    def _settle(self, _: Done = Done.WELL) -> None:
        """The week was read anew: what is no more cannot be shown."""
        gone = {_At.HOUR: lambda: not self._hours(), _At.CODES: lambda: not self._view.taken()}
        refs = {one.ref for one in self._view.taken()}
        while gone.get(self._here.at, bool)() or (self._here.ref and self._here.ref not in refs):
            self._trail = self._trail[:-1]

    # ---- weeks -------------------------------------------------------------------------------------------

    def _begun(self, _: Done) -> None:
        """On a Saturday without hours nothing of the week is left: it is the next one that one looks for."""
        if not self._view.days:
            self._first += timedelta(days=DAYS)
            self._work.read(self._first)

    def _leaf(self, weeks: int) -> None:
        """To another week; 0: to the first."""
        week = self._work.week
        monday = week.monday + timedelta(weeks=weeks) if week is not None and weeks else self._first
        self._work.read(monday, self._settle)

    def _take(self, service: ServiceId | None) -> None:
        """Look at one service, or at all: of the week, or of the half-day where one is."""
        if self._here.at is _At.HALF:
            self._go(replace(self._here, service=service))
        else:
            self._trail = (_Place(service=service),)
            self._desk.redraw()

    # ---- acts --------------------------------------------------------------------------------------------

    def _hour(self, choice_id: ChoiceId) -> None:
        """A free hour is closed at once, a closed one opened; of a taken one, by whom is shown."""
        place = replace(self._here, at=_At.HOUR, hour=choice_id)
        self._trail = (*self._trail, place)
        (hour,) = self._hours()
        if not hour.taken:
            self._trail = self._trail[:-1]
            spans = {hour.service: hour.cell}
            if hour.shut:
                self._work.do(partial(self._agenda.open, spans), StaffAct.OPEN_SLOTS, self._settle)
            else:
                act = partial(self._agenda.close, spans, frozenset())
                self._work.do(act, StaffAct.CLOSE_SLOTS, self._toggled)
            return
        if hour.desks == 1 and hour.taken[0].code:
            self._trail = (*self._trail[:-1], replace(self._here, at=_At.TAKING, hour="", ref=hour.taken[0].ref))
        self._desk.redraw()

    @property
    def _spans(self) -> "Spans":
        hours, here = self._hours(), self._here
        if here.hour:
            return {hour.service: hour.cell for hour in hours}
        return self._view.week.spans(hours, here.day, here.half)

    def _ask_or_close(self) -> None:
        """Appointments stand there: say first that they stay. Those of one hour are on show already."""
        if not self._here.hour and taken_in(_left(self._hours())):
            self._go(replace(self._here, at=_At.CLOSING))
        else:
            self._close()

    def _close(self) -> None:
        seen = frozenset(one.ref for one in taken_in(self._hours()))
        self._work.do(partial(self._agenda.close, self._spans, seen), StaffAct.CLOSE_SLOTS, self._closed)

    def _toggled(self, done: Done) -> None:
        self._told = pages.JUST_TAKEN if done is Done.JUST_TAKEN else ""

    def _closed(self, done: Done) -> None:
        self._settle()
        if done is Done.WELL:
            self._to_grid()
        elif self._here.at in {_At.DAY, _At.HALF, _At.CLOSING} and taken_in(_left(self._hours())):
            self._told = pages.JUST_TAKEN_THERE
            if self._here.at is not _At.CLOSING:
                self._trail = (*self._trail, replace(self._here, at=_At.CLOSING))
        else:
            self._told = pages.JUST_TAKEN

    def _open(self) -> None:
        self._work.do(partial(self._agenda.open, self._spans), StaffAct.OPEN_SLOTS, lambda _: self._to_grid())

    def _cancel(self) -> None:
        sure = self._desk.visit.site.today is not None
        act = partial(self._agenda.cancel, self._here.ref, sure=sure)
        self._work.do(act, StaffAct.CANCEL_BOOKING, self._cancelled)

    def _cancelled(self, done: Done) -> None:
        self._told = TOLD[done]
        self._to_grid()

    def _to_grid(self) -> None:
        while self._here.at not in _GRIDS:
            self._trail = self._trail[:-1]


def _left(hours: Sequence[Hour]) -> list[Hour]:
    """Those that are not past."""
    return [hour for hour in hours if not hour.past]
