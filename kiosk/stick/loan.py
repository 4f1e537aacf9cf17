"""The stick where an appliance lends it: asked for, awaited, given back.

Storage is refused but while somebody has chosen to import or to export: a wish has the stick mounted, another one has
it unmounted. Two pieces of work may have it at once; the last one gives it back.
"""

from collections.abc import Callable
from threading import Event, Lock
from typing import Final, Protocol, TypeVar

from kiosk.stick.media import Media

PATIENCE: Final = 30.0
"""Seconds in which somebody finds the stick, and where it goes."""
_LOOK_EVERY: Final = 0.25
_UNMOUNTING: Final = 5.0
"""Seconds that the last loan may take to end."""
Found = TypeVar("Found")


class Lender(Protocol):
    """As `kiosk.device.protocol.DeviceActions` has them."""

    def lend_stick(self, *, writing: bool) -> bool: ...
    def stick_done(self) -> bool: ...
    def stick_is_leaving(self) -> bool: ...


class Loan:
    """Not for the UI thread."""

    def __init__(self, lender: Lender, media: Media, patience: float = PATIENCE) -> None:
        """Nobody is asked yet."""
        self._lender = lender
        self._media = media
        self._patience = patience
        self._holders = 0
        self._counting = Lock()
        self._never = Event()

    def reach(self, *, writing: bool) -> None:
        """Ask for the stick, and wait until it is there, for `patience` seconds at most; then `give_back` is due.

        Whether it came is seen by who looks for it then.
        """
        with self._counting:
            self._holders += 1
            first = self._holders == 1
        if first:
            self._wait(lambda: not self._lender.stick_is_leaving(), min(_UNMOUNTING, self._patience))
        if self._lender.lend_stick(writing=writing):
            self._wait(lambda: self._media.folder() is not None, self._patience)

    def give_back(self) -> None:
        """What was to be done with it is done; once for each `reach`."""
        with self._counting:
            self._holders -= 1
            last = self._holders == 0
        if last:
            self._lender.stick_done()

    def keeping(self, job: Callable[[], Found]) -> Callable[[], Found]:
        """The job, with the stick given back after it."""

        def work() -> Found:
            try:
                return job()
            finally:
                self.give_back()

        return work

    def give_back_after(self, is_over: Callable[[], bool], patience: float) -> None:
        """Wait until somebody else is done with it, for `patience` seconds at most, and give it back."""
        self._wait(is_over, patience)
        self.give_back()

    def _wait(self, until: Callable[[], bool], patience: float) -> None:
        """Look again and again: a mount tells nobody that it is there."""
        for _ in range(int(patience / _LOOK_EVERY)):
            if until():
                return
            self._never.wait(_LOOK_EVERY)
