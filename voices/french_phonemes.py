"""Which phonemes espeak-ng knows in French, alone and with mbrola: at any other it cuts the word short, silently."""

import re
from typing import Final

VOWELS: Final = ("a", "A~", "e", "e-", "E", "E~", "i", "o", "O", "O~", "u", "y", "Y", "W", "W~", "@", "@-")
CONSONANTS: Final = (*"bdfghjklmnprsStvwzZR", "n^", "N")
_SIGNS: Final = ("'", ",", ":", ";", "_")
"""Stress before a vowel, length after one, a pause."""
_KNOWN: Final = re.compile(
    "|".join(re.escape(known) for known in sorted((*VOWELS, *CONSONANTS, *_SIGNS, " "), key=len, reverse=True))
)


def unknown(phonemes: str) -> str | None:
    """Return the first piece of `phonemes` that is no phoneme of French; None when all are."""
    position = 0
    while position < len(phonemes):
        match = _KNOWN.match(phonemes, position)
        if match is None:
            return phonemes[position]
        position = match.end()
    return None
