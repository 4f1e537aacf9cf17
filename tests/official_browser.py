"""The product's own browser, driven by hand: what its parts do is seen without the screens around them."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kiosk.official_site.browser.guard import Guard
from kiosk.official_site.browser.pipe import Reply
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.browser.targets import Targets
from kiosk.official_site.events import BrowserEvent
from kiosk.official_site.protocol import Hosts

PATIENCE_S = 10.0


@dataclass
class Driven:
    """A running browser, its one page, and what it told."""

    process: Process
    targets: Targets
    guard: Guard | None = None
    told: list[BrowserEvent] = field(default_factory=list)

    def call(self, method: str, *, whole: bool = False, **parameters: Any) -> dict[str, Any]:
        """Ask the page, or the `whole` browser."""
        answer = self.process.pipe.call(method, parameters, "" if whole else self.targets.page, seconds=PATIENCE_S)
        assert isinstance(answer, Reply), (method, answer)
        return answer.data

    def go(self, url: str) -> None:
        """Go to a page and wait until it, and what its scripts do at once, is done."""
        self.call("Page.navigate", url=url)
        self.until(lambda: self.run("document.readyState") == "complete")

    def run(self, script: str) -> Any:
        """Give what a script comes to."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def touch(self, selector: str) -> None:
        """Put a finger in the middle of an element, and lift it."""
        box = self.run(
            f"(e => {{const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]}})"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": box[0], "y": box[1]}])
        self.process.pipe.post("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []}, self.targets.page)

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
def driven(launch: Launch, hosts: Hosts | None) -> Iterator[Driven]:
    """Give a browser whose guard lets it go to `hosts`; without a guard when there are none."""
    process = Process.start(launch)
    assert isinstance(process, Process), process
    try:
        targets = Targets(process.pipe)
        browser = Driven(process, targets)
        if hosts is not None:
            browser.guard = Guard(process.pipe, targets, browser.told.append)
            browser.guard.allow(hosts)
            assert isinstance(browser.guard.begin(), Reply)
        assert isinstance(targets.begin(PATIENCE_S), Reply)
        yield browser
    finally:
        assert process.end()
