"""The part of the controller that fetches the figures of the counts; never on the UI thread.

They come within milliseconds: the page on show stays until then, and only a slow disk is waited for in sight.
"""

from dataclasses import replace
from typing import Protocol

from kiosk.errands import Errands
from kiosk.figures import Counted, Reading
from kiosk.page import IdlePage, Page
from kiosk.ports import Ports
from kiosk.session import Overlay, VisitorSession
from kiosk.waiting import Stage, Wait


class Host(Protocol):
    """What the flow needs of the controller."""

    session: VisitorSession

    @property
    def page(self) -> Page | None: ...
    def refresh(self) -> None: ...


class CountsFlow:
    """One visitor's question to the file of counts."""

    def __init__(self, kiosk: Host, ports: Ports) -> None:
        self._kiosk = kiosk
        self._ports = ports
        self._errands = Errands(ports.background, lambda: kiosk.session.serial)
        self._wait = Wait(ports.monotonic)

    def ask(self) -> None:
        """Have the figures read; an answer that comes when its visitor has gone, or has gone on, is not shown."""
        self._errands.drop()
        self._wait.begin()
        self._kiosk.session = replace(self._kiosk.session, overlay=Overlay.COUNTS, counted=Reading.BEGUN, part=0)
        self._errands.send(self._ports.figures, self._read, lambda _: None)

    def tick(self) -> None:
        """Say when the reading is slow."""
        stage = self._wait.due() if self._waiting else None
        if stage is not None:
            self._show(Reading.LONG if stage is Stage.SAID else Reading.BEGUN)

    @property
    def _waiting(self) -> bool:
        return self._kiosk.session.overlay is Overlay.COUNTS and isinstance(self._kiosk.session.counted, Reading)

    def _read(self, counted: Counted) -> None:
        if self._waiting:
            self._show(counted)

    def _show(self, counted: Counted | Reading) -> None:
        """Show it now, or once the visitor has said that they are still there."""
        self._kiosk.session = replace(self._kiosk.session, counted=counted)
        if not isinstance(self._kiosk.page, IdlePage):
            self._kiosk.refresh()
