"""Finds what to touch: the same application once more in this process, touch for touch the same as the one outside.

The process outside is not changed for its test; it is this twin that knows where a key lies.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.device_state import FILE_NAME, DeviceState
from kiosk.ids import ChoiceId
from kiosk.opening import Opened, open_site
from kiosk.page import EntryPage, ErasedPage, HomePage, Page, TicketPage
from kiosk.pages import keypad, words
from kiosk.settings import Settings
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from kiosk.tour import stops
from kiosk.walk import NEXT, OTHERWISE, offered
from screens.drive import Driver
from screens.tour.guide import Guide
from tests.canary.fields import Canary
from tests.canary.outside import Outside
from tests.e2e.desktop import pause
from voices.silent import SilentVoice

if TYPE_CHECKING:
    from screens.stage import Stage

QUIET = 0.55
"""Seconds of a new page in which it takes no press, and in which one target takes no second one."""


class Mirrored(Driver):
    """A driver whose taps are made outside, too."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.outside: Outside | None = None
        self.shown: Any = None
        """Gives the screen on show."""
        self._before: tuple[object, int] | None = None
        self._places: list[tuple[int, int]] = []
        self._together = False

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Touches of one page are made outside together, quicker than any finger."""
        self._together = True
        yield
        self._together = False
        self._click()

    def tap(self, x: float, y: float) -> None:
        """The same touch, here and outside; first the page there must be as long on show as a page has to."""
        if self.outside is not None:
            self.catch_up()
            self._before = self._before or (self.shown(), self.outside.picture())
            self._places.append((round(x), round(self.window.height - y)))
            if not self._together:
                self._click()
        super().tap(x, y)

    def catch_up(self) -> None:
        """Wait until the page outside is the one here."""
        if self.outside is not None and self._before is not None and self._before[0] is not self.shown():
            self._click()
            self.outside.until_other(self._before[1])
            self.outside.settle()
            self._before = None

    def forget(self) -> None:
        """Both have changed by themselves."""
        self._before = None

    def _click(self) -> None:
        places, self._places = self._places, []
        if places and self.outside is not None:
            self.outside.click(*places)


class Twin(Guide):
    """A visitor who types what we look for."""

    def __init__(self, driver: Mirrored, stage: "Stage") -> None:
        super().__init__(driver, stage.kiosk, lambda: stage.app.page)
        self._mirror = driver
        self._stage = stage
        self.typing: Canary | None = None

    def follow(self, outside: Outside) -> None:
        """Have every touch made there from now on."""
        self._mirror.shown = lambda: self._stage.app.screen
        self._mirror.outside = outside

    @property
    def page(self) -> Page:
        """The page on show, here and there."""
        return self._stage.app.page

    def write(self, canary: Canary) -> None:
        """Go to the field and type, as quick as a finger can go from key to key; nothing else is touched."""
        self.typing = canary
        self.go(canary.field.answers)
        while not isinstance(self.page, EntryPage):  # the sentences before a keypad
            self.touch(words.MORE)
        if not self.page.value.text:
            self._type(self.page)

    def to_ticket(self) -> None:
        """Book what was begun, and look at its QR code."""
        while not isinstance(self.page, TicketPage):
            self.answer(NEXT)
        if any(choice.id == words.QR for choice in self.page.choices):
            self.touch(words.QR)
            self.touch(words.CLOSE)

    def terminer(self) -> None:
        """*Terminer*, *Oui, tout effacer*."""
        self.touch(words.FINISH)
        self.touch(words.END)

    def own_end(self) -> None:
        """Go back to where a journey offers its own end, *J'ai fini*, and take it."""
        site, here = self._stage.kiosk.site, self._stage.kiosk.session.walk.answers
        ways = [
            (*stop.answers, option.id)
            for stop in stops(site)
            if OTHERWISE not in stop.answers and NEXT not in stop.answers
            for option in offered(site.library, stop.ref, site.abilities)
            if option.to == "@end"
        ]
        *way, last = max(ways, key=lambda answers: sum(a == b for a, b in zip(answers, here, strict=False)))
        self.go(tuple(way))
        self.answer(last)

    def knock(self) -> None:
        """Five touches on the round sign."""
        from screens.widgets.title import RoundSign

        (sign,) = [one for one in self._touchables() if isinstance(one, RoundSign)]
        with self._mirror.at_once():
            for _ in range(5):
                self._mirror.tap(*sign.center)

    def give_pin(self, pin: str) -> None:
        """The digits and *Ouvrir*, and what lies behind."""
        with self._mirror.at_once():
            for digit in pin:
                self.touch(ChoiceId(keypad.KEY + digit))
        self.touch(words.DONE)
        assert self._driver.wait_until(lambda: isinstance(self.page, StaffPage))
        pause(3.0)  # a PIN is made to be slow to try, and the panel reads the disk
        self._driver.advance(1.0)

    def press_reset(self) -> None:
        """The key of the reset button, here alone."""
        from screens.blind_layer import RESET_KEY

        self._driver.key(RESET_KEY)

    def rest(self) -> None:
        """Wait until the resting screen is there again, here and outside."""
        assert isinstance(self.page, ErasedPage), self.page.title
        self._mirror.catch_up()
        self.leave(5.0)

    def leave(self, seconds: float) -> None:
        """Touch nothing for so long; then the resting screen is there again, here and outside."""
        pause(seconds)
        self._driver.advance(seconds + 1, 0.5)
        self._driver.advance(seconds + 1, 0.5)
        assert isinstance(self.page, HomePage)
        self._mirror.forget()
        if self._mirror.outside is not None:
            self._mirror.outside.settle()

    def _type(self, page: EntryPage) -> None:
        assert self.typing is not None
        del page
        with self._mirror.at_once():
            for sign in self.typing.keys:
                self.touch(ChoiceId(keypad.KEY + sign))


@contextmanager
def twin(settings: Settings, data: Path) -> Iterator[tuple[Twin, Opened]]:
    """Begin a twin at its resting screen. `data` may hold what a device keeps, the hash of a PIN."""
    from tests.canary.outside import SIZE

    driver = Mirrored(*SIZE)
    from screens.panel import panel_for
    from screens.stage import Stage

    opened = open_site(settings, data, lambda: datetime.now(UTC), date.today())  # noqa: DTZ011
    stage = Stage(
        opened,
        voice=SilentVoice(),
        record=lambda _: None,
        now=lambda: datetime.now(UTC),
        monotonic=driver.clock.now,
        panel=panel_for(*SIZE),
        staff=StaffPorts(state=DeviceState(data / FILE_NAME)),
    )
    driver.show(stage.root)
    stage.start()
    driver.step()
    driver.draws = False  # the picture that counts is drawn outside
    try:
        yield Twin(driver, stage), opened
    finally:
        stage.close()
        driver.clear()
