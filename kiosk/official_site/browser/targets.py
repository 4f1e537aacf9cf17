"""What of a browser can be spoken to: its one page, the frames and the workers in it. Anything else is closed."""

from collections.abc import Callable
from typing import Final

from kiosk.official_site.browser.pipe import Answer, Data, End, Pipe, Refusal

_FILTER: Final = [{"type": "tab", "exclude": True}, {"type": "browser", "exclude": True}, {}]
_FOLLOW: Final = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
"""Each new target stands still until we have told it what we want of it."""
_CRASHES: Final = {"discover": True, "filter": [{"type": "page"}]}
"""Without it nobody is told how a page crashed."""
_IN_PAGE: Final = {"iframe", "worker"}

Prepare = Callable[[str, str], None]
"""Gets the session of a new target, and its type: "page", "iframe" or "worker". It may `post`; the target waits."""


class Targets:
    """Follows what a browser opens, from its start to its end."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._prepare: list[Prepare] = []
        self.page = ""
        """The session of the page."""
        self.frame = ""
        """The frame that the whole page is."""
        self.inner: dict[str, str] = {}
        """The sessions of frames that have a process of their own, and of workers, with their type."""
        pipe.on("Target.attachedToTarget", self._attached)
        pipe.on("Target.detachedFromTarget", self._detached)

    def on_new(self, prepare: Prepare) -> None:
        """Have each new target told, before anything of it runs."""
        self._prepare.append(prepare)

    def begin(self, seconds: float) -> Answer:
        """Find the page of a browser that has just started; `End.SILENT` when it has none."""
        self._pipe.post("Target.setDiscoverTargets", _CRASHES)
        answer = self._pipe.call("Target.setAutoAttach", {**_FOLLOW, "filter": _FILTER}, seconds=seconds)
        if not self.page and not isinstance(answer, End | Refusal):
            return End.SILENT
        return answer

    def _attached(self, event: Data, _: str) -> None:
        session, kind = event["sessionId"], event["targetInfo"]["type"]
        if kind == "page" and not self.page:
            self.page, self.frame = session, event["targetInfo"]["targetId"]
        elif kind in _IN_PAGE:
            self.inner[session] = kind
        else:  # a second window, a worker that would outlive its page
            for prepare in self._prepare if kind.endswith("worker") else ():
                prepare(session, "worker")  # for the moment that it has
            # Closed while it stands still, it would take the scripts of the page that opened it along.
            self._pipe.post("Runtime.runIfWaitingForDebugger", session=session)
            self._pipe.post("Target.closeTarget", {"targetId": event["targetInfo"]["targetId"]})
            return
        self._pipe.post("Target.setAutoAttach", _FOLLOW, session)
        for prepare in self._prepare:
            prepare(session, kind)
        self._pipe.post("Runtime.runIfWaitingForDebugger", session=session)

    def _detached(self, event: Data, _: str) -> None:
        self.inner.pop(event["sessionId"], None)
