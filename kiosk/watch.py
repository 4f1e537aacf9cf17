"""What time does to a visit: the page said once more, the idle warning, the end; and what changes without a touch."""

from dataclasses import replace
from functools import partial
from math import ceil
from typing import Protocol

from kiosk.booking_flow import BookingFlow
from kiosk.calling_flow import CallingFlow
from kiosk.days import Days
from kiosk.events import EndReason
from kiosk.guiding import Guiding
from kiosk.idle import Active, Expired, Warned, idle
from kiosk.page import (
    ErasedPage,
    HomePage,
    IdlePage,
    OutOfServicePage,
    Page,
    Sound,
    TicketPage,
    Utterance,
    WaitingPage,
)
from kiosk.pages import dates, house_pages, listening
from kiosk.pages.build import in_language
from kiosk.pages.site import Site
from kiosk.pages.speech import compose
from kiosk.ports import Ports
from kiosk.printing_flow import PrintingFlow
from kiosk.session import VisitorSession
from kiosk.silence import Silence
from kiosk.staff_flow import StaffFlow
from kiosk.warming import WARM_AFTER, warm

ERASED_FOR = 4.0
"""Seconds for which "Tout est effacé" stays before the resting screen."""
SAID_ONCE = (IdlePage, WaitingPage, ErasedPage, OutOfServicePage)
"""Pages that are never said again by themselves."""


class Host(Protocol):
    """What the watch needs of the controller."""

    session: VisitorSession
    booking: BookingFlow
    guiding: Guiding
    days: Days
    staff: StaffFlow
    printing: PrintingFlow
    calling: CallingFlow

    @property
    def site(self) -> Site: ...
    @property
    def page(self) -> Page | None:
        """The page on show."""
        ...

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the facilitator reads on the resting screen."""
        ...

    def show(self, page: Page) -> None: ...
    def refresh(self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None) -> None: ...
    def reset(self, reason: EndReason) -> None: ...


class Watch:
    """Knows when the last touch was; `tick` does whatever is due."""

    def __init__(self, kiosk: Host, ports: Ports) -> None:
        self._kiosk = kiosk
        self._ports = ports
        self._silence = Silence()
        self._erased_at: float | None = None
        self._warmed = False
        self.touched_at = ports.monotonic()

    # ---- what happens ------------------------------------------------------------------------------------

    def touched(self) -> None:
        """Any touch at all: somebody is there, and the voice is hushed."""
        self.touched_at = self._ports.monotonic()
        self._silence.broken(self.touched_at)
        if self._kiosk.session.started is None:
            self._kiosk.days.ask()

    def stood_still(self, seconds: float) -> None:
        """So long the facilitator's pages were on show: that was nobody's idle time."""
        now = self._ports.monotonic()
        self.touched_at = min(self.touched_at + seconds, now)  # a wipe from there was a touch already
        self._silence.broken(now)

    def shown(self, page: Page) -> None:
        """A page goes on show; what it says ends the silence."""
        if page.say:
            self._silence.said()

    def heard(self, mark: str) -> None:
        """The voice began what has this mark; "": it is over, or says what has none."""
        self._silence.heard(mark, self._ports.monotonic())

    def erased(self) -> None:
        """The page "Tout est effacé" goes on show."""
        self._erased_at = self._ports.monotonic()

    @property
    def is_erased(self) -> bool:
        """Whether "Tout est effacé" is on show."""
        return self._erased_at is not None

    def rest(self) -> None:
        """From "Tout est effacé" to the resting screen."""
        self._erased_at = None
        self._kiosk.refresh()
        self._ports.sweep()

    # ---- what is due -------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Called a few times a second, or once."""
        now = self._ports.monotonic()
        if self._erased_at is not None:
            if now - self._erased_at >= ERASED_FOR:
                self.rest()
            return
        self._look_around()
        if self._kiosk.session.started is None:
            return
        if self._kiosk.staff.here:
            self._kiosk.booking.tick(now)  # what is held is not lost meanwhile
            return
        if self._kiosk.printing.under_way or self._kiosk.calling.under_way:  # who waits is not absent
            self.touched_at = now
        match idle(now - self.touched_at, self._after, self._kiosk.site.settings.idle.countdown):
            case Active():
                if isinstance(self._kiosk.page, IdlePage):
                    self._kiosk.refresh()
                self._kiosk.booking.tick(now)
                self._count_down(now)
                self._say_once_more(now)
                self._warm(now)
            case Warned(seconds_left):
                self._warn(seconds_left)
            case Expired():
                self._kiosk.reset(EndReason.IDLE)

    @property
    def _after(self) -> int:
        """Seconds without a touch before the warning, for this visitor where they stand."""
        return max(self._kiosk.site.settings.idle.after, self._kiosk.guiding.patience, self._kiosk.session.patience)

    def _look_around(self) -> None:
        """The facilitator reads of troubles on the resting screen; a headset that comes or goes changes its choice.

        The sentence of a pause goes with its day.
        """
        page = self._kiosk.page
        if isinstance(page, HomePage) and page.troubles != self._kiosk.troubles:
            self._kiosk.show(replace(page, troubles=self._kiosk.troubles, fresh=False, say=()))
        elif isinstance(page, OutOfServicePage):
            instead = self._kiosk.staff.instead
            if instead is not None and instead.lines != page.lines:  # what was promised for a day that is over
                self._kiosk.refresh(say=())
        elif page is not None and listening.is_outdated(page, headset=self._ports.headset()):
            self._kiosk.refresh()

    def _say_once_more(self, now: float) -> None:
        """A page that was left in silence. This is no touch: the idle time goes on."""
        page = self._kiosk.page
        if page is None or isinstance(page, SAID_ONCE) or page.prefs.sound is Sound.NONE:
            return
        if self._silence.is_long(now):
            self._kiosk.show(replace(page, fresh=False, say=compose(page)))
            self._silence.said(again=True)

    def _warm(self, now: float) -> None:
        """Once a process, while its first visitor listens."""
        if not self._warmed and now - self.touched_at >= WARM_AFTER:
            self._warmed = True
            self._ports.background(warm, lambda _: None)

    def _warn(self, seconds_left: int) -> None:
        page = self._kiosk.page
        if isinstance(page, HomePage):
            return
        prefs, total = self._kiosk.session.prefs, self._kiosk.site.settings.idle.countdown
        catalogue = self._kiosk.site.catalogue(prefs.language)
        warning = in_language(prefs, catalogue, partial(house_pages.idle_page, seconds_left, total))
        warning = replace(warning, practice=page is not None and page.practice)
        if not isinstance(page, IdlePage):
            self._kiosk.show(replace(warning, say=compose(warning)))
        elif page.seconds_left != seconds_left:
            self._kiosk.show(replace(warning, fresh=False))

    def _count_down(self, now: float) -> None:
        """The ticket says how long it stays, where it has room for that."""
        page = self._kiosk.page
        if isinstance(page, TicketPage) and page.erase_in:
            countdown = self._kiosk.site.settings.idle.countdown
            formats = self._kiosk.site.catalogue(page.house.language).formats
            left = dates.duration(ceil(self.touched_at + self._after + countdown - now), formats)
            if page.erase_in != left:
                self._kiosk.show(replace(page, erase_in=left, fresh=False, say=()))
