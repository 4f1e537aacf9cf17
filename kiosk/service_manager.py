"""What systemd is told of this process: ready, alive, resting, stopping (sd_notify); nothing where it did not ask."""

import logging
import os
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from socket import socket

READY: Final = b"READY=1"
ALIVE: Final = b"WATCHDOG=1"
STOPPING: Final = b"STOPPING=1"
RESTING: Final = b"STATUS=resting"
VISIT: Final = b"STATUS=visit"
_SOCKET, _WATCHDOG, _WATCHDOG_PID = "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"
log = logging.getLogger(__name__)


class ServiceManager:
    """Who started us and waits for a word; telling never blocks and never raises."""

    def __init__(self, address: str = "", patience: float | None = None) -> None:
        """`address`: a path, or "@name" for an abstract socket; "": nobody waits.

        `patience`: seconds without `alive` after which we are taken for dead; None: nobody looks.
        """
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self.patience = patience if address else None
        self._line: socket | None = None

    @classmethod
    def from_environment(cls, environment: MutableMapping[str, str] = os.environ) -> Self:
        """As systemd says it, and said once: what we start in our turn does not inherit it.

        WATCHDOG_PID is passed over: systemd names the compositor that it started, of which we are the child.
        """
        address = environment.pop(_SOCKET, "")
        given = environment.pop(_WATCHDOG, "")
        environment.pop(_WATCHDOG_PID, None)
        if not address.startswith(("/", "@")):
            return cls()
        return cls(address, int(given) / 1e6 if given.isascii() and given.isdigit() and int(given) else None)

    @property
    def waits(self) -> bool:
        """Whether there is one at all."""
        return bool(self._address)

    def ready(self) -> None:
        """Somebody can be served."""
        self._tell(READY)

    def alive(self) -> None:
        """Still so; before `patience` is over."""
        self._tell(ALIVE)

    def rests(self, rests: bool) -> None:  # noqa: FBT001
        """Nobody is there, or somebody is: root's programs look at it before they restart anything."""
        self._tell(RESTING if rests else VISIT)

    def stopping(self) -> None:
        """The end has begun; it is the last word."""
        self._tell(STOPPING)
        if self._line is not None:
            self._line.close()
            self._line = None

    def _tell(self, word: bytes) -> None:
        if not self.waits:
            return
        try:
            if self._line is None:
                self._line = _opened()
            self._line.sendto(word, self._address)
        except (OSError, ValueError) as error:  # full, gone, or no address at all
            log.warning("the service manager cannot be told %s: %s", word.decode(), type(error).__name__)


def _opened() -> "socket":
    """Imported only here: a kiosk that nobody watches needs none."""
    from socket import AF_UNIX, SOCK_DGRAM, socket  # noqa: PLC0415

    line = socket(AF_UNIX, SOCK_DGRAM)
    line.settimeout(0)  # a word that cannot leave at once does not leave
    return line
