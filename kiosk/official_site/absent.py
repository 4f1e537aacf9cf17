"""The browser of a kiosk that has none: it says so, and a calm page leads on."""

from collections.abc import Callable

from kiosk.official_site.events import BrowserEvent, Failed, Trouble
from kiosk.official_site.protocol import Frame, Glass, Hosts


class AbsentBrowser:
    """See `kiosk.official_site.protocol.Browser`. It never has a page, so that nothing can be done to one."""

    def __init__(self) -> None:
        self._told: list[Callable[[BrowserEvent], None]] = []

    def open(self, url: str, hosts: Hosts, glass: Glass) -> None:  # noqa: ARG002 - the protocol's names
        for callback in self._told:
            callback(Failed(Trouble.ABSENT))

    def on_event(self, callback: Callable[[BrowserEvent], None]) -> None:
        self._told.append(callback)

    def on_frame(self, callback: Callable[[Frame], None]) -> None: ...

    def look(self, x: float, y: float) -> None: ...

    def activate(self, node: int) -> None: ...

    def fill(self, node: int, text: str) -> None: ...

    def pick(self, node: int, option: int) -> None: ...

    def show(self, node: int) -> None: ...

    def scroll(self, pages: int) -> None: ...

    def back(self) -> None: ...

    def answer(self, *, accept: bool) -> None: ...

    def resize(self, glass: Glass) -> None: ...

    def go(self, url: str) -> None: ...

    def close(self) -> None: ...
