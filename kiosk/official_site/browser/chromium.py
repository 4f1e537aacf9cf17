"""`Browser` with the real one behind it: a thread of its own, which ends with the visit."""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from kiosk.official_site.browser.process import Process
from kiosk.official_site.browser.tab import SLOW_S, Tab
from kiosk.official_site.events import BrowserEvent, Failed, Trouble
from kiosk.official_site.protocol import Frame, Glass, Hosts

_log = logging.getLogger(__name__)

_ENDING_S: Final = 5.0
"""Seconds that its thread may take to end: it stops waiting at once, and killing takes 0.1."""

Start = Callable[[], Process | Trouble]
"""Gives a running browser that is ours to end: a new one, or the one that was started ahead."""


class Chromium:
    """See `kiosk.official_site.protocol.Browser`. Made by `open`, used once."""

    def __init__(self, start: Start, *, slow: float = SLOW_S) -> None:
        """`slow`: seconds that a page may take to begin to come."""
        self._start, self._slow = start, slow
        self._events: list[Callable[[BrowserEvent], None]] = []
        self._frames: list[Callable[[Frame], None]] = []
        self._wanted: queue.SimpleQueue[Callable[[Tab], None]] = queue.SimpleQueue()
        self._telling = threading.Lock()
        self._left = threading.Event()
        self._process: Process | None = None
        self._thread: threading.Thread | None = None

    def open(self, url: str, hosts: Hosts, glass: Glass) -> None:
        if self._thread is not None:
            raise RuntimeError("a browser is for one visitor, who opens it once")
        self._thread = threading.Thread(target=self._live, args=(url, hosts, glass), name="official-site", daemon=True)
        self._thread.start()

    def on_event(self, callback: Callable[[BrowserEvent], None]) -> None:
        self._events.append(callback)

    def on_frame(self, callback: Callable[[Frame], None]) -> None:
        self._frames.append(callback)

    def look(self, x: float, y: float) -> None:
        self._want(lambda tab: tab.look(x, y))

    def activate(self, node: int) -> None:
        self._want(lambda tab: tab.activate(node))

    def fill(self, node: int, text: str) -> None:
        self._want(lambda tab: tab.fill(node, text))

    def pick(self, node: int, option: int) -> None:
        self._want(lambda tab: tab.pick(node, option))

    def show(self, node: int) -> None:
        self._want(lambda tab: tab.show(node))

    def scroll(self, pages: int) -> None:
        self._want(lambda tab: tab.scroll(pages))

    def back(self) -> None:
        self._want(Tab.back)

    def answer(self, *, accept: bool) -> None:
        self._want(partial(Tab.answer, accept=accept))

    def resize(self, glass: Glass) -> None:
        self._want(lambda tab: tab.resize(glass))

    def go(self, url: str) -> None:
        self._want(lambda tab: tab.go(url))

    def close(self) -> None:
        """End it. Not for the browser's own thread: what hears an event lets somebody else close."""
        with self._telling:
            self._left.set()
        process, thread = self._process, self._thread
        if process is not None:
            process.pipe.wake()
        if thread is not None:
            thread.join(_ENDING_S)
            if thread.is_alive():
                _log.error("The browser's thread does not end")

    def _want(self, what: Callable[[Tab], None]) -> None:
        self._wanted.put(what)
        if self._process is not None:
            self._process.pipe.wake()

    def _live(self, url: str, hosts: Hosts, glass: Glass) -> None:
        trouble: Trouble | None = Trouble.CRASHED  # what a bug is to the visitor, who would wait for ever
        try:
            trouble = self._lived(url, hosts, glass)
        finally:
            if trouble is not None:
                self._tell(Failed(trouble))

    def _lived(self, url: str, hosts: Hosts, glass: Glass) -> Trouble | None:
        """Start it, and end it whatever happens; return why there is no page any more, if so."""
        process = self._start()
        if isinstance(process, Trouble):
            return process
        self._process = process
        try:
            return self._visit(process, url, hosts, glass)
        finally:
            if not process.end():
                _log.error("Something of the browser is left")

    def _visit(self, process: Process, url: str, hosts: Hosts, glass: Glass) -> Trouble | None:
        """Do what is wanted until somebody leaves, or there is no page any more."""
        tab = Tab(process, tell=self._tell, frame=self._show, leaving=self._left.is_set, slow=self._slow)
        trouble = tab.begin(url, hosts, glass)
        while trouble is None and not self._left.is_set():
            while not self._left.is_set() and not self._wanted.empty():
                self._wanted.get()(tab)
            trouble = tab.live()
        return trouble

    def _tell(self, event: BrowserEvent) -> None:
        """Tell what happened, unless the visitor has left: `close` waits for whoever is hearing."""
        with self._telling:
            if not self._left.is_set():
                for callback in self._events:
                    callback(event)

    def _show(self, frame: Frame) -> None:
        with self._telling:
            if not self._left.is_set():
                for callback in self._frames:
                    callback(frame)
