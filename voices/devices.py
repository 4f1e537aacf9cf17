"""The headset: whether it is there to be chosen, looked at by a thread of its own so that nobody waits for it."""

import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from voices.faults import Fault
from voices.jack import open_jack

_CARDS: Final = Path("/proc/asound")
"""The kernel's list: a folder a card, under its number and under its stable name."""
_SERVERS: Final = re.compile(r"(default|sysdefault|pulse|pipewire|jack)(:.*)?")
"""Names that lead to whatever a sound server chooses: when a headset vanishes, that is the loudspeaker."""
_RHYTHM_S: Final = 1.0
_RHYTHM_USED_S: Final = 0.25
"""Between two looks, at least; while it is used, a plug that is pulled must not lead the sound elsewhere."""
_PATIENCE_S: Final = 2.0


def present(device: str) -> bool:
    """Tell whether ALSA knows `device` now: its card, or, for a name without a card, the name itself."""
    named = re.match(r"[\w-]+:(?:CARD=)?([\w-]+)", device)
    if named:
        card = named[1]
        return (_CARDS / (f"card{card}" if card.isdecimal() else card)).exists()
    try:
        listed = subprocess.run(["aplay", "-L"], capture_output=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return device in listed.stdout.decode(errors="replace").splitlines()  # a card may call itself anything


class Headset:
    """A headset of the settings: its device is known to ALSA and, where a jack is named, plugged in.

    While it is `used` it is looked at steadily; otherwise only after somebody asked for `there`.
    """

    def __init__(self, device: str, jack: str, *, lost: Callable[[], None]) -> None:
        """`device` is an ALSA name, "" for none; `jack` as in `voices.jack`; `lost` is called when it goes away."""
        self._served = _SERVERS.fullmatch(device) is not None
        self.device = "" if self._served else device
        self.failed = False
        """True: its last sound was not heard, and it has not come back since."""
        self._jack = open_jack(jack) if jack else None
        self._unreadable = isinstance(self._jack, Fault)
        self._lost = lost
        self._there = False
        self._used = False
        self._asked = True
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="headset", daemon=True)
        if self.device:
            self._thread.start()

    @property
    def there(self) -> bool:
        """What is known since the last look; asks for a new one."""
        with self._changed:
            self._asked = True
            self._changed.notify_all()
            return self._there

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the facilitator must know."""
        if self._served:
            return ("Le casque doit avoir le nom de sa carte son.",)
        unreadable = ("On ne sait pas si le casque est branché.",) if self.device and self._unreadable else ()
        return (*unreadable, "Le casque ne répond pas.") if self.failed else unreadable

    def use(self, *, used: bool) -> None:
        """Look steadily from now on, or no longer."""
        with self._changed:
            self._used = used
            self._changed.notify_all()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self.device:
            self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._asked or self._used)
                if self._closed:
                    return
                self._asked = False
            self._look()
            with self._changed:
                self._changed.wait_for(lambda: self._closed, timeout=_RHYTHM_USED_S if self._used else _RHYTHM_S)

    def _look(self) -> None:
        there, before = present(self.device) and self._plugged(), self._there
        with self._changed:
            self._there = there
        if there and not before:
            self.failed = False
        if before and not there:
            self._lost()

    def _plugged(self) -> bool:
        """A jack that cannot be read counts as empty: what is personal stays unsaid."""
        if self._jack is None:
            return True
        if isinstance(self._jack, Fault):
            return False
        said = self._jack.plugged()
        self._unreadable = said is None
        return said is True
