"""The voices of MBROLA, led by espeak-ng: on machines that have Debian's `mbrola` and one of its voices."""

import re
from pathlib import Path
from typing import Final, NamedTuple

from voices.engines import program
from voices.engines.limits import Limits
from voices.engines.protocol import ALWAYS, Wanted
from voices.faults import Fault
from voices.pcm import Pcm
from voices.protocol import USUAL, Equipment
from voices.stretch import stretched

LIMITS: Final = Limits(2.0, 0.02)
"""A sentence takes 15 to 30 ms here, 0.3 s on a Pi."""
DATA: Final = Path("/usr/share/mbrola")
"""Where Debian's voices are, and where espeak-ng looks for them."""


class _Voice(NamedTuple):
    name: str
    pace: int
    """espeak's words a minute. Below `_LOWEST` the sound itself is stretched, as much for every text."""
    amplitude: int
    """0 to 200; espeak's usual is 100. Set so that no sample is clipped; the level of the house comes after."""


_GAP: Final = "5"
"""Hundredths of a second between two words, as in `voices.engines.frames.GAP`."""
_LOWEST: Final = 84
"""espeak-ng leads mbrola no slower, whatever it is told."""
_VOICES: Final = {
    "fr": (_Voice("fr4", 106, 50), _Voice("fr1", 106, 100)),
    "nl": (_Voice("nl2", 125, 100),),
}
"""By language, the best first. Measured over all fixed sentences of the embedded site together (1,094 in French, 341 in
Dutch), trimmed, counted as in `voices.measures`, in words a minute: fr4 117.4, fr1 113.8, nl2 121.3. Alone, two
sentences of six words and more come slower than 85 with fr4, four with fr1."""


class Mbrola:
    """Implements `voices.engines.protocol.Engine`: one run of espeak-ng, which leads one of mbrola, for each text."""

    name = "mbrola"
    phonemes = True

    def __init__(self, equipment: Equipment = USUAL) -> None:  # noqa: ARG002 - opened like every engine
        self._version: str | Fault = ""

    def _voice(self, language: str) -> _Voice | None:
        if isinstance(program.found("mbrola"), Fault):
            return None
        return next((one for one in _VOICES.get(language, ()) if (DATA / one.name / one.name).is_file()), None)

    def voice(self, language: str) -> str:
        voice = self._voice(language)
        return f"mb-{voice.name}" if voice else ""

    def pace(self, language: str) -> int:
        voice = self._voice(language)
        return voice.pace if voice else 0

    def manner(self, language: str) -> str:
        voice = self._voice(language)
        return f"gap {_GAP}, amplitude {voice.amplitude}" if voice else ""

    def version(self) -> str | Fault:
        self._version = self._version or _version()
        return self._version

    def synthesise(self, spoken: str, language: str, wanted: Wanted = ALWAYS) -> Pcm | Fault:
        voice = self._voice(language)
        if voice is None:
            return Fault(f"mbrola has no voice for {language!r}")
        pace = str(max(voice.pace, _LOWEST))
        command = ["espeak-ng", "-v", f"mb-{voice.name}", "-s", pace, "-a", str(voice.amplitude), "-g", _GAP, "-b", "1"]
        heard = program.run([*command, "--stdin", "--stdout"], spoken, LIMITS, wanted)
        sound = heard if isinstance(heard, Fault) else program.sound_of_wav(heard)
        if isinstance(sound, Fault):
            return Fault(f"mbrola {sound.reason}")
        slow = stretched(sound, 100 * voice.pace // _LOWEST) if voice.pace < _LOWEST else sound
        return sound if isinstance(slow, Fault) else slow

    def close(self) -> None:
        """Nothing stays running."""


def _version() -> str | Fault:
    """Return the versions of both programs, in one line."""
    versions = []
    for command, pattern in ((("mbrola",), rb"MBROLA (\d[\w.]*)"), (("espeak-ng", "--version"), rb": (\d[\w.+~-]*)")):
        path = program.found(command[0])
        told = path if isinstance(path, Fault) else program.run(command, "", LIMITS, ALWAYS)
        if isinstance(told, Fault):
            return told
        match = re.search(pattern, told)
        versions.append(f"{command[0]} {match[1].decode() if match else '?'}")
    return ", ".join(versions)
