"""Whether a headset is plugged into its jack, where a device can tell: a name of the settings' `headset_jack`.

"alsa:CARD:CONTROL", such as "alsa:PCH:Headphone Jack": a card that feels its plug says so by an ALSA control (named by
`amixer -c CARD controls`). "simulated:FILE": a file that says "plugged" or "unplugged"; for tests and trials.
A Raspberry Pi 4 has a jack that feels nothing, a Pi 5 has no jack, and a USB headset is there when its card is: such
sites name no jack.
"""

import re
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

from voices.faults import Fault

JACKS: Final = {
    "alsa": "voices.jack:AlsaJack",
    "simulated": "voices.jack:SimulatedJack",
}
_PATIENCE_S: Final = 2.0


class Jack(Protocol):
    """One jack."""

    def plugged(self) -> bool | None:
        """True, False, or None when the device does not tell. May take some time: not for the screen's thread."""
        ...


class AlsaJack:
    """The control of a sound card that feels its plug, read by `amixer`."""

    def __init__(self, where: str) -> None:
        """`where` is "CARD:CONTROL"."""
        card, _, control = where.partition(":")
        self._command = ["amixer", "-c", card, "cget", f"iface=CARD,name={control}"]

    def plugged(self) -> bool | None:
        try:
            done = subprocess.run(self._command, capture_output=True, timeout=_PATIENCE_S, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return None
        found = re.search(rb": values=(on|off)\b", done.stdout)
        return found[1] == b"on" if found else None


class SimulatedJack:
    """A file that stands for a jack."""

    def __init__(self, where: str) -> None:
        """`where` is the file's path."""
        self._file = Path(where)

    def plugged(self) -> bool | None:
        try:
            said = self._file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return {"plugged": True, "unplugged": False}.get(said)


def open_jack(name: str) -> Jack | Fault:
    """Return the jack of a name "KIND:WHERE"."""
    kind, _, where = name.partition(":")
    if kind not in JACKS or not where:
        return Fault(f"no jack {name!r}; expected one of: {', '.join(f'{known}:...' for known in JACKS)}")
    module, _, maker = JACKS[kind].partition(":")
    jack: Jack = getattr(import_module(module), maker)(where)
    return jack
