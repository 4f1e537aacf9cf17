"""Whether anybody is at the kiosk. It tells systemd, in one word; who restarts it looks at that just before.

Beside that word there is the time of day: by night, with a clock that a server set, nobody is waited for.
"""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Final

KIOSK: Final = "kiosk.service"
VISIT: Final = "visit"
NIGHT: Final = (22, 6)
"""From the one hour to the other, local time."""
DAY_SECONDS: Final = 600.0
"""By day a restart of the kiosk wants so long a rest before it."""
UNKNOWN_SECONDS: Final = 3600.0
"""A maintenance boot of minutes wants so long a rest where nobody knows what time it is."""
PATIENCE_SECONDS: Final = 10_800.0
_LOOK_SECONDS: Final = 5.0
_SYNCHRONISED: Final = Path("/run/systemd/timesync/synchronized")
"""Left by systemd-timesyncd once a server has set the clock in this boot."""


def seconds(name: str, usual: float) -> float:
    """A time of this package, which a unit's environment may say otherwise."""
    try:
        return float(os.environ[name])
    except (KeyError, ValueError):
        return usual


def is_occupied() -> bool:
    """Whether somebody is at the kiosk, or may be: it is starting. One that does not run serves nobody."""
    show = ["systemctl", "show", "-p", "ActiveState", "-p", "StatusText", KIOSK]
    said = subprocess.run(show, capture_output=True, text=True, check=False).stdout.splitlines()
    if "ActiveState=active" in said:
        return f"StatusText={VISIT}" in said
    return not {"ActiveState=inactive", "ActiveState=failed"} & set(said)


def hour_here() -> int | None:
    """The local hour; None: nobody has set the clock."""
    return datetime.fromtimestamp(time.time()).astimezone().hour if _SYNCHRONISED.exists() else None


@dataclass(frozen=True, slots=True)
class Rest:
    """The kiosk between its visits."""

    occupied: Callable[[], bool] = is_occupied
    hour: Callable[[], int | None] = hour_here
    monotonic: Callable[[], float] = time.monotonic
    pause: Callable[[float], object] = field(default_factory=lambda: Event().wait)

    def comes(self, quiet: float | None = None) -> bool:
        """Wait until nobody has been there for `quiet` seconds; False: that did not come in time.

        None: at night as soon as nobody is there, by day after a longer rest. True is about this very moment.
        """
        patience = seconds("KIOSK_PATIENCE_SECONDS", PATIENCE_SECONDS)
        begun = since = self.monotonic()
        while True:
            now = self.monotonic()
            if self.occupied():
                since = now
            elif now - since >= (self._usual if quiet is None else quiet):
                return True
            if now - begun >= patience:
                return False
            self.pause(_LOOK_SECONDS)

    def allows_reboot(self) -> bool:
        """Wait until the kiosk may be away for minutes; False: not today. By day the next power-on is waited for."""
        if self.is_day:
            return False
        unknown = seconds("KIOSK_UNKNOWN_SECONDS", UNKNOWN_SECONDS)
        return self.comes(unknown if self.hour() is None else 0) and not self.is_day

    @property
    def is_day(self) -> bool:
        """Whether it is known to be day."""
        hour = self.hour()
        return hour is not None and not _is_night(hour)

    @property
    def _usual(self) -> float:
        hour = self.hour()
        night = hour is not None and _is_night(hour)
        return 0.0 if night else seconds("KIOSK_QUIET_SECONDS", DAY_SECONDS)


def _is_night(hour: int) -> bool:
    begin, end = NIGHT
    return hour >= begin or hour < end
