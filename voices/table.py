"""The voices, best first. Only the one that is used is imported; the last always works."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from voices.protocol import Voice

VOICES: Final = {
    "espeak": "voices.espeak:EspeakVoice",
    "silent": "voices.silent:last_resort",
}
LAST: Final = "silent"


def open_voice(order: Sequence[str] = (), *, data: Path, device: str = "default") -> Voice:
    """Return the first voice of `order` (empty: the table's own) that opens, else the silent one.

    `order` names entries of `VOICES`; another name is a mistake in the settings, a KeyError that says which exist.
    `data` is the kiosk's data folder, `device` the ALSA name of the loudspeaker.
    """
    unknown = [name for name in order if name not in VOICES]
    if unknown:
        message = f"no voice named {', '.join(unknown)}; there are {', '.join(VOICES)}"
        raise KeyError(message)
    for name in (*(order or VOICES), LAST):
        module, _, opener = VOICES[name].partition(":")
        try:
            voice: Voice = getattr(import_module(module), opener)(data=data, device=device)
        except (ImportError, OSError):
            continue
        return voice
    message = "the silent voice cannot be opened"
    raise AssertionError(message)
