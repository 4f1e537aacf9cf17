"""Official sites that were left: logged out where that is known, then killed. Nothing of a visitor is in here."""

from kiosk.official_site import effects as do
from kiosk.official_site.events import BrowserEvent
from kiosk.official_site.guide import Event, after
from kiosk.official_site.state import Guide, Phase
from kiosk.official_site.touches import Left, Tick
from kiosk.ports import Ports
from kiosk.site_window import SiteWindow


class Leaving:
    """Each window is closed within the seconds that a logout may take. UI thread."""

    def __init__(self, ports: Ports) -> None:
        """Nobody has left yet."""
        self._ports = ports
        self._windows: list[tuple[Guide, SiteWindow]] = []

    def leave(self, guide: Guide, window: SiteWindow) -> None:
        """Nobody looks at this any more."""
        self._go_on(guide, window.darken(), Left())

    def heard(self, window: SiteWindow, event: BrowserEvent) -> None:
        """A browser tells; only those that are being left are heard."""
        for guide, left in tuple(self._windows):
            if left is window:
                self._go_on(guide, window, event)

    def tick(self, now: float) -> None:
        """End a logout that takes too long. `now` is monotonic."""
        for guide, window in tuple(self._windows):
            self._go_on(guide, window, Tick(now))

    def stop(self) -> None:
        """Close them all, and wait for it."""
        windows, self._windows = self._windows, []
        for _, window in windows:
            window.browser.close()

    def _go_on(self, guide: Guide, window: SiteWindow, event: Event) -> None:
        self._windows = [one for one in self._windows if one[1] is not window]
        guide, asked = after(guide, event)
        for effect in asked:
            if not isinstance(effect, do.Close):
                window.do(effect)
        if guide.phase is Phase.LEAVING:
            self._windows.append((guide, window))
        else:
            window.close(self._ports.browsers.ahead)
