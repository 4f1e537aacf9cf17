"""One text to one sound: made speakable, spoken by an engine, trimmed, levelled. For the build and for live texts."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from voices.engines.protocol import ALWAYS, Engine, Wanted
from voices.faults import Fault
from voices.french import normalise
from voices.pcm import Pcm, trimmed

LONGEST_SILENCE: Final = 0.5
"""Seconds of silence inside a sentence, at most."""
LEVEL: Final = -23.0
"""LUFS of every sound."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides how a synthetic clip sounds; a clip made by another recipe is stale."""

    engine: str
    """Its name in `voices.engines.table`."""
    version: str
    """Of its program: "espeak-ng 1.51"."""
    voice: str
    pace: int
    """In the engine's own measure."""
    level: float
    """LUFS."""
    spoken: str


def speakable(text: str, language: str) -> str:
    """Return `text` in words that an engine of `language` reads right; never empty unless `text` is."""
    if language == "fr":
        return normalise(text)
    return unicodedata.normalize("NFC", text)


def recipe(engine: Engine, text: str, language: str) -> Recipe | Fault:
    """Return how `engine` speaks `text`."""
    version = engine.version()
    if isinstance(version, Fault):
        return version
    voice = engine.voice(language)
    if not voice:
        return Fault(f"{engine.name} has no voice for the language {language!r}")
    return Recipe(engine.name, version, voice, engine.pace(language), LEVEL, speakable(text, language))


def make(engine: Engine, text: str, language: str, wanted: Wanted = ALWAYS) -> Pcm | Fault:
    """Return the sound of `text`, trimmed and levelled; given up as soon as `wanted` says no."""
    sound = engine.synthesise(speakable(text, language), language, wanted)
    if isinstance(sound, Fault):
        return sound
    return trimmed(sound, longest_silence=LONGEST_SILENCE)
