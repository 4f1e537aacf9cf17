"""Opens the first page of an official site as a visitor's browser does, and waits until it stands, but not for ever."""

import queue
import time
from typing import TYPE_CHECKING, Final

from kiosk.browsers import Browsers
from kiosk.official_site.events import Arrived, Asked, BrowserEvent, Failed, Stopped, Touched, Trouble, Working
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.protocol import Browser, Glass
from kiosk.official_site.verify import Sight

if TYPE_CHECKING:
    from kiosk.official_site.view import View

LONGEST_S: Final = 45.0
"""Seconds that a site may take, whatever it does; ending the browser takes 5 more at most."""
CALM_S: Final = 3.0
"""Seconds in which nothing comes any more: what scripts add to a page is there."""
_GLASS: Final = Glass(1280, 560, 1.5)


def sight(browsers: Browsers, guidance: Guidance, *, longest: float = LONGEST_S, calm: float = CALM_S) -> Sight:
    """What is seen at the start of a guidance; the browser is gone afterwards. Waits: not for the UI thread."""
    browser = browsers.browser()
    heard: queue.SimpleQueue[BrowserEvent] = queue.SimpleQueue()
    browser.on_event(heard.put)
    until = time.monotonic() + longest
    browser.open(guidance.start, browsers.hosts(guidance), _GLASS)
    try:
        return _stands(browser, heard, until, calm)
    finally:
        browser.close()


def _stands(browser: Browser, heard: "queue.SimpleQueue[BrowserEvent]", until: float, calm: float) -> Sight:
    view: View | None = None
    stopped: dict[Stopped, None] = {}
    while True:
        left = max(0.0, until - time.monotonic())
        try:
            event = heard.get(timeout=min(left, calm) if view or stopped else left)
        except queue.Empty:
            return Sight(view, tuple(stopped), None if view or stopped else Trouble.SLOW)
        match event:
            case Arrived(view):
                pass
            case Stopped():
                stopped[event] = None
            case Asked(_, may_refuse):
                browser.answer(accept=not may_refuse)
            case Working() | Touched():
                pass
            case Failed(why):
                return Sight(view, tuple(stopped), why)
        if view and time.monotonic() > until:
            return Sight(view, tuple(stopped))
