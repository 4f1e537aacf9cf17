"""Chromium without a window, told what to do by its own DevTools protocol over two pipes: no port, no library."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium-headless-shell")
_OPTIONS = ("--headless", "--disable-gpu", "--mute-audio", "--autoplay-policy=no-user-gesture-required")
_BECOME = "import os, sys; a, b, *to = sys.argv[1:]; os.dup2(int(a), 3); os.dup2(int(b), 4); os.execv(to[0], to)"
"""A program's first words in Python: it becomes the browser, which expects its pipes at 3 and 4."""


@dataclass
class Browser:
    """One page of a browser."""

    to: int
    """File descriptors of the two pipes."""
    back: int
    session: str = ""
    _sent: int = 0
    _rest: bytes = b""
    events: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, **parameters: Any) -> Any:
        """Ask for something, and wait for the answer."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._sent:
            self.events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, page: Path | str) -> None:
        """Show a file, or an address, and wait until it is there."""
        self.events.clear()
        self.call("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        self.wait("Page.loadEventFired")

    def wait(self, method: str) -> dict[str, Any]:
        """Wait for an event; it is taken from those that came."""
        while True:
            for number, event in enumerate(self.events):
                if event.get("method") == method:
                    return self.events.pop(number)
            self.events.append(self._next())

    def run(self, script: str) -> Any:
        """Give what a script comes to, awaited where it is a promise."""
        found = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = os.read(self.back, 1 << 16)
            assert part, "the browser has gone"
            self._rest += part
        message, self._rest = self._rest.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        return answer


@contextmanager
def chromium(folder: Path, user: str) -> Iterator[Browser]:
    """Give a browser with an empty page; its own memory, and what it saves, lie in `folder`, which is the user's.

    It runs as `user`, "" for whoever we are: never as root, which would take its sandbox away.
    """
    assert PROGRAM
    theirs, to = os.pipe()
    back, theirs_too = os.pipe()
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            _BECOME,
            f"{theirs}",
            f"{theirs_too}",
            PROGRAM,
            *_OPTIONS,
            f"--user-data-dir={folder / 'profile'}",
            "--remote-debugging-pipe",
            "about:blank",
        ],
        pass_fds=(theirs, theirs_too),
        stderr=subprocess.DEVNULL,
        user=user or None,
        group=user or None,
        extra_groups=[] if user else None,
        env={**os.environ, "HOME": str(folder)},
        cwd=folder,
    )
    os.close(theirs)
    os.close(theirs_too)
    browser = Browser(to, back)
    try:
        target = next(one for one in browser.call("Target.getTargets")["targetInfos"] if one["type"] == "page")
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder), eventsEnabled=True)
        browser.session = browser.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            browser.call(f"{domain}.enable")
        yield browser
    finally:
        browser.session = ""
        browser.call("Browser.close")  # all its processes: a killed one leaves others that still write
        child.wait()
        os.close(to)
        os.close(back)
