"""The whole core on a bench: real content, a real agenda in a real file, a clock turned by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.bookings.protocol import BookingProvider
from kiosk.bookings.table import Desk
from kiosk.controller import Kiosk
from kiosk.figures import Counted, none_yet
from kiosk.ids import ChoiceId, NeedId
from kiosk.opening import Opened, open_site
from kiosk.page import Choice, Page
from kiosk.pages.site import abilities_of
from kiosk.pages.speech import explorable
from kiosk.ports import Ports
from kiosk.settings import Settings, load
from kiosk.warming import warm

if TYPE_CHECKING:
    from kiosk.events import VisitEnded

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Split = Callable[[Page], tuple[Page, ...]]
Provide = Callable[[Callable[[], datetime]], BookingProvider]


def whole(page: Page) -> tuple[Page, ...]:
    """A panel on which everything fits."""
    return (page,)


@dataclass
class Bench:
    """`later` True keeps background work waiting until `work()`."""

    data: Path
    settings: Settings = field(default_factory=load)
    later: bool = False
    split: Split = whole
    ready: Opened | None = None
    """A site that is open already; None: the settings' own, opened for this bench."""
    today: Callable[[], date | None] | None = None
    """Asked at the beginning of each visit; None: the day stays."""
    provide: Provide | None = None
    """Makes the provider behind every desk, from a clock; None: those of the settings."""
    figures: Callable[[], Counted] = none_yet
    """Reads the last closed week of the counts; may be changed meanwhile."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Other ports than the usual ones, by name."""

    def __post_init__(self) -> None:
        self.monotonic = 1000.0
        self.wall = MONDAY
        self.pages: list[Page] = []
        self.events: list[VisitEnded] = []
        self.hushed = 0
        self.warmed = 0
        self.headset = False
        self.troubles: tuple[str, ...] = ()
        self.jobs: list[tuple[Callable[[], Any], Callable[[Any], None]]] = []

        def clock() -> datetime:
            return self.wall

        self.opened: Opened = self.ready or open_site(self.settings, self.data, clock, date(2026, 11, 23))
        site = self.opened.site
        self.desks: Mapping[NeedId, Desk] = self.opened.desks
        if self.provide is not None:
            provider = self.provide(clock)
            self.desks = {need: Desk(provider, desk.service) for need, desk in self.desks.items()}
            known = {need: (desk.service, provider.capabilities) for need, desk in self.desks.items()}
            site = replace(site, abilities=abilities_of(known))
        self.kiosk = Kiosk(
            site,
            self.desks,
            Ports(
                show=self.pages.append,
                hush=self._hush,
                record=self.events.append,
                background=self._background,
                split=self.split,
                monotonic=lambda: self.monotonic,
                now=clock,
                headset=lambda: self.headset,
                troubles=lambda: self.troubles,
                figures=self._read,
                today=self.today,
                **self.more,
            ),
        )
        self.kiosk.start()
        self.work()  # what a start asks for is none of a visitor's

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def said(self) -> list[str]:
        return [utterance.text for utterance in self.page.say]

    def labels(self) -> list[str]:
        return [choice.label for choice in explorable(self.page) if choice.enabled]

    def find(self, label: str) -> Choice:
        return next(c for c in explorable(self.page) if c.label.replace("\u00a0", " ") == label and c.enabled)

    def touch(self, *labels: str) -> Page:
        """Press targets by their labels, one page after another."""
        for label in labels:
            self.kiosk.choose(self.find(label).id)
        return self.page

    def press(self, *ids: str) -> Page:
        for one in ids:
            self.kiosk.choose(ChoiceId(one))
        return self.page

    def stay(self) -> None:
        """Press the button of the idle warning."""
        self.press("@stay")

    def touch_beside(self) -> None:
        """Touch the screen where there is nothing."""
        self.kiosk.touched()

    def voice_ends(self) -> None:
        """The voice has said all of the page."""
        self.kiosk.heard("")

    def turn(self, seconds: float) -> Page:
        """Let time pass, with a tick each second."""
        for _ in range(int(seconds)):
            self.monotonic += 1
            self.wall += timedelta(seconds=1)
            self.kiosk.tick()
        return self.page

    def work(self) -> None:
        """Do the waiting background work."""
        waiting, self.jobs = self.jobs, []
        for job, deliver in waiting:
            deliver(job())

    def _background(self, job: Callable[[], Any], deliver: Callable[[Any], None]) -> None:
        if job is warm:  # no work for a visitor
            self.warmed += 1
            return
        self.jobs.append((job, deliver))
        if not self.later:
            self.work()

    def _read(self) -> Counted:
        return self.figures()

    def _hush(self) -> None:
        self.hushed += 1
