"""One text to one sound: normalised, spoken by espeak-ng through pyttsx3, trimmed. For the build and for live texts."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from voices.faults import Fault
from voices.french import normalise
from voices.pcm import Pcm, trimmed

if TYPE_CHECKING:
    from types import ModuleType

SPEED: Final = 100
"""espeak's own words a minute; measured over the sentences of all journeys: 120 to 125 displayed words a minute."""
VOLUME: Final = 0.95
"""One gain for all clips: the loudest sentence of the journeys peaks under full scale."""
LONGEST_SILENCE: Final = 0.5
"""Seconds of silence inside a sentence, at most."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language is spoken: espeak's voice, and what makes its texts speakable."""

    voice: str
    speakable: Callable[[str], str]


TONGUES: Final = {"fr": Tongue("fr-be", normalise), "nl": Tongue("nl", _plain)}


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides how a synthetic clip sounds; a clip made by another recipe is stale."""

    voice: str
    engine: str
    speed: int
    volume: float
    spoken: str


def recipe(text: str, language: str, engine: str) -> Recipe | Fault:
    """Return how `text` is spoken in `language` ("fr", "nl") by `engine` (its name and version)."""
    tongue = TONGUES.get(language)
    if tongue is None:
        return Fault(f"no voice for the language {language!r}")
    return Recipe(tongue.voice, engine, SPEED, VOLUME, tongue.speakable(text))


@lru_cache(maxsize=1)
def _driver() -> "ModuleType | Fault":
    """Load libespeak-ng once, on first need: tens of milliseconds on a Pi, never at the application's start."""
    try:
        from voices import espeak_driver  # noqa: PLC0415 - loads a native library

        espeak_driver.engine()
    except (ImportError, OSError, RuntimeError) as error:  # pyttsx3 raises the last without the library
        return Fault(f"espeak-ng cannot be loaded: {error}")
    except espeak_driver.EngineError as error:
        return Fault(str(error))
    return espeak_driver


class Espeak:
    """espeak-ng behind pyttsx3. For one thread at a time."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._errors: list[Exception] = []

    def start(self) -> Fault | None:
        """Load the engine, if it is not; return why it cannot be."""
        if self._engine is not None:
            return None
        driver = _driver()
        if isinstance(driver, Fault):
            return driver
        engine = driver.engine()
        engine.connect("error", lambda name, exception: self._errors.append(exception))  # noqa: ARG005
        engine.runAndWait()
        self._engine = engine
        return None

    def version(self) -> str | Fault:
        """Return the engine's name and version, "espeak-ng 1.51"."""
        fault = self.start()
        return fault or f"espeak-ng {self._engine.getProperty('version')}"

    def synthesise(self, text: str, language: str) -> Pcm | Fault:
        """Return the sound of `text`, trimmed, at the usual speed and level."""
        how = recipe(text, language, "espeak-ng")
        if isinstance(how, Fault):
            return how
        return self.start() or self._speak(how)

    def _speak(self, how: Recipe) -> Pcm | Fault:
        heard: list[bytes] = []
        self._errors.clear()
        settings = {"voice": how.voice, "rate": how.speed, "volume": how.volume, "sink": heard.append}
        for name, value in settings.items():
            self._engine.setProperty(name, value)
        self._engine.say(how.spoken)
        if self._errors:
            return Fault(f"espeak-ng: {self._errors[0]}")
        if not heard:
            return Fault("espeak-ng made no sound")
        sound = Pcm(b"".join(heard), int(self._engine.getProperty("sample_rate")))
        return trimmed(sound, longest_silence=LONGEST_SILENCE)
