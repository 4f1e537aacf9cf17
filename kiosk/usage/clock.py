"""Whether the time of day can be trusted, and the boot it is measured from.

The time is trusted when one of these says so, the cheapest first:
- the kernel says that something keeps its clock in step (`adjtimex` does not answer TIME_ERROR);
- systemd-timesyncd reached a server in this boot (it leaves a file, in memory, until the next boot), and no more time
  has passed since that file was written than since the boot: else a hand has set the clock meanwhile;
- the kernel took the time from a battery-kept clock at boot, both still agree, and that time is not before this
  software existed (a Pi 5 has such a clock, but without its battery it starts at 1970).
Once trusted, a boot stays trusted: a Pi left alone drifts by seconds a day, and we count days. A jump after that counts
only if the kernel says that a time service made it; one made by a hand is passed over.
"""

import ctypes
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
RTC = Path("/sys/class/rtc/rtc0")
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
OLDEST_PLAUSIBLE = 1_793_491_200
"""2026-11-01 UTC, in Unix seconds: no visit was ever counted before."""
_JUMP_S = 600.0
"""Between two looks; less is drift, or a time service that mends it."""
_TIME_ERROR = 5
_ROOM_FOR_TIMEX = 512
"""Bytes; `struct timex` is 208 on 64 bits. All zero: read, change nothing."""


class Clock(Protocol):
    """What the counts ask of time."""

    @property
    def boot(self) -> str:
        """An id of this boot of the machine."""

    def uptime(self) -> float:
        """Seconds since boot, sleep included; never jumps."""

    def booted(self) -> float | None:
        """The Unix time of the boot in seconds, None while the time of day is not trusted. May read files."""


def since_boot() -> float:
    """Seconds since boot, sleep included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def kernel_in_step() -> bool:
    """Whether a time service told the kernel that its clock is right, and nobody has set it by hand since."""
    answer: int = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_ROOM_FOR_TIMEX))
    return 0 <= answer < _TIME_ERROR


def server_set_time(synchronised: Path, now: float, uptime: float) -> bool:
    """Whether systemd-timesyncd set the clock in this boot, and the time `now` can have come of it by passing."""
    try:
        since = now - synchronised.stat().st_mtime
    except OSError:
        return False
    return -_JUMP_S < since < uptime + _JUMP_S


def rtc_kept_time(rtc: Path, now: float) -> bool:
    """Whether the kernel started from a battery-kept clock that shows a plausible time, now as the system does.

    Where they differ the system's time is another one: that of an image, or saved by the boot before.
    """
    try:
        used = (rtc / "hctosys").read_text(encoding="ascii").strip() == "1"
        return used and abs(int((rtc / "since_epoch").read_text(encoding="ascii")) - now) < _JUMP_S
    except (OSError, ValueError):
        return False


class SystemClock:
    """The clock of this machine."""

    def __init__(
        self,
        synchronised: Path = SYNCHRONISED,
        rtc: Path = RTC,
        boot_id: Path = BOOT_ID,
        *,
        wall: Callable[[], float] = time.time,
        uptime: Callable[[], float] = since_boot,
        in_step: Callable[[], bool] = kernel_in_step,
    ) -> None:
        """Take another machine only in tests and simulations."""
        self._synchronised, self._rtc = synchronised, rtc
        self._wall, self._uptime, self._in_step = wall, uptime, in_step
        self._booted: float | None = None
        try:
            self.boot = boot_id.read_text(encoding="ascii").strip()
        except OSError:
            # Then nothing proves that a later start is in the same boot: an id of this process alone stays honest.
            self.boot = str(uuid4())

    def uptime(self) -> float:
        """Seconds since boot, sleep included."""
        return self._uptime()

    def booted(self) -> float | None:
        """The Unix time of the boot in seconds, None while the time of day is not trusted."""
        now = self._wall()
        uptime = self._uptime()
        if now >= OLDEST_PLAUSIBLE and self._is_trusted(now, uptime):
            self._booted = now - uptime
        return self._booted

    def _is_trusted(self, now: float, uptime: float) -> bool:
        if self._booted is None:
            set_by_server = server_set_time(self._synchronised, now, uptime)
            return set_by_server or self._in_step() or rtc_kept_time(self._rtc, now)
        return abs(now - uptime - self._booted) < _JUMP_S or self._in_step()
