"""SVOX Pico: on machines that have Debian's `libttspico-utils`."""

from typing import Final

from voices.engines import program
from voices.engines.limits import Limits
from voices.engines.protocol import ALWAYS, Wanted
from voices.faults import Fault
from voices.pcm import Pcm
from voices.protocol import USUAL, Equipment

LIMITS: Final = Limits(2.0, 0.02)
"""A sentence takes 20 ms here, 0.3 s on a Pi."""
_VOICES: Final = {"fr": "fr-FR"}
_PACE: Final = 63
"""Percent of Pico's own pace. Measured over all fixed sentences of the embedded site, trimmed, counted as in
`voices.measures`: 119 words a minute."""
_MARKUP: Final = str.maketrans("<>&", "   ")
"""Pico reads tags: words must not hold one."""


class Pico:
    """Implements `voices.engines.protocol.Engine`: one run of `pico2wave` for each text."""

    name = "pico"
    phonemes = False

    def __init__(self, equipment: Equipment = USUAL) -> None:
        """All that the settings can say is said by Debian's package."""

    def voice(self, language: str) -> str:
        return "" if isinstance(self.version(), Fault) else _VOICES.get(language, "")

    def pace(self, language: str) -> int:
        return _PACE if language in _VOICES else 0

    def manner(self, language: str) -> str:  # noqa: ARG002 - nothing more is told
        return ""

    def version(self) -> str | Fault:
        """Return one name for all: there was one release only, in 2009."""
        path = program.found("pico2wave")
        return path if isinstance(path, Fault) else "SVOX Pico 1.0"

    def synthesise(self, spoken: str, language: str, wanted: Wanted = ALWAYS) -> Pcm | Fault:
        if language not in _VOICES:
            return Fault(f"pico has no voice for {language!r}")
        words = f'<speed level="{_PACE}">{spoken.translate(_MARKUP)}</speed>'
        heard = program.run_to_file(["pico2wave", "-l", _VOICES[language], "-w"], words, LIMITS, wanted)
        sound = heard if isinstance(heard, Fault) else program.sound_of_wav(heard)
        return Fault(f"pico {sound.reason}") if isinstance(sound, Fault) else sound

    def close(self) -> None:
        """Nothing stays running."""
