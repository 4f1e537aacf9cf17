"""Numbers of elements that are good for the whole page, though each process of it counts its own."""

from dataclasses import dataclass
from typing import Final

from kiosk.official_site.browser.pipe import Data, Pipe
from kiosk.official_site.browser.targets import Targets

_ONE: Final = 1 << 32
"""More elements than one process can number."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element is: the session of its process, and its number there."""

    session: str
    backend: int


class Frames:
    """Knows which frames have a process of their own, and in which other one they are shown."""

    def __init__(self, pipe: Pipe, targets: Targets) -> None:
        self._targets = targets
        self._sessions: list[str] = []
        self.frame: dict[str, str] = {}
        """The outermost frame of each session."""
        self.shown_in: dict[str, str] = {}
        """The session whose page has the frame of a session in it."""
        pipe.on("Target.attachedToTarget", self._attached)
        pipe.on("Target.detachedFromTarget", self._detached)

    @property
    def page(self) -> str:
        """The session of the page itself."""
        return self._targets.page

    @property
    def whole(self) -> str:
        """The frame that the whole page is."""
        return self._targets.frame

    @property
    def apart(self) -> list[str]:
        """The sessions of frames with a process of their own."""
        return list(self.shown_in)

    def number(self, session: str, backend: int) -> int:
        """Return the number of an element of a session; those of the page itself keep theirs."""
        if session == self.page:
            return backend
        if session not in self._sessions:
            self._sessions.append(session)
        return (self._sessions.index(session) + 1) * _ONE + backend

    def place(self, node: int) -> Place:
        """Return where the element of a number is."""
        session, backend = divmod(node, _ONE)
        known = 0 < session <= len(self._sessions)
        return Place(self._sessions[session - 1] if known else self.page, backend)

    def _attached(self, event: Data, parent: str) -> None:
        if event["targetInfo"]["type"] == "iframe":
            self.frame[event["sessionId"]] = event["targetInfo"]["targetId"]
            self.shown_in[event["sessionId"]] = parent

    def _detached(self, event: Data, _: str) -> None:
        self.frame.pop(event["sessionId"], None)
        self.shown_in.pop(event["sessionId"], None)
