"""Whether the time of day can be trusted, and the boot it is measured from.

The time is trusted when one of these says so, the cheapest first:
- systemd-timesyncd reached a server in this boot (it leaves a file, in memory, until the next boot);
- the kernel says that something keeps its clock in step (chrony, ntpd: `adjtimex` does not answer TIME_ERROR);
- the kernel took the time from a battery-kept clock at boot, and that clock is not before this software existed
  (a Pi 5 has such a clock, but without its battery it starts at 1970).
Once trusted, a boot stays trusted: a Pi left alone drifts by seconds a day, and we count days.
"""

import ctypes
import time
from pathlib import Path
from typing import Protocol
from uuid import uuid4

SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
RTC = Path("/sys/class/rtc/rtc0")
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
OLDEST_PLAUSIBLE = 1_793_491_200
"""2026-11-01 UTC, in Unix seconds: no visit was ever counted before."""
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


class SystemClock:
    """The clock of this machine."""

    def __init__(self, synchronised: Path = SYNCHRONISED, rtc: Path = RTC, boot_id: Path = BOOT_ID) -> None:
        """Take other files only in tests."""
        self._synchronised = synchronised
        self._rtc = rtc
        self._trusted = False
        try:
            self.boot = boot_id.read_text(encoding="ascii").strip()
        except OSError:
            # Then nothing proves that a later start is in the same boot: an id of this process alone stays honest.
            self.boot = str(uuid4())

    def uptime(self) -> float:
        """Seconds since boot, sleep included."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    def booted(self) -> float | None:
        """The Unix time of the boot in seconds, None while the time of day is not trusted."""
        now = time.time()
        self._trusted = self._trusted or self._is_trusted()
        return now - self.uptime() if self._trusted and now >= OLDEST_PLAUSIBLE else None

    def _is_trusted(self) -> bool:
        return self._synchronised.exists() or kernel_in_step() or rtc_kept_time(self._rtc)


def kernel_in_step() -> bool:
    """Whether a time service told the kernel that its clock is right."""
    answer: int = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_ROOM_FOR_TIMEX))
    return 0 <= answer < _TIME_ERROR


def rtc_kept_time(rtc: Path) -> bool:
    """Whether the kernel started from a battery-kept clock that shows a plausible time."""
    try:
        used = (rtc / "hctosys").read_text(encoding="ascii").strip() == "1"
        return used and int((rtc / "since_epoch").read_text(encoding="ascii")) >= OLDEST_PLAUSIBLE
    except (OSError, ValueError):
        return False
