"""What the core asks of the outside: given once, by name, by the composition root or a test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from kiosk.browsers import NONE, Browsers
from kiosk.calling.protocol import Pusher
from kiosk.events import VisitEnded
from kiosk.figures import Counted, none_yet
from kiosk.page import Page
from kiosk.printing.absent import ABSENT
from kiosk.printing.protocol import Printer
from kiosk.staff_ports import StaffPorts

if TYPE_CHECKING:
    from kiosk.official_site.protocol import Frame


class Background(Protocol):
    """Runs slow work elsewhere and delivers its result where `Kiosk` lives (the UI thread)."""

    def __call__(self, job: Callable[[], Any], deliver: Callable[[Any], None], /) -> None: ...


class Pictures(Protocol):
    """Shows the pictures of an official page behind glass."""

    def take(self, frame: "Frame", /) -> None:
        """Show this one soon. Any thread; returns at once."""
        ...

    def clear(self) -> None:
        """Forget the last one. UI thread."""
        ...


class NoPictures:
    """Nobody looks."""

    def take(self, frame: "Frame", /) -> None: ...
    def clear(self) -> None: ...


NO_PICTURES: Final = NoPictures()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Attributes go down, events go up."""

    show: Callable[[Page], None]
    """Draw the page and say `page.say`; with `page.fresh` False, update the one on show."""
    hush: Callable[[], None]
    record: Callable[[VisitEnded], None]
    background: Background
    """For what a visitor may be waiting for."""
    split: Callable[[Page], tuple[Page, ...]]
    """The parts of a page that does not fit on this panel as a whole."""
    monotonic: Callable[[], float]
    """Seconds that never jump: for idle times."""
    now: Callable[[], datetime]
    """Aware UTC: for the end of a hold."""
    headset: Callable[[], bool]
    """Whether a headset is there to be chosen."""
    troubles: Callable[[], tuple[str, ...]]
    """What the facilitator must know of the voice, as short French sentences; empty: all is well."""
    figures: Callable[[], Counted] = none_yet
    """The last closed week of the counts. Reads the disk: only ever called by `background`."""
    today: Callable[[], date | None] | None = None
    """The local day, None while the clock is not trusted; only ever called by `background`. None: it never changes."""
    browsers: Browsers = NONE
    """For visits to official sites."""
    deliver: Callable[[Callable[[], None]], None] = lambda call: call()
    """Has a call from any thread made where `Kiosk` lives."""
    pictures: Pictures = NO_PICTURES
    sweep: Callable[[], None] = lambda: None
    """Frees what the visit that is over has left in this process's memory."""
    printer: Printer = ABSENT
    """For tickets on paper; only ever called by `background`."""
    ring: Callable[[int], None] = lambda _: None
    """Has the loudspeaker chime for the facilitator, this loud (1 to 5), before anything that is said from now on."""
    pusher: Pusher | None = None
    """Sends the facilitator a message; only ever called by `background`. None: there is none to send."""
    staff: StaffPorts = field(default_factory=StaffPorts)
    """For the facilitator."""
    rests: Callable[[bool], None] = lambda _: None
    """Tells whoever restarts the kiosk whether nobody is there; returns at once."""
    aside: Background | None = None
    """For work of minutes; None: the same as `background`."""

    def slowly(self, job: Callable[[], Any], deliver: Callable[[Any], None]) -> None:
        """Have work of minutes done (a stick): it takes none of the few threads that visitors need."""
        (self.aside or self.background)(job, deliver)
