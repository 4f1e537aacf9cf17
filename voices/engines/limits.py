"""How long an engine may think, and how much it may say, before it is held to be mad."""

from dataclasses import dataclass
from typing import Final

from voices.pcm import WIDTH

_LETTER_S: Final = 0.5
"""Seconds of sound a letter, at most: the slowest voice takes 0.1; spelled letters and figures more."""
_LEAST_S: Final = 5.0
_HIGHEST_RATE: Final = 48_000
LONGEST: Final = 4_000
"""Letters of a text, at most: fifty times the longest sentence of the journeys."""
MARKS: Final = 100
"""Letters beyond, for an engine that puts marks of its own around the words."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that an engine gets for a text: to start, and for each letter. Several times what a Pi needs."""

    start: float
    letter: float

    def seconds(self, letters: int) -> float:
        """Return how long the engine gets for so many letters."""
        return self.start + self.letter * letters


def most_bytes(letters: int) -> int:
    """Return how many bytes of sound so many letters can make: an engine that sends more is flooding."""
    return int((_LEAST_S + _LETTER_S * letters) * _HIGHEST_RATE * WIDTH)
