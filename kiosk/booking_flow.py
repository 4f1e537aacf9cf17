"""The part of the controller that talks to providers: search, hold, confirm, cancel; never on the UI thread.

An answer that comes when its visitor has gone, or has gone back, is not shown; what it got hold of is given back.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Protocol, TypeVar

from kiosk import giving_back
from kiosk.bookings.practice import practice_desk
from kiosk.bookings.protocol import (
    HOLD_TTL,
    Booked,
    BookEnd,
    CancelEnd,
    Cancelled,
    Contact,
    Held,
    HoldEnd,
    Refused,
    RenewEnd,
    Requested,
    Slots,
    SlotsEnd,
    Taken,
    Unknown,
    Unreachable,
)
from kiosk.bookings.step import book_surely
from kiosk.bookings.table import Desk
from kiosk.errands import Errands
from kiosk.ids import PRACTICE_SERVICE, BookingKey, ChoiceId, NeedId
from kiosk.journey.loader import Ref
from kiosk.journey.model import RecapStep, SlotsStep, TicketStep
from kiosk.keeping import Keeping
from kiosk.pages.booking_pages import DAY, SLOT
from kiosk.pages.site import Site
from kiosk.ports import Ports
from kiosk.session import Appointment, Overlay, Trouble, VisitorSession, Work
from kiosk.walk import NEXT, OTHERWISE

SLOW_AFTER = 3.0
"""Seconds after which the voice says what is going on (design: booking, network)."""
FRESH_LIST = timedelta(minutes=5)
"""A list of free hours may be this old while browsing."""
T = TypeVar("T")


class Host(Protocol):
    """What the flow needs of the controller."""

    session: VisitorSession

    @property
    def site(self) -> Site: ...
    @property
    def ref(self) -> Ref: ...
    def change(self, session: VisitorSession) -> None: ...
    def advance(self, answer: ChoiceId = NEXT) -> None: ...


class BookingFlow:
    """One visit's way to an appointment."""

    def __init__(self, kiosk: Host, desks: Mapping[NeedId, Desk], ports: Ports) -> None:
        self._kiosk = kiosk
        self._desks = desks
        self._ports = ports
        self._errands = Errands(ports.background, lambda: kiosk.session.serial)
        self._since = 0.0
        self._keeping = Keeping(self._desk_of, ports, self._errands, lambda: self._booking, self._renewed)
        self._practice = practice_desk(kiosk.site.zone, ports.now)

    # ---- the visitor's touches ---------------------------------------------------------------------------

    def arrived(self) -> bool:
        """On a slots step show a recent list, or look for free hours. False: not such a step, nothing was shown."""
        if not isinstance(self._step, SlotsStep):
            return False
        booking = self._booking
        self.let_go(booking)
        self._browse(booking.offered, booking.day)
        return True

    def _browse(self, offered: Slots | None, day: date | None) -> None:
        """Show the days, or the hours of one; a list that has become old is read again first."""
        if offered is not None and self._ports.now() - offered.fetched_at < FRESH_LIST:
            self._set(Appointment(offered=offered, day=day))
        else:
            self._set(Appointment(day=day), show=False)
            self.search()

    def search(self) -> None:
        """Ask the desk for its free hours."""
        desk = self._desk
        today = self._ports.now().astimezone(self._kiosk.site.zone).date()
        last = today + timedelta(days=self._kiosk.site.days_ahead(desk.service.id))
        self._work(Work.SEARCH, partial(desk.provider.slots, desk.service, today, last), self._found)

    def pick(self, choice_id: ChoiceId) -> None:
        """A day opens its hours; an hour is held at once, live."""
        booking = self._booking
        if choice_id.startswith(DAY):
            self._browse(booking.offered, date.fromisoformat(choice_id.removeprefix(DAY)))
            return
        slots = booking.offered.slots if booking.offered else ()
        slot = next((slot for slot in slots if slot.id == choice_id.removeprefix(SLOT)), None)
        if slot is not None and booking.work is None:
            key = BookingKey(secrets.token_hex(16))
            self._keeping.begin()
            self._set(replace(booking, slot=slot, key=key), show=False)
            self._work(Work.HOLD, partial(self._desk.provider.hold, slot, key, HOLD_TTL), self._held)

    def confirm(self) -> None:
        """The visitor said yes on the recap."""
        booking = self._booking
        if booking.slot is None or booking.held is None or booking.work is not None:
            return
        contact = Contact(dict(self._kiosk.session.typed))
        book = self._keeping.in_turn(partial(book_surely, self._desk, booking.slot, booking.key, contact))
        self._work(Work.BOOK, book, self._booked)

    def cancel(self) -> None:
        """The visitor gives the appointment back."""
        end = self._booking.end
        if isinstance(end, Booked):
            self._kiosk.session = replace(self._kiosk.session, overlay=None)
            self._work(Work.CANCEL, partial(self._desk.provider.cancel, end.ref, end.cancel_code), self._cancelled)

    def retry(self) -> None:
        """Try again what failed: the confirmation with the same key, otherwise the search."""
        booking = replace(self._booking, trouble=None)
        self._set(booking, show=False)
        if isinstance(self._step, RecapStep) and booking.held is not None:
            self.confirm()
        else:
            self.other_hour()

    def dismiss(self) -> None:
        """The visitor has read what went wrong."""
        self._set(replace(self._booking, trouble=None), show=False)

    def other_hour(self) -> None:
        """Back to the days, with a fresh list."""
        self._to_slots()
        self.search()

    def other_way(self) -> None:
        """To the telephone, the counter, a person: where the journey leads without a booking."""
        self._to_slots()
        self._kiosk.advance(OTHERWISE)

    def _to_slots(self) -> None:
        """Stand where hours are offered, with none held and none read."""
        self.let_go(self._booking)
        self._set(Appointment(), show=False)
        while self._kiosk.session.walk.answers and not isinstance(self._step, SlotsStep):
            self._kiosk.session = replace(self._kiosk.session, walk=self._kiosk.session.walk.minus())

    def back(self) -> bool:
        """Retour inside the booking: from hours to days, from trouble or waiting to before. True when it was ours."""
        booking = self._booking
        if booking.work in {Work.BOOK, Work.CANCEL} or isinstance(self._step, TicketStep):
            return True
        if isinstance(self._step, SlotsStep):
            return self._back_from_slots()
        if booking.trouble is None:
            return False
        if booking.held is None:
            self.other_hour()
        else:
            self._set(replace(booking, trouble=None))
        return True

    def _back_from_slots(self) -> bool:
        booking = self._booking
        self._errands.drop()
        if booking.day is not None and booking.offered is not None:
            self._set(Appointment(offered=booking.offered))
            return True
        self._set(Appointment(), show=False)
        return False

    # ---- what providers answer ---------------------------------------------------------------------------

    def _found(self, end: SlotsEnd) -> None:
        match end:
            case Slots(slots=()):
                self._fail(Trouble.NO_SLOT)
            case Slots():
                days = {slot.start.astimezone(self._kiosk.site.zone).date() for slot in end.slots}
                day = self._booking.day
                self._set(Appointment(offered=end, day=day if day in days else None))
            case Unreachable():
                self._fail(Trouble.UNREACHABLE)

    def _held(self, end: HoldEnd) -> None:
        match end:
            case Held():
                self._set(replace(self._booking, held=end), show=False)
                self._kiosk.advance()
            case Taken():
                self._fail(Trouble.TAKEN)
            case Unreachable():
                self._fail(Trouble.UNREACHABLE)
            case Refused():
                self._fail(Trouble.REFUSED)

    def _booked(self, end: BookEnd) -> None:
        match end:
            case Booked() | Requested():
                session = self._kiosk.session
                # Who is asked "Voulez-vous terminer ?" must see the ticket before all is erased.
                overlay = None if session.overlay is Overlay.FINISH else session.overlay
                self._kiosk.session = replace(session, typed={}, overlay=overlay)
                self._set(replace(self._booking, end=end, held=None, unsure=False), show=False)
                self._kiosk.advance()
            case Taken():
                self._lose(Trouble.TAKEN)
            case Unreachable() | Unknown():
                self._set(replace(self._booking, unsure=True), show=False)
                self._fail(Trouble.UNREACHABLE)
            case Refused():
                self._fail(Trouble.REFUSED)

    def _cancelled(self, end: CancelEnd) -> None:
        if isinstance(end, Cancelled):
            self._set(Appointment(trouble=Trouble.CANCELLED))
        else:
            self._fail(Trouble.NOT_CANCELLED)

    # ---- time --------------------------------------------------------------------------------------------

    def tick(self, now: float) -> None:
        """Say when work is slow; renew a hold while its visitor is active; notice one that ran out."""
        booking = self._booking
        if booking.work is not None:
            if not booking.slow and now - self._since >= SLOW_AFTER:
                self._set(replace(booking, slow=True))
            return
        if booking.trouble is None:
            self._keeping.tick(now)

    def _renewed(self, end: RenewEnd) -> None:
        match end:
            case Held():
                self._set(replace(self._booking, held=end), show=False)
            case Taken():
                self._lose(Trouble.LATE)
            case Unreachable():
                pass

    def _lose(self, trouble: Trouble) -> None:
        """The hour is no longer held for this visitor."""
        self.let_go(self._booking)
        self._set(replace(self._booking, held=None, unsure=False), show=False)
        self._fail(trouble)

    def let_go(self, booking: Appointment) -> None:
        """Give back a slot that is held and not booked; answers under way become strangers."""
        self._keeping.let_go(booking)

    def ended(self, booking: Appointment) -> None:
        """The visit is over: what is held is given back, and its exercise leaves nothing to the next visitor."""
        self.let_go(booking)
        self._practice = practice_desk(self._kiosk.site.zone, self._ports.now)

    # ---- plumbing ----------------------------------------------------------------------------------------

    @property
    def _booking(self) -> Appointment:
        return self._kiosk.session.appointment

    @property
    def _step(self) -> object:
        return self._kiosk.site.library.step(self._kiosk.ref)

    @property
    def _desk(self) -> Desk:
        """The desk of the journey; an exercise is never led to one of the site's."""
        journey = self._kiosk.site.library.journey(self._kiosk.ref)
        return self._practice if journey.practice else self._desks[journey.need]

    def _desk_of(self, held: Held) -> Desk | None:
        """The desk that holds this."""
        if held.slot.service == PRACTICE_SERVICE:
            return self._practice
        return next((desk for desk in self._desks.values() if desk.service.id == held.slot.service), None)

    def _set(self, booking: Appointment, *, show: bool = True) -> None:
        session = replace(self._kiosk.session, appointment=booking)
        if show:
            self._kiosk.change(session)
        else:
            self._kiosk.session = session

    def _fail(self, trouble: Trouble) -> None:
        self._set(replace(self._booking, trouble=trouble, work=None, slow=False))

    def _work(self, work: Work, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Show that something is going on, do it elsewhere, and take the answer if its visitor still waits for it."""
        self._errands.drop()
        self._since = self._ports.monotonic()
        self._set(replace(self._booking, work=work, slow=False, trouble=None))

        def arrived(end: T) -> None:
            self._set(replace(self._booking, work=None, slow=False), show=False)
            then(end)

        unwanted = partial(giving_back.unwanted, self._desk, self._booking.held)
        self._errands.send(job, arrived, lambda end: self._errands.aside(partial(unwanted, end)))
