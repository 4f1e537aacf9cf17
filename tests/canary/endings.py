"""The ways in which a visit ends. A new one is one function and one line of `ENDINGS`."""

import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.facilitator.erasing import ERASE
from tests.canary.outside import Outside
from tests.canary.twin import Twin
from tests.e2e.desktop import pause

PIN: Final = "480261"
IDLE: Final = (12, 3)
"""Seconds until the warning, and of the warning, where a visit is to end by itself."""
USUAL: Final = (120, 30)
ERASED: Final = 5.0
"""Seconds, and some more, for which "Tout est effacé" stays."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One way, from the page with the last field filled to the resting screen, or to the end of the process."""

    do: Callable[[Twin, Outside], None]
    kills: bool = False
    idle: tuple[int, int] = USUAL


def _ticket(twin: Twin, outside: Outside) -> None:
    """The appointment is booked, its QR code shown; then the visitor leaves."""
    twin.to_ticket()
    _terminer(twin, outside)


def _own_end(twin: Twin, outside: Outside) -> None:
    """Nothing is booked: the visitor goes back, to another way, and says *J'ai fini*."""
    del outside
    twin.own_end()
    twin.rest()


def _terminer(twin: Twin, outside: Outside) -> None:
    """*Terminer* on the keypad's own page."""
    del outside
    twin.terminer()
    twin.rest()


def _idle(twin: Twin, outside: Outside) -> None:
    """The visitor walks away."""
    shown = outside.picture()
    twin.leave(sum(IDLE) + ERASED)
    assert outside.picture() != shown


def _facilitator(twin: Twin, outside: Outside) -> None:
    """Five touches on the round sign, the PIN, *Effacer la session*."""
    del outside
    twin.knock()
    twin.give_pin(PIN)
    twin.touch(ERASE)
    twin.rest()


def _reset_button(twin: Twin, outside: Outside) -> None:
    """The key that the red button presses."""
    shown = outside.picture()
    outside.hand.key("F12")
    outside.until_other(shown)
    twin.press_reset()
    twin.leave(ERASED)


def _exception(twin: Twin, outside: Outside) -> None:
    """A bug: an exception with all that was typed in its words, in the midst of the event loop."""
    del twin
    _end(outside, signal.SIGUSR1)  # see tests/canary/child.py


def _segfault(twin: Twin, outside: Outside) -> None:
    """A bug in a library: the kernel ends the process, and would keep its memory in a file."""
    del twin
    _end(outside, signal.SIGSEGV)


def _power_cut(twin: Twin, outside: Outside) -> None:
    """Nobody can do anything any more."""
    del twin
    _end(outside, signal.SIGKILL)


def _end(outside: Outside, number: int) -> None:
    os.kill(outside.process.pid, number)
    try:
        outside.process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        raise AssertionError(f"the kiosk outlives signal {number}") from None
    pause(0.5)  # whoever takes a dump takes it now


ENDINGS: Final[dict[str, Ending]] = {
    "ticket": Ending(_ticket),
    "own-end": Ending(_own_end),
    "terminer": Ending(_terminer),
    "facilitator": Ending(_facilitator),
    "reset-button": Ending(_reset_button),
    "idle": Ending(_idle, idle=IDLE),
    "exception": Ending(_exception, kills=True),
    "segfault": Ending(_segfault, kills=True),
    "sigkill": Ending(_power_cut, kills=True),
}
