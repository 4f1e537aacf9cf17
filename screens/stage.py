"""The application on its window, wired to the kiosk behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from kivy.uix.widget import Widget

from kiosk.browsers import NONE, Browsers
from kiosk.calling.protocol import Pusher
from kiosk.controller import Kiosk
from kiosk.device.hold_off import HoldOff
from kiosk.events import VisitEnded
from kiosk.figures import Counted, none_yet
from kiosk.forgetting import gone
from kiosk.ids import ChoiceId
from kiosk.opening import Opened
from kiosk.page import OutOfServicePage, Page
from kiosk.pages.house_pages import out_of_service_page
from kiosk.ports import Ports
from kiosk.printing.absent import ABSENT
from kiosk.printing.protocol import Printer
from kiosk.staff_ports import StaffPorts
from screens.app import KioskApp
from screens.background import Background
from screens.frames import Frames
from screens.panel import Panel
from screens.remembered import parts_of
from screens.site_link import SiteLink
from screens.ticker import Ticker
from voices.protocol import Voice

if TYPE_CHECKING:
    from kiosk.official_site.protocol import Glass


class Stage:
    """One application, one kiosk. `root` goes on the window, then `start`."""

    def __init__(
        self,
        opened: Opened,
        *,
        voice: Voice,
        record: Callable[[VisitEnded], None],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        panel: Panel,
        figures: Callable[[], Counted] = none_yet,
        today: Callable[[], date | None] | None = None,
        browsers: Browsers = NONE,
        printer: Printer = ABSENT,
        pusher: Pusher | None = None,
        staff: StaffPorts | None = None,
        rests: Callable[[bool], None] = lambda _: None,
    ) -> None:
        """`now` is aware UTC, `monotonic` seconds that never jump.

        `staff` is for the facilitator; None: nothing is kept.
        `rests` is told whether nobody is there.
        `figures` reads the counts and `today` the local day, while it can be trusted; both off this thread.
        """
        self._panel = panel
        self._background, self._aside = Background(), Background(workers=2)
        self._ticker: Ticker | None = None
        self._reset = HoldOff(monotonic)
        self._link = self._linked()
        self.app = self._application(panel, voice, monotonic)
        ports = self._ports(voice, record, now, monotonic)
        shown = replace(ports, figures=figures, today=today, browsers=browsers, printer=printer)
        given = replace(shown, pusher=pusher, staff=staff or StaffPorts(), rests=rests)
        self.kiosk = Kiosk(opened.site, opened.desks, given)

    def _ports(
        self,
        voice: Voice,
        record: Callable[[VisitEnded], None],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> Ports:
        """What the window, the voice and the clocks are to the kiosk."""
        return Ports(
            show=self.app.show,
            hush=voice.hush,
            ring=voice.ring,
            record=record,
            background=self._background.run,
            aside=self._aside.run,
            split=self.split,
            monotonic=monotonic,
            now=now,
            headset=lambda: voice.headset,
            troubles=lambda: voice.troubles,
            deliver=self._background.deliver,
            pictures=self._link.frames,
            sweep=gone,
        )

    def _linked(self) -> SiteLink:
        return SiteLink(Frames(), tapped=self._tapped, felt=self._felt, pressed=self._pressed, resized=self._resized)

    def _application(self, panel: Panel, voice: Voice, monotonic: Callable[[], float]) -> KioskApp:
        return KioskApp(
            panel,
            voice,
            monotonic,
            choose=self._choose,
            touched=self._touched,
            heard=self._heard,
            door=self._knock,
            wipe=self._wipe,
            site=self._link,
        )

    @property
    def root(self) -> Widget:
        """What the window holds."""
        return self.app.pane

    def start(self) -> None:
        """Show the resting screen, and let time go by."""
        self.kiosk.start()
        self._ticker = Ticker(self.kiosk.tick)

    def split(self, page: Page) -> tuple[Page, ...]:
        """The parts of a page on this panel."""
        return parts_of(page, self._panel)

    @property
    def pictured(self) -> bool:
        """Whether the last picture of an official site that came is on the window."""
        return self._link.frames.settled

    def close(self) -> None:
        """Let time stand still and the threads end."""
        if self._ticker is not None:
            self._ticker.stop()
        self.kiosk.guiding.stop()
        self.kiosk.sleeping.stop()
        self._link.frames.close()
        self._background.close()
        self._aside.close()
        self.app.pane.close()

    def _choose(self, choice_id: ChoiceId) -> None:
        self.kiosk.choose(choice_id)

    def _touched(self) -> None:
        self.kiosk.touched()

    def _heard(self, mark: str) -> None:
        self.kiosk.heard(mark)

    def _knock(self) -> None:
        self.kiosk.staff.knock()

    def reset_button(self) -> None:
        """The reset button was pressed, or its contact has bounced: as the reset key. From any thread."""
        self._background.deliver(self._wipe)

    def _wipe(self) -> None:
        if self._reset.counts():
            self.kiosk.staff.wipe()

    def _tapped(self, x: float, y: float) -> None:
        self.kiosk.guiding.tapped(x, y)

    def _felt(self, x: float, y: float) -> None:
        self.kiosk.guiding.felt(x, y)

    def _pressed(self) -> None:
        self.kiosk.guiding.pressed()

    def _resized(self, glass: "Glass") -> None:
        self.kiosk.guiding.resized(glass)


def resting_app(panel: Panel, voice: Voice, monotonic: Callable[[], float], fault: str) -> KioskApp:
    """An application that can only say that it rests, and why, to the facilitator.

    It also tells what troubles the voice has now.
    """
    app = KioskApp(panel, voice, monotonic, choose=lambda _: None, touched=lambda: None, heard=lambda _: None)
    page = out_of_service_page(fault)

    def tell() -> None:
        shown = app.page
        if isinstance(shown, OutOfServicePage) and shown.troubles != voice.troubles:
            app.show(replace(page, troubles=voice.troubles, fresh=False))

    app.show(page)
    ticker = Ticker(tell)
    app.bind(on_stop=lambda _: ticker.stop())
    return app
