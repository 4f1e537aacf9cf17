"""*Importer*: recordings, lexicon and place file from a stick. It goes on while the panel is left, and is told then."""

from functools import partial
from typing import TYPE_CHECKING

from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page
from kiosk.pages import staff_stick as pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.stick.report import Imported


class Importing(Area):
    """One import at a time, whoever comes and goes."""

    _awaited = _reading = False
    _report: "Imported | None" = None

    @property
    def tile(self) -> Choice | None:
        """None where there is nothing to import into: a tour, a test."""
        return pages.import_tile() if self.desk.ports.staff.stick is not None else None

    @property
    def page(self) -> Page | None:
        """To put the stick in, to wait, what became of it."""
        if self._awaited:
            return pages.plug_page()
        if self._reading:
            return pages.reading_page()
        return pages.imported_page(self._report) if self._report is not None else pages.insert_page()

    def chosen(self, choice_id: ChoiceId) -> bool:
        """Read, read again, or done."""
        stick = self.desk.ports.staff.stick
        if choice_id == pages.READ and stick is not None and not (self._awaited or self._reading):
            self._begin(stick.take)
        elif choice_id == pages.FINISHED:
            self.desk.leave()
        return choice_id in {pages.READ, pages.FINISHED}

    def left(self) -> None:
        """What was read is told once; what is still being read, when somebody comes back."""
        self._report = None

    def _begin(self, take: "Callable[[], Imported]") -> None:
        """Read; where the appliance lends the stick, once it is there."""
        loan = self.desk.ports.staff.loan
        if loan is None:
            self._take(take)
            return
        self._awaited = True
        self.desk.redraw()
        self.desk.ports.slowly(
            partial(loan.reach, writing=False), lambda _: self._take(loan.keeping(take, writing=False))
        )

    def _take(self, take: "Callable[[], Imported]") -> None:
        self._awaited, self._reading = False, True
        self.desk.redraw()
        self.desk.ports.slowly(take, self._read)

    def _read(self, report: "Imported") -> None:
        self._reading, self._report = False, report
        self.desk.act(StaffAct.IMPORT, well=report.well)
        self.desk.redraw()
