"""*Aide technique*: the support bundle on a stick, or on the screen as QR codes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page
from kiosk.pages import staff_stick as pages

if TYPE_CHECKING:
    from kiosk.stick.loan import Loan
    from kiosk.stick.saving import Saved


class Exporting(Area):
    """What was gathered is forgotten when the page is left."""

    _number = 0
    _page: Page | None = None
    _texts: tuple[str, ...] = ()
    _at = 0

    @property
    def tile(self) -> Choice | None:
        """None where there is nothing to tell of: a tour, a test."""
        return pages.export_tile() if self.desk.ports.staff.stick is not None else None

    @property
    def page(self) -> Page | None:
        """How to hand it over, to wait, what became of it."""
        return self._page or pages.help_page()

    def chosen(self, choice_id: ChoiceId) -> bool:
        """On a stick, on the screen, the next square, or done."""
        stick = self.desk.ports.staff.stick
        if stick is None:
            return False
        ways: dict[ChoiceId, Callable[[], None]] = {
            pages.SAVE: lambda: self._save(stick.save),
            pages.SQUARES: lambda: self._gather(stick.squares, self._squared),
            pages.NEXT: lambda: self._square(self._at + 1),
            pages.FINISHED: self.desk.leave,
        }
        if choice_id in ways:
            ways[choice_id]()
        return choice_id in ways

    def left(self) -> None:
        """What comes later is nobody's; a file that is being written on the stick is still logged."""
        self._number += 1
        self._page, self._texts = None, ()

    def _save(self, job: "Callable[[], Saved]") -> None:
        """On the stick; where the appliance lends it, once it is there. Nothing is written for who has left."""
        loan = self.desk.ports.staff.loan
        if loan is None:
            self._gather(job, self._saved)
            return
        self._number += 1
        self._show(pages.plug_page())
        self.desk.ports.slowly(partial(loan.reach, writing=True), partial(self._reached, self._number, loan, job))

    def _reached(self, number: int, loan: "Loan", job: "Callable[[], Saved]", _: None) -> None:
        if number == self._number:
            self._gather(loan.keeping(job, writing=True), self._saved)
        else:
            self.desk.ports.slowly(loan.give_back, lambda _: None)

    def _gather(self, job: Callable[[], Any], then: Callable[[int, Any], None]) -> None:
        self._number += 1
        self._show(pages.gathering_page())
        self.desk.ports.slowly(job, partial(then, self._number))

    def _saved(self, number: int, saved: "Saved") -> None:
        self.desk.act(StaffAct.EXPORT, well=bool(saved.name))
        if number == self._number:
            self._show(pages.saved_page(saved))

    def _squared(self, number: int, texts: tuple[str, ...]) -> None:
        self.desk.act(StaffAct.EXPORT)
        if number == self._number:
            self._texts = texts
            self._square(1)

    def _square(self, number: int) -> None:
        self._at = number
        self._show(pages.square_page(self._texts[number - 1], number, len(self._texts)))

    def _show(self, page: Page) -> None:
        self._page = page
        self.desk.redraw()
