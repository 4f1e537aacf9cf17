"""What *Mes créneaux* asks of the agenda: elsewhere, one act at a time, and the week as it is after it."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final, TypeAlias

from kiosk.bookings.protocol import Unreachable
from kiosk.bookings.week import Done, Week
from kiosk.facilitator.acts import StaffAct
from kiosk.facilitator.area import Desk

if TYPE_CHECKING:
    from kiosk.bookings.staff_agenda import StaffAgenda

PATIENCE: Final = 0.3
"""Seconds of work without a moving picture."""
Act: TypeAlias = Callable[[], Done | Unreachable]
"""Something done to the agenda; may block."""
Then: TypeAlias = Callable[[Done], None]
Answer: TypeAlias = tuple[Done | Unreachable, Week | Unreachable]


class Trouble(Enum):
    """The agenda did not answer."""

    NOTHING = "nothing"
    """Nothing was changed."""
    AFTER = "after"
    """Something was changed, and cannot be seen."""


class AgendaWork:
    """UI thread. What was asked before `forget` is done all the same and logged, and shown nowhere."""

    def __init__(self, desk: Desk, agenda: "StaffAgenda", place: Callable[[], object]) -> None:
        """Nothing is asked yet. `place` tells which page is on show: the same one is drawn anew in place."""
        self._desk = desk
        self._agenda = agenda
        self._place = place
        self._number = 0
        self.forget()

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._number += 1
        self.week: Week | None = None
        self.busy = self.slow = False
        self.trouble: Trouble | None = None

    def read(self, monday: date, then: Then = lambda _: None) -> None:
        """Have the week read that begins on `monday`."""
        self._run(partial(self._ask, monday, None), None, then)

    def do(self, act: Act, log: StaffAct, then: Then) -> None:
        """Have something done to the week on show, and the week read again; `then` gets how it ended."""
        if self.week is not None:
            self._run(partial(self._ask, self.week.monday, act), log, then)

    def look_again(self) -> None:
        """Somebody else may have written: read the week on show anew, unseen."""
        if self.week is not None and not self.busy:
            asked = partial(self._ask, self.week.monday, None)
            self._desk.ports.background(asked, partial(self._seen, self._number, self._place()))

    def _ask(self, monday: date, act: Act | None) -> Answer:
        """Elsewhere."""
        end = act() if act is not None else Done.WELL
        return end, self._agenda.week(monday, sure=self._desk.visit.site.today is not None)

    def _run(self, ask: Callable[[], Answer], log: StaffAct | None, then: Then) -> None:
        self._number += 1
        self.busy, self.trouble, done = True, None, Event()

        def work() -> Answer:
            try:
                return ask()
            finally:
                done.set()

        background = self._desk.ports.background
        background(work, partial(self._done, self._number, log, then))
        if self.busy:
            background(partial(done.wait, PATIENCE), partial(self._waited, self._number))

    def _waited(self, number: int, ended: bool) -> None:  # noqa: FBT001  # what an event's wait returns
        if number == self._number and self.busy and not ended:
            self.slow = True
            self._desk.redraw()

    def _done(self, number: int, log: StaffAct | None, then: Then, answer: Answer) -> None:
        end, week = answer
        if log is not None:
            self._desk.act(log, well=end is Done.WELL)
        if number != self._number:
            return
        was_slow, self.busy, self.slow = self.slow, False, False
        if isinstance(end, Unreachable) or isinstance(week, Unreachable):
            self.trouble = Trouble.NOTHING if log is None or isinstance(end, Unreachable) else Trouble.AFTER
            self._desk.redraw()
            return
        before, place = self.week, self._place()
        self.week = week
        then(end)
        same = before is not None and before.monday == week.monday and place == self._place()
        self._desk.redraw(fresh=was_slow or not same)

    def _seen(self, number: int, place: object, answer: Answer) -> None:
        """Of use on the page for which it was read alone: another may be about what is no more."""
        _, week = answer
        here = number == self._number and place == self._place()
        if here and isinstance(week, Week) and week != self.week:
            self.week = week
            self._desk.redraw(fresh=False)
