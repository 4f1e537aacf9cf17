"""The browser of one visit as the flow has it: what it tells comes to the UI thread, its pictures stop at the end."""

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Protocol, Self

from kiosk.official_site import effects as asked
from kiosk.official_site.effects import Effect, Open
from kiosk.official_site.events import BrowserEvent
from kiosk.official_site.protocol import Browser, Frame, Glass
from kiosk.ports import Ports


class Told(Protocol):
    """Hears what a window's browser tells, on the UI thread."""

    def __call__(self, window: "SiteWindow", event: BrowserEvent, /) -> None: ...


class SiteWindow:
    """Opened once there is a glass to show the page in; UI thread."""

    def __init__(self, ports: Ports, wanted: Open, told: Told) -> None:
        """`wanted`: the first page."""
        self.browser: Browser = ports.browsers.browser()
        self._ports = ports
        self._wanted: Open | None = wanted
        self._seen = Lock()
        self._dark = False
        deliver, told_here = ports.deliver, partial(told, self)
        self.browser.on_event(lambda event: deliver(partial(told_here, event)))
        self.browser.on_frame(self._show)

    def lay_out(self, glass: Glass) -> None:
        """The glass has this size now: open the first page in it, or show the one that is there anew."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            self.browser.resize(glass)
        else:
            self.browser.open(wanted.url, wanted.hosts, glass)

    def do(self, effect: Effect) -> None:
        """Do this to the page."""
        browser = self.browser
        match effect:
            case asked.Look(x, y):
                browser.look(x, y)
            case asked.Activate(node):
                browser.activate(node)
            case asked.Fill(node, text):
                browser.fill(node, text)
            case asked.Pick(node, option):
                browser.pick(node, option)
            case asked.Show(node):
                browser.show(node)
            case asked.Scroll(pages):
                browser.scroll(pages)
            case asked.Back():
                browser.back()
            case asked.Answer(accept):
                browser.answer(accept=accept)
            case asked.Logout():
                self._log_out(effect)
            case _:
                raise TypeError(effect)

    def _log_out(self, how: asked.Logout) -> None:
        if how.url:
            self.browser.go(how.url)
        else:
            self.browser.activate(how.node)

    def darken(self) -> Self:
        """Show no picture of it any more, and forget the last: the next to look at the screen may be another."""
        with self._seen:
            self._dark = True
        self._ports.pictures.clear()
        return self

    def close(self, afterwards: Callable[[], None] = lambda: None) -> None:
        """Have the browser killed, elsewhere: that takes longer than a picture. Then do something there."""
        self.darken()
        browser = self.browser

        def end() -> None:
            browser.close()
            afterwards()

        self._ports.background(end, lambda _: None)

    def _show(self, frame: Frame) -> None:
        """From the browser's thread."""
        with self._seen:
            if not self._dark:
                self._ports.pictures.take(frame)
