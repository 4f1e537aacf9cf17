"""Notices when a browser is no more what a visitor can use: dead, deaf, or too large for this machine."""

import signal
import time
from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser import group
from kiosk.official_site.browser.pipe import Answer, Data, End
from kiosk.official_site.browser.process import Process
from kiosk.official_site.browser.targets import Targets
from kiosk.official_site.events import Trouble

MOST: Final = 600 << 20
"""Bytes that a browser may have for itself: an official page takes 150 MB, and a Pi has a gigabyte."""
LOOK_S: Final = 1.0
"""Seconds between two looks: how often `Watch.look` has something to do."""
_LIST_S: Final = 5.0
"""Seconds between two looks at which processes there are: that costs a Pi 15 ms, what each one has 0.1."""
_DEAF_S: Final = 10.0
"""Seconds after which a browser that does not answer, or a page whose scripts never end, is held to be hung."""
_GAVE_UP: Final = signal.SIGTRAP
"""How the process of a page ends itself when it gets no more memory: seldom for anything else."""
_OF_THE_END: Final = {End.ENDED: Trouble.CRASHED, End.SILENT: Trouble.HUNG, End.RUBBISH: Trouble.CRASHED}


class Watch:
    """Looks at a browser now and then, from the thread that owns its pipe."""

    def __init__(
        self,
        process: Process,
        targets: Targets,
        *,
        waiting: Callable[[], bool],
        most: int = MOST,
        deaf: float = _DEAF_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`waiting`: whether the page waits for an answer of the visitor's, and so gives none itself."""
        self._process, self._targets, self._waiting = process, targets, waiting
        self._most, self._deaf, self._clock = most, deaf, clock
        self._next = self._list_again = 0.0
        self._members: list[int] = []
        self._since: dict[str, float] = {}
        self._trouble: Trouble | None = None
        process.pipe.on("Target.targetCrashed", self._crashed)

    def look(self) -> Trouble | None:
        """Return what is the matter, once and for all; None while all is well. Costs nothing when called too often."""
        now = self._clock()
        if self._trouble is None and self._process.pipe.end is not None:
            self._trouble = _OF_THE_END[self._process.pipe.end]
        if self._trouble is None and now >= self._next:
            self._next = now + LOOK_S
            self._trouble = self._look(now)
        return self._trouble

    def _look(self, now: float) -> Trouble | None:
        if now >= self._list_again:
            self._list_again = now + _LIST_S
            self._members = group.members(self._process.group)
        if group.memory(self._members) > self._most:
            return Trouble.MEMORY
        if self._waiting():
            self._since.pop("page", None)
        else:
            self._ask("page", "Runtime.evaluate", {"expression": "0"}, self._targets.page)
        self._ask("browser", "Browser.getVersion", {}, "")
        deaf = any(now - since > self._deaf for since in self._since.values())
        return Trouble.HUNG if deaf else None

    def _ask(self, whom: str, method: str, parameters: Data, session: str) -> None:
        """Ask for a sign of life, unless one is still waited for."""
        if whom in self._since:
            return
        self._since[whom] = asked = self._clock()

        def lives(_: Answer) -> None:
            if self._since.get(whom) == asked:
                del self._since[whom]

        self._process.pipe.ask(method, parameters, session, lives)

    def _crashed(self, event: Data, _: str) -> None:
        if event["targetId"] == self._targets.frame and self._trouble is None:
            full = event["status"] == "oom" or event["errorCode"] == _GAVE_UP
            self._trouble = Trouble.MEMORY if full else Trouble.CRASHED
