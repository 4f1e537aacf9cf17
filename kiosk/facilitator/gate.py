"""The PIN dialogue: what is typed, who is let through, how a PIN is chosen. UI thread; hashing goes elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol, TypeVar

from kiosk.device_state import Key
from kiosk.facilitator.acts import StaffAct, log_act
from kiosk.facilitator.lockout import Lockout
from kiosk.facilitator.pin import DIGITS, fault_of, hashed, matches
from kiosk.ids import ChoiceId
from kiosk.page import EntryPage
from kiosk.pages import words
from kiosk.pages.keypad import KEY
from kiosk.pages.staff_pages import Ask, pin_page
from kiosk.ports import Ports

Answer = TypeVar("Answer")
LOOK_EVERY: Final = 10.0
"""Seconds: `kiosk pin set` may be typed while the door is shut."""
_CHOOSING: Final = frozenset({Ask.NEW, Ask.AGAIN, Ask.WEAK, Ask.DIFFERENT})


class Told(Protocol):
    """Whom the gate tells."""

    def redraw(self, *, fresh: bool = True) -> None: ...
    def let_in(self) -> None:
        """The right PIN was typed, or one was chosen."""
        ...

    def tell(self, sentence: str) -> None: ...


class Kept(Enum):
    """What became of a PIN that was chosen."""

    ON_DISK = "on_disk"
    IN_MEMORY = "in_memory"
    ANOTHER = "another"
    """Somebody was quicker: theirs stays."""


@dataclass(slots=True)
class _Typed:
    """Digits; neither they nor their hash are in any repr."""

    digits: str = field(default="", repr=False)
    first: str = field(default="", repr=False)
    """Of a PIN that is being chosen: what was typed the first time."""


class Gate:
    """One dialogue after another; each begins with `begin`."""

    def __init__(self, ports: Ports, told: Told) -> None:
        self._ports = ports
        self._staff = ports.staff
        self._told = told
        self._typed = _Typed()
        self._ask = Ask.PIN
        self._number = 0
        self._looked_at = ports.monotonic() - LOOK_EVERY
        self._lockout = Lockout.kept(self._staff.state.get(Key.LOCKOUT), self._staff.clock())

    @property
    def has_pin(self) -> bool:
        """Whether a PIN was ever chosen, as far as is known."""
        return bool(self._staff.state.get(Key.PIN_HASH))

    def begin(self) -> None:
        """Ask from the beginning; answers under way become strangers."""
        self._number += 1
        self._typed = _Typed()
        self._ask = Ask.PIN if self.has_pin else Ask.NEW

    def page(self, *, first: bool) -> EntryPage:
        """What is asked now."""
        return pin_page(self._ask, len(self._typed.digits), locked=self._locked, first=first)

    @property
    def is_checking(self) -> bool:
        """Whether an answer is under way."""
        return self._ask is Ask.CHECKING

    @property
    def _locked(self) -> float:
        return 0.0 if self._ask in _CHOOSING else self._lockout.left(self._staff.clock())

    def tick(self) -> None:
        """Called about once a second while the dialogue is on show: a PIN set at the keyboard opens a shut door."""
        now = self._ports.monotonic()
        if self._locked and now - self._looked_at >= LOOK_EVERY:
            self._looked_at = now
            before = self._staff.state.get(Key.PIN_HASH)
            self._ports.background(self._staff.state.reread, lambda _: self._reread(before))

    def _reread(self, before: str) -> None:
        if self._staff.state.get(Key.PIN_HASH) != before:
            self._lockout = Lockout()
            self._told.redraw(fresh=False)

    def chosen(self, choice: ChoiceId) -> bool:
        """A target of the page was touched. False: it is none of the dialogue's."""
        if choice == words.DONE:
            self._done()
        elif choice == words.DELETE:
            self._write(self._typed.digits[:-1])
        elif choice.startswith(KEY):
            self._write(self._typed.digits + choice.removeprefix(KEY))
        else:
            return False
        return True

    def _write(self, digits: str) -> None:
        if self._ask is Ask.CHECKING or self._locked or len(digits) > DIGITS:
            return
        self._typed.digits = digits
        self._told.redraw(fresh=False)

    def _done(self) -> None:
        if len(self._typed.digits) != DIGITS or self._ask is Ask.CHECKING or self._locked:
            return
        digits, self._typed.digits = self._typed.digits, ""
        if self._ask in _CHOOSING:
            self._choose(digits)
        else:
            self._try(digits)

    # ---- a PIN is tried ----------------------------------------------------------------------------------

    def _try(self, digits: str) -> None:
        """Count the try on disk first: pulling the plug while it is looked at takes nothing back."""
        state = self._staff.state
        self._lockout = self._lockout.tried(self._staff.clock())
        state.put(Key.LOCKOUT, self._lockout.text())

        def look() -> bool:
            state.save()
            state.reread()  # `kiosk pin set` may have been there
            return matches(state.get(Key.PIN_HASH), digits)

        self._send(look, self._looked)

    def _looked(self, right: bool) -> None:  # noqa: FBT001  # an answer
        log_act(StaffAct.OPEN, well=right)
        if right:
            self._lockout = Lockout()
            self._keep(Key.LOCKOUT, "")
            self._told.let_in()
            return
        if self._lockout.seconds:
            log_act(StaffAct.LOCK_OUT)
        self._again(Ask.WRONG)

    # ---- a PIN is chosen ---------------------------------------------------------------------------------

    def _choose(self, digits: str) -> None:
        if self._ask is not Ask.AGAIN:
            weak = fault_of(digits) is not None
            self._typed.first = "" if weak else digits
            self._again(Ask.WEAK if weak else Ask.AGAIN)
            return
        first, self._typed.first = self._typed.first, ""
        if digits != first:
            self._again(Ask.DIFFERENT)
            return
        state = self._staff.state

        def keep() -> Kept:
            state.reread()
            if state.get(Key.PIN_HASH):
                return Kept.ANOTHER
            state.put(Key.PIN_HASH, hashed(digits))
            return Kept.ON_DISK if state.save() else Kept.IN_MEMORY

        self._send(keep, self._kept)

    def _kept(self, kept: Kept) -> None:
        log_act(StaffAct.CHOOSE_PIN, well=kept is Kept.ON_DISK)
        if kept is Kept.ANOTHER:
            self.begin()
            self._told.redraw()
            return
        self._told.let_in()
        if kept is Kept.IN_MEMORY:
            self._told.tell("La borne n’écrit pas\u00a0: elle perd ce code si elle redémarre.")

    # ---- plumbing ----------------------------------------------------------------------------------------

    def _again(self, ask: Ask) -> None:
        self._ask = ask
        self._told.redraw(fresh=False)  # a finger that types quickly is not asked to wait

    def _send(self, job: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Do it elsewhere; the answer counts only while the same dialogue is on show."""
        asked = self._number

        def deliver(answer: Answer) -> None:
            if asked == self._number:
                then(answer)

        self._again(Ask.CHECKING)
        self._ports.background(job, deliver)

    def _keep(self, key: Key, value: str) -> None:
        self._staff.state.put(key, value)
        self._ports.background(self._staff.state.save, lambda _: None)
