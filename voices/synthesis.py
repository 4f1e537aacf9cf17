"""One text to one sound: made speakable, spoken by an engine, trimmed, levelled. For the build and for live texts."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voices import dutch
from voices.engines.limits import LONGEST
from voices.engines.protocol import ALWAYS, Engine, Wanted
from voices.faults import Fault
from voices.french import normalise
from voices.lexicon import Lexicon, pronounced
from voices.loudness import TARGET, TARGET_SHORT, levelled
from voices.pcm import Pcm, trimmed

LONGEST_SILENCE: Final = 0.35
"""Seconds of silence inside a sentence, at most: commas stay heard, and lists come no slower than the rest."""
LEVEL: Final = f"{TARGET:g}/{TARGET_SHORT:g} LUFS, silence {LONGEST_SILENCE:g} s"
"""What is done to every sound, long or short."""
TOO_LONG: Final = Fault("got a text that is too long")
"""No engine is at fault: no text of a kiosk is so long in words."""
_DOTTED: Final = re.compile(r"(?:\w\.\s*){20,}")
"""espeak-ng 1.51 aborts on sixty letters that each carry a point; no acronym has twenty."""


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
    level: str
    """`LEVEL`."""
    spoken: str
    manner: str = ""
    """What else the engine is told: the gap between words. A manifest that says nothing of it is older, so stale."""


def lexicon_of(data: Path) -> Lexicon:
    """Return the lexicon of a kiosk: the facilitator's file under its data folder `data`, over the built-in one.

    For speech, which makes the best of it; what is wrong in the file is told by `voices.commands`.
    """
    from voices.lexicon_file import lexicon_path, read_lexicon  # noqa: PLC0415 - needed when something is first spoken

    return read_lexicon(lexicon_path(data)).lexicon


def speakable(text: str, language: str, lexicon: Lexicon | None = None) -> str:
    """Return `text` in words that an engine of `language` reads right; never empty unless `text` is.

    Without `lexicon`, the built-in one.
    """
    text = text.encode(errors="replace").decode()  # half a character, as a calendar may send, is none
    if language == "fr":
        words = normalise(text, lexicon)
    elif language == "nl":
        words = dutch.normalise(text)
    else:
        words = unicodedata.normalize("NFC", text)
    return _DOTTED.sub(lambda run: run[0].replace(".", " "), words)


def told(engine: Engine, text: str, language: str, lexicon: Lexicon | None) -> str:
    """Return what `engine` is told: words, with phonemes only where it reads them."""
    words = speakable(text, language, lexicon)
    return pronounced(words, lexicon) if engine.phonemes and language == "fr" else words


def recipe(engine: Engine, text: str, language: str, lexicon: Lexicon | None = None) -> Recipe | Fault:
    """Return how `engine` speaks `text`."""
    version = engine.version()
    if isinstance(version, Fault):
        return version
    voice = engine.voice(language)
    if not voice:
        return Fault(f"{engine.name} has no voice for the language {language!r}")
    words = told(engine, text, language, lexicon)
    return Recipe(engine.name, version, voice, engine.pace(language), LEVEL, words, engine.manner(language))


def make(
    engine: Engine, text: str, language: str, lexicon: Lexicon | None = None, wanted: Wanted = ALWAYS
) -> Pcm | Fault:
    """Return the sound of `text`, trimmed and levelled; given up as soon as `wanted` says no."""
    words = told(engine, text, language, lexicon)
    if len(words) > LONGEST:
        return TOO_LONG
    sound = engine.synthesise(words, language, wanted)
    if isinstance(sound, Fault):
        return sound
    sound = trimmed(sound, longest_silence=LONGEST_SILENCE)
    level = levelled(sound)
    # Once more: what was just loud enough to be heard may have become silence.
    return sound if isinstance(level, Fault) else trimmed(level, longest_silence=LONGEST_SILENCE)
