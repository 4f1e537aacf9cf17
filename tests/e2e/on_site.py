"""A visitor's fingers on an official page: what is touched is a point of the window, found by what is seen there."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.official_site.state import Guide
from kiosk.official_site.view import Element, Entry
from kiosk.page import SiteEntryPage, SitePage
from kiosk.site_visit import SiteVisit
from tests.e2e.conftest import Visit
from tests.official_journey import DOOR, GO

if TYPE_CHECKING:
    from screens.widgets.glass import GlassPane

PATIENCE_S = 60.0
TOUCHES = 3
STILL_S = 0.25


class OnSite:
    """The visit, on its way to a site."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.pilot = visit.pilot
        self.pilot.draws = False  # frames pass undrawn: that is most of their time

    def go(self) -> None:
        """From the resting screen to the site."""
        self.visit.touch(DOOR, GO)

    @property
    def guide(self) -> Guide:
        return self._official.guide

    @property
    def _official(self) -> SiteVisit:
        official = self.visit.stage.kiosk.session.official
        assert official is not None
        return official

    @property
    def glass(self) -> "GlassPane":
        from screens.widgets.glass import GlassPane

        assert self.visit.stage.app.screen
        (glass,) = (one for one in self.visit.stage.app.screen.walk(restrict=True) if isinstance(one, GlassPane))
        return glass

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to come about."""
        assert self.pilot.wait_until(true, PATIENCE_S), (self.visit.page, self.visit.stage.kiosk.session)

    def at(self, page: str) -> None:
        """Wait for a page of the guidance."""
        self.until(lambda: self._page() == page and not self.guide.working)

    def see(self, name: str) -> Element:
        """Wait until something of that name is in sight; scroll by *Descendre* where it is not."""
        self.until(lambda: self._named(name) is not None and self.laid_out())
        for _ in range(12):
            found = self._named(name)
            assert found is not None
            if self._in_sight(found):
                return found
            before = self.guide.view
            down = found.box is None or found.box.top > 0
            self.visit.touch("Descendre" if down else "Monter")
            self.until(lambda before=before: self.guide.view != before)  # type: ignore[misc]
        raise AssertionError(name)

    def tap(self, name: str) -> None:
        """A finger on it, once the page stands still: under one that has just moved it would meet something else."""
        self.pilot.advance(0.7)
        self.see(name)
        self._still()
        box = self.see(name).box
        assert box is not None
        glass, scale = self.glass, self.glass.scale
        x, y = box.left + box.width / 2, box.top + box.height / 2
        self.pilot.tap(glass.x + x * scale, glass.y + glass.height - y * scale)

    def mark(self, name: str) -> None:
        """The first touch; where the page moved under the finger all the same, once more, as a person would."""
        for _ in range(TOUCHES - 1):
            self.tap(name)
            if self.pilot.wait_until(self._marked, PATIENCE_S / TOUCHES):
                return
        self.tap(name)
        self.until(self._marked)

    def press(self, name: str) -> None:
        """Two touches."""
        self.mark(name)
        self.tap(name)

    def open_field(self, name: str) -> None:
        self.press(name)
        self.until(lambda: isinstance(self.visit.page, SiteEntryPage))

    def write(self, name: str, text: str) -> None:
        """Fill a field in with our own keys."""
        self.open_field(name)
        field = self.guide.entry
        exact = field is not None and field.entry is Entry.HIDDEN
        for sign in text if exact else text.upper():
            if exact and sign.isalpha() and sign.isupper() != self._official.beside.capitals:
                self._key("choice:@site_case")
            self._key(f"choice:key:{'space' if sign == ' ' else sign}")
        self._key("choice:@site_enter")
        self.until(lambda: isinstance(self.visit.page, SitePage) and self.guide.entry is None)

    def laid_out(self) -> bool:
        """Whether the page was looked at in the size in which it is shown: a longer sentence leaves it less room."""
        return (
            self.guide.view is not None
            and abs(self.guide.view.extent.height - self.glass.height / self.glass.scale) < 2
        )

    def _marked(self) -> bool:
        return self.guide.marked is not None and self.guide.looking is None

    def _still(self) -> None:
        """Until the browser has told of no change for a while."""
        seen, since = self.guide.view, monotonic()

        def unchanged() -> bool:
            nonlocal seen, since
            if self.guide.view is not seen or self.guide.working:
                seen, since = self.guide.view, monotonic()
            return monotonic() - since > STILL_S

        self.until(unchanged)

    def _key(self, mark: str) -> None:
        self.pilot.advance(0.55)
        for _ in range(4):
            found = [one for one in self.pilot.touchables() if one.mark == mark]
            if found:
                self.pilot.tap(*found[-1].center)
                return
            self.visit.turn_over()
        raise AssertionError(mark)

    def _page(self) -> str:
        told = self.guide.told
        return told.page.id if told and told.page else ""

    def _named(self, name: str) -> Element | None:
        elements = self.guide.view.elements if self.guide.view else ()
        found = [one for one in elements if name in {one.name, one.note} and not one.options]
        return found[-1] if found else None

    def _in_sight(self, element: Element) -> bool:
        box, view = element.box, self.guide.view
        if box is None or view is None:
            return False
        middle = box.top + box.height / 2
        return 0 < middle < view.extent.height
