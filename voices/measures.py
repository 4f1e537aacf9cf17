"""What is measured of one clip."""

import re
from dataclasses import dataclass
from typing import Final

from voices.faults import Fault
from voices.loudness import TARGET, TARGET_SHORT, loudness
from voices.pcm import Pcm, longest_silence
from voices.synthesis import speakable

SILENCE: Final = -70.0
"""LUFS and dBTP of what is not heard: the absolute gate of R 128."""
INTEGRATED: Final = "integrated"
MOMENTARY: Final = "momentary"


@dataclass(frozen=True, slots=True)
class Measures:
    """One clip in figures, rounded as they are written."""

    rate: int
    """Samples a second."""
    duration: float
    """Seconds."""
    level: float
    """LUFS, never under `SILENCE`."""
    measure: str
    """`INTEGRATED` for clips of 3 s and more, `MOMENTARY` (the highest) for shorter ones: the class of the clip."""
    true_peak: float
    """dBTP, never under `SILENCE`."""
    longest_silence: float
    """Seconds of the longest silence inside."""

    @property
    def target(self) -> float:
        """LUFS that the level of its class should be."""
        return TARGET if self.measure == INTEGRATED else TARGET_SHORT

    def pace(self, words: int) -> float:
        """Words a minute when so many are spoken."""
        return words * 60 / self.duration if self.duration else 0.0


def measured(sound: Pcm) -> Measures | Fault:
    """Return the figures of a clip; a fault when loudness cannot be measured on this machine."""
    loud = loudness(sound)
    if isinstance(loud, Fault):
        return loud
    return Measures(
        rate=sound.rate,
        duration=round(sound.duration, 3),
        level=round(max(SILENCE, loud.level), 2),
        measure=INTEGRATED if loud.long else MOMENTARY,
        true_peak=round(max(SILENCE, loud.true_peak), 2),
        longest_silence=round(longest_silence(sound), 3),
    )


def word_count(text: str, language: str) -> int:
    """Return how many words of a displayed text are heard.

    What stands between spaces is one word, also an acronym or a code that is spelled ("CPAS", "C4") and a web address:
    their letters are no words. Figures are counted as they are said, "93" as two words ("nonante-trois"). Dutch writes
    a number as one word whatever its length ("drieënnegentig"), so there each figure is one.
    """
    return sum(_figures(word, language) for word in text.split() if any(map(str.isalnum, word)))


def _figures(word: str, language: str) -> int:
    figures = 0 if any(map(str.isalpha, word)) else sum(map(str.isdecimal, word))
    if not figures or language != "fr":
        return max(1, figures)
    return len(re.findall(r"[^\W_]+", speakable(word, language).replace("'", "")))
