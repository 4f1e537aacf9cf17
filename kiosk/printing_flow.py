"""The part of the controller that has a ticket printed; never on the UI thread.

Pressed twice it prints once; an answer that comes when its visitor has gone is not shown. Who waits for paper is not
absent: the idle time stands still meanwhile.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Protocol

from kiosk.errands import Errands
from kiosk.journey.loader import Ref
from kiosk.page import IdlePage, Page
from kiosk.pages.build import ticket_of
from kiosk.pages.site import Site
from kiosk.ports import Ports
from kiosk.printing.progress import Printing
from kiosk.printing.protocol import Printed, PrintEnd, Printer
from kiosk.printing.slip import Slip
from kiosk.session import Overlay, VisitorSession
from kiosk.waiting import Stage, Wait


class Host(Protocol):
    """What the flow needs of the controller."""

    session: VisitorSession

    @property
    def site(self) -> Site: ...
    @property
    def ref(self) -> Ref: ...
    @property
    def page(self) -> Page | None: ...
    def refresh(self) -> None: ...


class PrintingFlow:
    """One visitor's ticket on its way to paper."""

    def __init__(self, kiosk: Host, ports: Ports) -> None:
        self._kiosk = kiosk
        self._ports = ports
        self._errands = Errands(ports.background, lambda: kiosk.session.serial)
        self._wait = Wait(ports.monotonic)

    @property
    def under_way(self) -> bool:
        """Whether the visitor of now waits for paper."""
        return isinstance(self._kiosk.session.printing, Printing)

    def ask(self) -> None:
        """Print the ticket on show, once."""
        if self.under_way:  # pressed twice, or come back to from another page
            self._kiosk.session = replace(self._kiosk.session, overlay=Overlay.PRINTING, part=0)
            self._wait.seen()
            self._show()
            return
        self._wait.begin()
        slip, today = self._slip(), self._ports.today or partial(_same, self._kiosk.site.today)
        self._set(Printing.BEGUN)
        self._kiosk.session = replace(self._kiosk.session, overlay=Overlay.PRINTING, part=0)
        self._errands.send(partial(_print, self._ports.printer, slip, today), self._ended, lambda _: None)

    def tick(self) -> None:
        """Say when it is slow."""
        stage = self._wait.due() if self.under_way else None
        if stage is Stage.SAID:
            self._set(Printing.LONG)
        if stage is not None:
            self._show()

    def _slip(self) -> Callable[[date | None], Slip]:
        """What prints the ticket on show, made elsewhere: a calendar event takes its time."""
        from kiosk.printing.tickets import slip_of, slip_of_site  # noqa: PLC0415  # only who prints needs them

        session, site = self._kiosk.session, self._kiosk.site
        if session.official is not None and session.confirmed is not None:
            return partial(slip_of_site, session.confirmed, site.zone)
        return partial(slip_of, ticket_of(site, session, self._kiosk.ref))

    def _ended(self, end: PrintEnd) -> None:
        copies = self._kiosk.session.copies + isinstance(end, Printed)
        self._kiosk.session = replace(self._kiosk.session, copies=copies)
        self._set(end)
        self._show()

    def _set(self, printing: Printing | PrintEnd) -> None:
        self._kiosk.session = replace(self._kiosk.session, printing=printing)

    def _show(self) -> None:
        """Show how it stands, unless the visitor looks at something else meanwhile."""
        if self._kiosk.session.overlay is Overlay.PRINTING and not isinstance(self._kiosk.page, IdlePage):
            self._kiosk.refresh()


def _print(printer: Printer, slip: Callable[[date | None], Slip], today: Callable[[], date | None]) -> PrintEnd:
    return printer.print(slip(today()))


def _same(today: date | None) -> date | None:
    return today
