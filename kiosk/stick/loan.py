"""The stick where an appliance lends it: asked for, awaited, given back.

Storage is refused but while somebody has chosen to import or to export: a wish has the stick mounted, another one has
it unmounted. Two pieces of work may have it at once; the last one gives it back.
"""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Final, Protocol, TypeVar

from kiosk.stick.media import Media

PATIENCE: Final = 30.0
"""Seconds in which somebody finds the stick, and where it goes."""
ASK_AGAIN: Final = 240.0
"""Seconds after which work that goes on asks once more: who mounts unmounts by itself after some minutes."""
_ASKS: Final = 3
"""Times that one wish is said, for who waits less long for a stick than we do."""
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

    def __init__(self, lender: Lender, media: Media, patience: float = PATIENCE, ask_again: float = ASK_AGAIN) -> None:
        """Nobody is asked yet. Both in seconds."""
        self._lender = lender
        self._media = media
        self._patience = patience
        self._ask_again = ask_again
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
        for _ in range(_ASKS):
            if not self._lender.lend_stick(writing=writing):
                return
            if self._wait(lambda: self._media.folder() is not None, self._patience / _ASKS):
                return

    def give_back(self) -> None:
        """What was to be done with it is done; once for each `reach`."""
        with self._counting:
            self._holders -= 1
            last = self._holders == 0
        if last:
            self._lender.stick_done()

    def keeping(self, job: Callable[[], Found], *, writing: bool) -> Callable[[], Found]:
        """The job, which keeps the stick however long it takes, and gives it back."""

        def work() -> Found:
            over = Event()
            Thread(target=self._prolong, args=(over, writing), name="loan", daemon=True).start()
            try:
                return job()
            finally:
                over.set()
                self.give_back()

        return work

    def _prolong(self, over: Event, writing: bool) -> None:  # noqa: FBT001 - the arguments of a thread
        while not over.wait(self._ask_again):
            self._lender.lend_stick(writing=writing)

    def give_back_after(self, is_over: Callable[[], bool], patience: float) -> None:
        """Wait until somebody else is done with it, for `patience` seconds at most, and give it back."""
        self._wait(is_over, patience)
        self.give_back()

    def _wait(self, until: Callable[[], bool], patience: float) -> bool:
        """Look again and again: a mount tells nobody that it is there. False: it did not come to that."""
        for _ in range(int(patience / _LOOK_EVERY)):
            if until():
                return True
            self._never.wait(_LOOK_EVERY)
        return False
