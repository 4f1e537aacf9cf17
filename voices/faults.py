"""Expected failures of the voice, as values."""

from dataclasses import dataclass, field
from enum import Enum


class Why(Enum):
    """What is wrong with a recording, in a word: for whoever tells it in another language."""

    OTHER = "other"
    QUIET = "quiet"
    LOUD = "loud"
    NOISY = "noisy"
    OTHER_SENTENCE = "other_sentence"
    LONG = "long"
    PART = "part"
    """Only a part of the file is there."""
    DAMAGED = "damaged"
    KIND = "kind"
    """No kind of sound file that can be read here."""
    NAME = "name"
    """Its name begins with no code of a sentence."""
    UNKNOWN = "unknown"
    """No sentence has its code."""
    SHORT_CODE = "short_code"
    TWICE = "twice"
    DISK = "disk"
    """The kiosk cannot write."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something could not be spoken, read or measured; for the facilitator."""

    reason: str
    why: Why = field(default=Why.OTHER, compare=False)
