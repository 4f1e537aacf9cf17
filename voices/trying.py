"""Whether a loudspeaker takes sound: a moment of silence is sent to it, which nobody hears."""

import os
import subprocess
from pathlib import Path
from typing import Final

from voices.protocol import Equipment

_COMMAND: Final = ("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", "22050", "-D")
_SILENCE: Final = bytes(2 * 2205)
"""A tenth of a second."""
_PATIENCE_S: Final = 4.0
_CARDS: Final = Path("/proc/asound")
"""The kernel's list of sound cards."""


def takes_sound(device: str) -> bool:
    """Tell whether an ALSA device plays; one that plays something else at this moment does. Takes some seconds."""
    try:
        done = subprocess.run(
            [*_COMMAND, device],
            input=_SILENCE,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 or b"busy" in done.stderr


def has_card() -> bool:
    """Tell whether the kernel knows any sound card."""
    return next(_CARDS.glob("card[0-9]*"), None) is not None


def is_wanted(equipment: Equipment) -> bool:
    """Tell whether the settings want a voice at all."""
    return equipment.engines != ("silent",)
