"""The voices, best first. Only the one that is used is imported; the last always works."""

from importlib import import_module
from pathlib import Path
from typing import Final

from voices.protocol import USUAL, Equipment, Voice

VOICES: Final = {
    "spoken": "voices.spoken:SpokenVoice",
    "silent": "voices.silent:last_resort",
}
LAST: Final = "silent"


def open_voice(*, data: Path, equipment: Equipment = USUAL) -> Voice:
    """Return the first voice that opens on this equipment, else the silent one; `data` is the kiosk's data folder."""
    silent = equipment.engines == (LAST,)
    for name in (LAST,) if silent else VOICES:
        module, _, opener = VOICES[name].partition(":")
        try:
            voice: Voice = getattr(import_module(module), opener)(data=data, equipment=equipment)
        except (ImportError, OSError):
            continue
        return voice
    message = "the silent voice cannot be opened"
    raise AssertionError(message)
