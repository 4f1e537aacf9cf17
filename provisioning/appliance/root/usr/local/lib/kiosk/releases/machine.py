"""What an update asks of the machine: that another user fetches, and that the kiosk starts anew and stays up."""

import subprocess
from dataclasses import dataclass
from threading import Event
from typing import Final, Protocol

from .rest import KIOSK, Rest, seconds

READY_SECONDS: Final = 75
"""A start takes 60 s at most by its unit; a little more is for systemd."""
SETTLE_SECONDS: Final = 30.0
"""So long it must stay up afterwards, without a restart: longer than its watchdog's 20 s."""

MOST_WISHES: Final = 3
"""Starts that are wished for meanwhile; more of them are something else."""
_NO_CRASH: Final = "NRestarts=0"


class Machine(Protocol):
    """See the two below."""

    def rests(self) -> bool:
        """Wait until nobody is there who would be interrupted; False: somebody is, again and again."""

    def proves(self) -> bool:
        """Start the kiosk anew, and tell whether it became ready and stayed so."""

    def after(self) -> None:
        """What may be done once a release serves: what was made for the one before it is made anew."""


@dataclass(frozen=True, slots=True)
class Services:
    """By systemd."""

    quiet: float | None = None
    """Seconds of rest before a start; None: as `Rest.comes` has it."""

    def rests(self) -> bool:
        return Rest().comes(self.quiet)

    def proves(self) -> bool:
        _systemctl("reset-failed", KIOSK)
        if not _systemctl("restart", KIOSK, seconds=READY_SECONDS):
            return False
        return _stays()

    def gave_up(self) -> bool:
        """Whether systemd starts the kiosk no more."""
        return "ActiveState=failed" in _state()

    def after(self) -> None:
        _systemctl("--no-block", "restart", "kiosk-voices.service", "kiosk-hosts.service")


@dataclass(frozen=True, slots=True)
class Proof:
    """By a program instead of the kiosk: it ends with 0 where the kiosk would come up. For trials of an update."""

    program: str

    def rests(self) -> bool:
        return True

    def proves(self) -> bool:
        return subprocess.run([self.program], check=False).returncode == 0

    def after(self) -> None:
        pass


def _stays() -> bool:
    """Whether it is up and stays so. A start that somebody wished for is no fault: its time begins again.

    It may be under way at the moment of a look; one that follows a crash is counted by the next look.
    """
    ready = _state()
    for _ in range(MOST_WISHES + 1):
        Event().wait(seconds("KIOSK_SETTLE_SECONDS", SETTLE_SECONDS))
        before, ready = ready, _state()
        if ready == before:
            return "ActiveState=active" in ready
        if _NO_CRASH not in ready:
            return False
    return False


def _state() -> list[str]:
    """Whether it is up, and which start of it this is. systemd counts its own restarts, and no wished ones."""
    show = ["systemctl", "show", "-p", "ActiveState", "-p", "NRestarts", "-p", "InvocationID", KIOSK]
    return subprocess.run(show, capture_output=True, text=True, check=False).stdout.splitlines()


def _systemctl(*words: str, seconds: int = 30) -> bool:
    try:
        return subprocess.run(["systemctl", *words], check=False, timeout=seconds).returncode == 0
    except subprocess.TimeoutExpired:
        return False
