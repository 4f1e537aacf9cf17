"""The product's own browser, driven by hand: what its parts do is seen without the screens around them."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kiosk.official_site.browser.guard import Guard
from kiosk.official_site.browser.pipe import Refusal, Reply
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.browser.targets import Targets
from kiosk.official_site.events import BrowserEvent
from kiosk.official_site.protocol import Hosts

PATIENCE_S = 10.0


@dataclass
class Driven:
    """A running browser, its one page, and what it told."""

    process: Process
    page: str
    """The session of the page."""
    guard: Guard | None = None
    told: list[BrowserEvent] = field(default_factory=list)
    context: str = ""
    """Of cookies and permissions; "": that of the browser."""

    def call(self, method: str, *, whole: bool = False, **parameters: Any) -> dict[str, Any]:
        """Ask the page, or the `whole` browser."""
        answer = self.process.pipe.call(method, parameters, "" if whole else self.page, seconds=PATIENCE_S)
        assert isinstance(answer, Reply), (method, answer)
        return answer.data

    def go(self, url: str) -> None:
        """Go to a page and wait until it, and what its scripts do at once, is done."""
        self.call("Page.navigate", url=url)
        self.until(lambda: self.run("document.readyState") == "complete")

    def run(self, script: str) -> Any:
        """Give what a script comes to; anew when the page went away under it."""
        parameters = {"expression": script, "returnByValue": True, "awaitPromise": True}
        answer = self.process.pipe.call("Runtime.evaluate", parameters, self.page, seconds=PATIENCE_S)
        if isinstance(answer, Refusal) and "navigated" in answer.message:
            return self.run(script)
        assert isinstance(answer, Reply), answer
        assert "exceptionDetails" not in answer.data, answer.data
        return answer.data["result"].get("value")

    def middle(self, selector: str) -> tuple[float, float]:
        """Give the middle of an element."""
        box = "(e => { const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] })"
        x, y = self.run(f"{box}(document.querySelector({json.dumps(selector)}))")
        return x, y

    def touch(self, selector: str, modifiers: int = 0) -> None:
        """Put a finger in the middle of an element, and lift it."""
        self.down(*self.middle(selector), modifiers)
        self.up(modifiers)

    def down(self, x: float, y: float, modifiers: int = 0) -> None:
        """Put a finger down."""
        self._finger("touchStart", [{"x": x, "y": y}], modifiers)

    def move(self, x: float, y: float) -> None:
        """Move the finger."""
        self._finger("touchMove", [{"x": x, "y": y}], 0)

    def up(self, modifiers: int = 0) -> None:
        """Lift it."""
        self._finger("touchEnd", [], modifiers)

    def _finger(self, kind: str, points: list[dict[str, float]], modifiers: int) -> None:
        # Posted: a page that opens a dialog under the finger answers only when the dialog is.
        parameters = {"type": kind, "touchPoints": points, "modifiers": modifiers}
        self.process.pipe.post("Input.dispatchTouchEvent", parameters, self.page)

    def until(self, true: Callable[[], bool], seconds: float = PATIENCE_S) -> bool:
        """Read on until something is true; return whether it came to that."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end or self.process.pipe.pump(0.02):
                return true()
        return True

    def rest(self, seconds: float) -> None:
        """Read on, whatever comes."""
        self.until(lambda: False, seconds)


@contextmanager
def started(launch: Launch) -> Iterator[Process]:
    """Give a running browser, and see that nothing of it is left."""
    process = Process.start(launch)
    assert isinstance(process, Process), process
    try:
        yield process
    finally:
        assert process.end()


@contextmanager
def driven(launch: Launch, hosts: Hosts) -> Iterator[Driven]:
    """Give a browser whose guard lets it go to `hosts`."""
    with started(launch) as process:
        yield taken(process, hosts)


def taken(process: Process, hosts: Hosts) -> Driven:
    """Take a browser that runs, whose guard then lets it go to `hosts`."""
    targets = Targets(process.pipe)
    told: list[BrowserEvent] = []
    guard = Guard(process.pipe, targets, told.append)
    guard.allow(hosts)
    assert isinstance(guard.begin(), Reply)
    assert isinstance(targets.begin(PATIENCE_S), Reply)
    return Driven(process, targets.page, guard, told)


@contextmanager
def unguarded(process: Process) -> Iterator[Driven]:
    """Give a fresh page that may do whatever pages can."""
    whole = Driven(process, "")
    context = whole.call("Target.createBrowserContext", disposeOnDetach=True)["browserContextId"]
    target = whole.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
    session = whole.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    try:
        yield Driven(process, session, context=context)
    finally:
        whole.call("Target.disposeBrowserContext", browserContextId=context)
