"""Official sites as the controller has them: what guides through one is imported when a visitor comes to one."""

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from kiosk.ids import ChoiceId
from kiosk.journey.graph import sites_near
from kiosk.journey.loader import Ref
from kiosk.journey.model import SiteStep
from kiosk.page import Page, Utterance
from kiosk.pages.site import Site
from kiosk.ports import Ports
from kiosk.session import Overlay, VisitorSession
from kiosk.walk import NEXT

if TYPE_CHECKING:
    from kiosk.official_site.protocol import Glass
    from kiosk.site_flow import SiteFlow


NEAR: Final = 2
"""Answers before a site at which its browser is started: the visitor listens meanwhile, and few turn away so late."""


class Host(Protocol):
    """What a guided visit needs of the controller."""

    session: VisitorSession

    @property
    def site(self) -> Site: ...
    @property
    def ref(self) -> Ref: ...
    @property
    def covered(self) -> bool:
        """Whether something of the house lies over the journey's page."""
        ...

    def refresh(self, *, fresh: bool = True, say: tuple[Utterance, ...] | None = None) -> None: ...
    def advance(self, answer: ChoiceId = NEXT) -> None: ...
    def cover(self, overlay: Overlay) -> None: ...


class Guiding:
    """The way to `SiteFlow`, for which nobody waits before there is a site to show. UI thread."""

    def __init__(self, kiosk: Host, ports: Ports) -> None:
        self._kiosk = kiosk
        self._ports = ports
        self._made: SiteFlow | None = None

    def _flow(self) -> "SiteFlow":
        if self._made is None:
            from kiosk.site_flow import SiteFlow  # noqa: PLC0415 (no start pays for it)

            self._made = SiteFlow(self._kiosk, self._ports)
        return self._made

    # ---- where the visitor stands ------------------------------------------------------------------------

    def moved(self) -> None:
        """The visitor stands somewhere: a site that was left is closed, one that is near has its browser started."""
        if self._made is not None:
            self._made.moved()
        ref, library = self._kiosk.ref, self._kiosk.site.library
        if isinstance(library.step(ref), SiteStep):
            return  # there, the one that waits is taken
        if not sites_near(library, ref, NEAR).isdisjoint(self._kiosk.site.abilities.guided):
            self._ports.background(self._come_near, lambda _: None)

    def _come_near(self) -> None:
        """Elsewhere than on the UI thread, while the visitor reads what comes before the site."""
        for module in ("kiosk.site_flow", "kiosk.pages.official"):
            import_module(module)
        self._ports.browsers.ahead()

    def arrived(self) -> bool:
        """On a step that shows an official site, show it. False: not such a step, nothing was shown."""
        step = self._kiosk.site.library.step(self._kiosk.ref)
        return isinstance(step, SiteStep) and self._flow().arrived(step)

    @property
    def patience(self) -> int:
        """Seconds without a touch that are no absence; 0: as everywhere."""
        return self._made.patience if self._made else 0

    def ended(self, session: VisitorSession) -> None:
        """The visit of this session is over."""
        if self._made is not None:
            self._made.ended(session)

    def stop(self) -> None:
        """The kiosk ends."""
        if self._made is not None:
            self._made.stop()

    # ---- the visitor's touches, and time -----------------------------------------------------------------

    def tapped(self, x: float, y: float) -> None:
        """A touch that counts, in CSS pixels of the viewport."""
        self._flow().tapped(x, y)

    def felt(self, x: float, y: float) -> None:
        """A finger that explores, in CSS pixels of the viewport."""
        self._flow().felt(x, y)

    def pressed(self) -> None:
        """The second tap in "Sans voir"."""
        self._flow().pressed()

    def resized(self, glass: "Glass") -> None:
        """The page is to be shown in this part of the screen."""
        self._flow().resized(glass)

    def chosen(self, choice: ChoiceId) -> bool:
        """A target was touched. False: it is none of a site's page."""
        return self._made is not None and self._made.chosen(choice)

    def back(self) -> bool:
        """Retour on a page of the site. False: it leads out of it."""
        return self._made is not None and self._made.back()

    def repeat(self) -> bool:
        """*Réécouter*. False: there is no official page to tell of."""
        return self._made is not None and self._made.repeat()

    def discreet(self, page: Page) -> Page:
        """A page on its way to the screen, as it may be said."""
        return page if self._made is None else self._made.discreet(page)

    def tick(self, now: float) -> None:
        """Tell who waits, and end what takes too long. `now` is monotonic."""
        if self._made is not None:
            self._made.tick(now)
