"""*Partager les comptes*: how the sending went, a wish to send now, and the counts on a stick.

The kiosk sends nothing itself: it leaves a wish for who holds the credential, and looks at what that one has noted.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final

from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Area, Desk
from kiosk.figures import NoFigures
from kiosk.ids import ChoiceId
from kiosk.page import Choice, Page
from kiosk.pages import staff_counts as pages
from kiosk.pages.staff_counts import Parcel
from kiosk.pages.staff_stick import plug_page
from kiosk.pages.sync_words import Words, ended
from kiosk.stick.saving import Saved, SaveState
from kiosk.usage.sync.result import Result
from kiosk.usage.sync.status import SyncStatus, UnreadableStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.usage.counts_desk import CountsDesk

LOOK_EVERY: Final = 5.0
"""Seconds, while an answer is awaited."""
SEND_PATIENCE: Final = 900.0
"""Seconds: a slow network and a full night of rows."""
CARRY_PATIENCE: Final = 120.0
_NEVER: Final = 2**63
"""More ends than there will ever be: until a wish is left, nothing answers it."""


class _At(Enum):
    """Which of the pages is on show."""

    STATUS = auto()
    ASKED = auto()
    CANNOT_ASK = auto()
    LATE = auto()
    ANSWERED = auto()
    PLUGGING = auto()
    WRITING = auto()
    WRITTEN = auto()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for, when `before` ends had been counted; `since` is monotonic."""

    before: int
    since: float


class Sharing(Area):
    """A wish outlives the page, and the panel: its answer is told to whoever is there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._at = _At.STATUS
        self._status: SyncStatus | UnreadableStatus | None = None
        self._sending: _Wish | None = None
        self._carrying: _Wish | None = None
        self._saved: Saved | NoFigures = Saved(SaveState.NO_STICK)
        self._parcel = Parcel.UNWANTED
        self._why: Words | None = None
        self._writing: _At | None = None
        self._looking = False
        self._looked_at = 0.0

    @property
    def tile(self) -> Choice | None:
        """It tells what waits, where it has room for that. None where nothing is counted: a tour, a test."""
        counts = self._counts
        return pages.tile(self._status if counts.hub else None) if counts is not None else None

    @property
    def page(self) -> Page | None:
        counts, status = self._counts, self._status
        if counts is None or (status is None and counts.carries):
            return pages.reading_page()
        if self._at is _At.ANSWERED and isinstance(status, SyncStatus):
            return pages.answered_page(status)
        made: dict[_At, Callable[[], Page]] = {
            _At.ASKED: pages.asked_page,
            _At.CANNOT_ASK: pages.cannot_ask_page,
            _At.LATE: pages.late_page,
            _At.PLUGGING: plug_page,
            _At.WRITING: pages.writing_page,
            _At.WRITTEN: lambda: pages.written_page(self._saved, self._parcel, self._why),
        }
        return made.get(self._at, lambda: pages.status_page(status or SyncStatus(), hub=counts.hub))()

    def entered(self) -> None:
        self._look()

    def opened(self) -> None:
        """What is under way is shown again."""
        self._at = self._writing or (_At.ASKED if self._sending else _At.STATUS)
        self._look()

    def left(self) -> None:
        """What was written is told once."""
        self._at = _At.STATUS
        self._carrying = None

    def chosen(self, choice_id: ChoiceId) -> bool:
        """Send, export, or done."""
        if self._counts is None:
            return False
        if choice_id == pages.SEND:
            self._send()
        elif choice_id == pages.EXPORT:
            self._export(self._counts)
        elif choice_id == pages.FINISHED:
            self.desk.leave()
        return choice_id in {pages.SEND, pages.EXPORT, pages.FINISHED}

    def tick(self, now: float) -> None:
        """Look for the answer of who was asked."""
        if self._sending is not None and now - self._sending.since >= SEND_PATIENCE:
            self._sending = None
            self._go(_At.LATE, if_at=_At.ASKED)
        if self._carrying is not None and now - self._carrying.since >= CARRY_PATIENCE:
            self._carried(None)
        if (self._sending or self._carrying) and now - self._looked_at >= LOOK_EVERY:
            self._look()

    @property
    def _counts(self) -> "CountsDesk | None":
        return self.desk.ports.staff.sharing

    def _go(self, at: _At, *, if_at: _At | None = None) -> None:
        """Show another page; `if_at`: only in the place of that one."""
        if if_at in {None, self._at}:
            self._at = at
            self.desk.redraw()

    # ---- what was noted ----------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._counts is not None and self._counts.carries and not self._looking:
            self._looking, self._looked_at = True, self.desk.ports.monotonic()
            self.desk.ports.background(self._counts.status, self._seen)

    def _seen(self, status: SyncStatus | UnreadableStatus) -> None:
        self._looking = False
        changed, self._status = status != self._status, status
        if not isinstance(status, SyncStatus):
            self._redraw(changed=changed)
            return
        sent = self._sending is not None and status.attempts > self._sending.before
        if self._carrying is not None and status.carries > self._carrying.before:
            self._carried(status.last_carry)
        if sent:
            self._sending = None
            if self._at is _At.ASKED:
                self._go(_At.ANSWERED)
            else:
                self.desk.tell(ended(status.last_attempt or Result.DONE, status.reason).says)
        else:
            self._redraw(changed=changed)

    def _redraw(self, *, changed: bool) -> None:
        if changed and self._at is _At.STATUS:
            self.desk.redraw(fresh=False)  # a finger may be on its way

    # ---- send now ----------------------------------------------------------------------------------------

    def _send(self) -> None:
        """Ask; what was noted before is read first, so that the answer can be told from it."""
        counts, device = self._counts, self.desk.ports.staff.device
        if counts is None or self._sending is not None:
            return
        self._sending = _Wish(_NEVER, self.desk.ports.monotonic())

        def ask() -> tuple[int, bool]:
            return _ends(counts.status(), sent=True), device.send_counts()

        self._go(_At.ASKED)
        self.desk.ports.background(ask, self._asked)

    def _asked(self, answer: tuple[int, bool]) -> None:
        before, asked = answer
        self.desk.act(StaffAct.SEND_COUNTS, well=asked)
        self._sending = _Wish(before, self.desk.ports.monotonic()) if asked else None
        if not asked:
            self._go(_At.CANNOT_ASK, if_at=_At.ASKED)

    # ---- on a stick --------------------------------------------------------------------------------------

    def _export(self, counts: "CountsDesk") -> None:
        """Write; where the appliance lends the stick, once it is there."""
        if self._writing:
            return
        loan = self.desk.ports.staff.loan
        if loan is None:
            self._write(counts)
            return
        self._go_writing(_At.PLUGGING)
        self.desk.ports.slowly(partial(loan.reach, writing=True), lambda _: self._write(counts))

    def _go_writing(self, at: _At) -> None:
        """Show it, to who has not left meanwhile."""
        before, self._writing = self._writing, at
        self._go(at, if_at=before)

    def _write(self, counts: "CountsDesk") -> None:
        device = self.desk.ports.staff.device

        def write() -> tuple[Saved | NoFigures, int, bool]:
            saved = counts.export()
            if not (counts.carries and _is_there(saved)):
                return saved, 0, False
            return saved, _ends(counts.status(), sent=False), device.carry_counts()

        self._go_writing(_At.WRITING)
        self.desk.ports.slowly(write, self._wrote)

    def _wrote(self, answer: tuple[Saved | NoFigures, int, bool]) -> None:
        self._saved, before, asked = answer
        self._writing = None
        self._give_back(before, asked=asked)
        self.desk.act(StaffAct.EXPORT_COUNTS, well=_is_there(self._saved))
        self._why = None
        self._parcel = Parcel.AWAITED if asked else self._missing
        self._carrying = _Wish(before, self.desk.ports.monotonic()) if asked else None
        self._go(_At.WRITTEN, if_at=_At.WRITING)

    def _give_back(self, before: int, *, asked: bool) -> None:
        """The stick that was lent: at once, or when who was asked for the sealed copy is done with it, too."""
        loan, counts = self.desk.ports.staff.loan, self._counts
        if loan is None or counts is None:
            return
        waited = CARRY_PATIENCE if asked else 0.0
        over = partial(_is_carried, counts, before)
        self.desk.ports.slowly(partial(loan.give_back_after, over, waited), lambda _: None)

    def _carried(self, result: Result | None) -> None:
        """The sealed copy is there, or is not; None: nobody answered."""
        self._carrying = None
        expected = result in {None, Result.NO_CREDENTIAL}  # of a site that belongs to no hub
        self._parcel = Parcel.THERE if result is Result.DONE else self._missing if expected else Parcel.MISSING
        self._why = None if result in {None, Result.DONE} else ended(result)
        self._go(_At.WRITTEN, if_at=_At.WRITTEN)

    @property
    def _missing(self) -> Parcel:
        """What is said of a copy that nobody wrote."""
        return Parcel.MISSING if self._counts is not None and self._counts.hub else Parcel.UNWANTED


def _is_there(saved: Saved | NoFigures) -> bool:
    return isinstance(saved, Saved) and saved.state is SaveState.SAVED


def _is_carried(counts: "CountsDesk", before: int) -> bool:
    return _ends(counts.status(), sent=False) > before


def _ends(status: SyncStatus | UnreadableStatus, *, sent: bool) -> int:
    """Ends counted so far; of a file that cannot be read any end will be another."""
    if not isinstance(status, SyncStatus):
        return -1
    return status.attempts if sent else status.carries
