"""The one page of a running browser: guarded, watched, read, touched and pictured. One thread owns it."""

import time
from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser import history, hit, tree
from kiosk.official_site.browser.frames import Frames
from kiosk.official_site.browser.guard import Guard
from kiosk.official_site.browser.hands import Hands
from kiosk.official_site.browser.notes import Notes
from kiosk.official_site.browser.pipe import Data, End, Refusal
from kiosk.official_site.browser.process import Process
from kiosk.official_site.browser.screencast import Screencast
from kiosk.official_site.browser.settling import Settling
from kiosk.official_site.browser.talk import Talk
from kiosk.official_site.browser.targets import Targets
from kiosk.official_site.browser.watch import Watch
from kiosk.official_site.browser.watching import Watching
from kiosk.official_site.events import Arrived, Asked, BrowserEvent, Failed, Stopped, Touched, Trouble, Working
from kiosk.official_site.protocol import Frame, Glass, Hosts
from kiosk.official_site.view import Element, View

SLOW_S: Final = 20.0
"""Seconds that a page may take to begin to come."""
_START_S: Final = 10.0
_NAP_S: Final = 1.0


class Tab:
    """After `Working` comes one of `Arrived`, `Stopped` and `Failed`. A page that changes arrives again."""

    def __init__(
        self,
        process: Process,
        *,
        tell: Callable[[BrowserEvent], None],
        frame: Callable[[Frame], None],
        leaving: Callable[[], bool],
        slow: float = SLOW_S,
    ) -> None:
        self._pipe, self._tell, self._slow = process.pipe, tell, slow
        self._asked = False
        self._since: float | None = None
        self._owed = False
        self._last: View | None = None
        self._given = frame
        self._targets = targets = Targets(process.pipe)
        self._guard = Guard(process.pipe, targets, self._guarded)
        self._settling = Settling()
        Watching(process.pipe, targets, changed=self._changed, refused=self._refused)
        self._frames = Frames(process.pipe, targets)
        self._talk = Talk(process.pipe, lambda: self._asked or leaving())
        self._notes = Notes(self._talk, self._frames)
        self._hands = Hands(self._talk, self._frames, self._notes)
        self._screencast = Screencast(process.pipe, lambda: targets.page, self._pictured)
        self._watch = Watch(process, targets, waiting=lambda: self._asked)
        for method, heard in (
            ("Page.frameStartedLoading", self._started),
            ("Page.frameNavigated", self._came),
            ("Page.navigatedWithinDocument", self._moved),
            ("Page.frameStoppedLoading", self._stopped),
            ("Page.javascriptDialogClosed", self._answered),
        ):
            process.pipe.on(method, heard)

    def begin(self, url: str, hosts: Hosts, glass: Glass) -> Trouble | None:
        """Go to the first page; return why that cannot be."""
        self._working()
        self._guard.allow(hosts)
        for answer in (self._guard.begin(), self._targets.begin(_START_S)):
            if isinstance(answer, End | Refusal):
                return Trouble.CRASHED if answer is End.ENDED else Trouble.HUNG
        touch = {"enabled": True, "maxTouchPoints": 1}
        self._talk.post("Emulation.setTouchEmulationEnabled", touch, self._targets.page)
        self.resize(glass)
        self.go(url)
        return None

    def live(self) -> Trouble | None:
        """Read the page when it is time, or wait for something to happen; return why there is no page any more."""
        now = time.monotonic()
        due = None if self._asked else self._settling.due()
        if due is not None and now >= due:
            self._read()  # without waiting afterwards: whoever wanted something meanwhile has woken nobody
            return self._watch.look()
        if self._since is not None and now - self._since > self._slow:
            self._since, self._owed = None, False
            self._talk.post("Page.stopLoading", {}, self._targets.page)
            self._tell(Failed(Trouble.SLOW))
        self._pipe.pump(_NAP_S if due is None else min(_NAP_S, due - now))
        return self._watch.look()

    def go(self, url: str) -> None:
        """Go to a page."""
        self._working()
        self._since = time.monotonic()
        self._talk.post("Page.navigate", {"url": url}, self._targets.page)

    def look(self, x: float, y: float) -> None:
        """Tell what lies under a finger."""
        element = hit.under(self._talk, self._frames, x, y, self._notes)
        if element:
            self._hands.on = element.node
        self._tell(Touched(element))

    def activate(self, node: int) -> None:
        """Press an element; tell what lies over it."""
        self._done(self._hands.activate(node))

    def fill(self, node: int, text: str) -> None:
        """Fill in a field."""
        self._hands.fill(node, text)
        self._done(None)

    def pick(self, node: int, option: int) -> None:
        """Choose an option."""
        self._done(self._hands.pick(node, option))

    def show(self, node: int) -> None:
        """Scroll to an element."""
        self._hands.show(node)
        self._done(None)

    def scroll(self, pages: int) -> None:
        """Move by viewports less one line."""
        self._hands.scroll(pages)
        self._done(None)

    def back(self) -> None:
        """Go to the page before, when there is one."""
        history.back(self._talk, self._frames)

    def answer(self, *, accept: bool) -> None:
        """Answer the dialog."""
        self._guard.answer(accept=accept)
        self._asked = False

    def resize(self, glass: Glass) -> None:
        """Show the page in another part of the screen."""
        self._hands.fit(glass)
        self._screencast.start(glass)
        self._done(None)

    def _done(self, over: Element | None) -> None:
        self._settling.touched(time.monotonic())
        if over:
            self._tell(Touched(over))

    def _read(self) -> None:
        view = tree.read(self._talk, self._frames, self._notes)
        same = view is None or view == self._last
        self._settling.read(time.monotonic(), same=same)
        if view is None or view.url.startswith("about:") or (same and not self._owed):
            return
        if self._since is not None and view.url == getattr(self._last, "url", ""):
            return  # the page before still stands: what is awaited has not come
        self._last, self._owed = view, False
        self._tell(Arrived(view))

    def _working(self) -> None:
        if self._since is None:
            self._since, self._owed = time.monotonic(), True
            self._tell(Working())

    def _changed(self) -> None:
        self._settling.changed(time.monotonic())

    def _pictured(self, frame: Frame) -> None:
        self._settling.moved(time.monotonic())
        self._given(frame)

    def _refused(self) -> None:
        self._notes.refused = True
        self._changed()

    def _started(self, event: Data, _: str) -> None:
        if event["frameId"] == self._targets.frame:
            self._settling.loading = True
            self._working()

    def _came(self, event: Data, _: str) -> None:
        if event["frame"]["id"] == self._targets.frame:
            self._since, self._owed = None, True
            self._notes.refused, self._hands.on = False, 0
        self._changed()

    def _moved(self, event: Data, _: str) -> None:
        if event["frameId"] == self._targets.frame:
            self._since, self._owed = None, True
        self._changed()

    def _stopped(self, event: Data, _: str) -> None:
        if event["frameId"] == self._targets.frame:
            self._settling.loading, self._since = False, None
        self._changed()

    def _answered(self, _event: Data, _: str) -> None:
        self._asked = False
        self._settling.touched(time.monotonic())

    def _guarded(self, event: BrowserEvent) -> None:
        """Pass on what the guard tells."""
        if isinstance(event, Asked):
            self._asked = True
        if isinstance(event, Stopped | Failed):
            self._owed, self._since = False, None
        self._tell(event)
