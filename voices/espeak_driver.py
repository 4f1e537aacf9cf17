"""A pyttsx3 driver of our own over libespeak-ng: synchronous, exact, silent by itself.

The driver that comes with pyttsx3 writes a fixed sample rate, keeps only the last of two texts and plays by
`os.system`. This one turns one text into 16-bit mono samples, at the engine's real rate, before it returns.
Importing this module loads the library: only `voices.engines.espeak_worker` does it.

Properties, besides pyttsx3's `voice`, `rate` (espeak's words a minute), `volume` (0.0 to 1.0):
`gap` (hundredths of a second between two words, at the usual speed);
`sink`, called with each `bytes` of samples of a `say` (returning True stops the synthesis);
`sample_rate` (Hz) and `version`, to read only.
"""

import ctypes
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pyttsx3
from pyttsx3.drivers import _espeak
from pyttsx3.engine import Engine

from voices.pcm import Pcm, write_wav

NAME: Final = "coup_de_pouce"
"""`pyttsx3.init(NAME)`."""
VOICE: Final = "fr-be"
_BUFFER_MS: Final = 60
_WORD_GAP: Final = 7
"""espeakWORDGAP of speak_lib.h, which pyttsx3's binding leaves out."""
_ABORT, _GO_ON = 1, 0

Sink = Callable[[bytes], bool | None]


class EngineError(RuntimeError):
    """The engine refused a voice, a setting or a text."""


class _Library:
    """libespeak-ng: one a process, for one thread at a time; it cannot be started twice."""

    lock = threading.RLock()
    rate = 0
    owner: "EspeakDriver | None" = None

    @classmethod
    def start(cls) -> int:
        """Return the sample rate in Hz, the library started."""
        with cls.lock:
            if not cls.rate:
                rate = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MS)
                if rate <= 0:
                    message = "espeak-ng cannot be started: is espeak-ng-data installed?"
                    raise EngineError(message)
                cls.rate = rate
                _espeak.SetSynthCallback(cls._samples)
            return cls.rate

    @classmethod
    def _samples(cls, wave: Any, count: int, _events: object) -> int:  # noqa: ANN401 - a ctypes pointer
        if cls.owner is None or not wave or count <= 0:
            return _GO_ON
        return cls.owner.take(ctypes.string_at(wave, count * 2))


class EspeakDriver:
    """One engine of pyttsx3. Every command is done when it returns, so nothing is ever pending."""

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 - pyttsx3 is untyped
        self._proxy = proxy
        self._sample_rate = _Library.start()
        self._sink: Sink | None = None
        self._kept: list[bytes] = []
        self._stopped = False
        self._settings: dict[str, Any] = {"voice": VOICE, "rate": 175, "volume": 1.0, "gap": 0}

    def take(self, samples: bytes) -> int:
        """Receive samples from the library; the result tells it to go on or to stop."""
        if self._stopped:
            return _ABORT
        if self._sink is None:
            self._kept.append(samples)
        elif self._sink(samples):
            self._stopped = True
        return _ABORT if self._stopped else _GO_ON

    def say(self, text: str) -> None:
        """Send the samples of `text` to the sink."""
        if self._sink is None:
            message = "set the property 'sink' first: this driver plays nothing itself"
            raise EngineError(message)
        self._synthesise(text)

    def save_to_file(self, text: str, filename: str) -> None:
        """Write `text` as a WAV file, with the rate it was made at."""
        sink, self._sink = self._sink, None
        try:
            self._synthesise(text)
        finally:
            samples, self._kept, self._sink = b"".join(self._kept), [], sink
        write_wav(Path(filename), Pcm(samples, self._sample_rate))

    def _synthesise(self, text: str) -> None:
        self._stopped = False
        self._proxy.notify("started-utterance")
        with _Library.lock:
            _Library.owner = self
            try:
                self._apply()
                # PHONEMES: without it, "[[n^'i]]" is read out letter by letter
                flags = _espeak.CHARS_UTF8 | _espeak.PHONEMES
                status = _espeak.Synth(text.replace("\0", " ").encode(), flags=flags)
            finally:
                _Library.owner = None
        if status != _espeak.EE_OK:
            message = f"espeak-ng refused a text (status {status})"
            raise EngineError(message)
        self._proxy.notify("finished-utterance", completed=not self._stopped)

    def _apply(self) -> None:
        """Set voice, speed and volume: another engine of this process may have changed them."""
        voice = str(self._settings["voice"])
        if _espeak.SetVoiceByName(voice.encode()) != _espeak.EE_OK:
            message = f"espeak-ng has no voice {voice!r}"
            raise EngineError(message)
        _espeak.SetParameter(_espeak.RATE, int(self._settings["rate"]), 0)
        _espeak.SetParameter(_espeak.VOLUME, round(float(self._settings["volume"]) * 100), 0)
        _espeak.SetParameter(_WORD_GAP, int(self._settings["gap"]), 0)

    def stop(self) -> None:
        """Stop the synthesis under way, if any (called from its own sink, or from another thread)."""
        self._stopped = True

    def getProperty(self, name: str) -> Any:  # noqa: ANN401, N802 - pyttsx3's contract
        """Return a property; KeyError when there is none of that name."""
        if name == "sample_rate":
            return self._sample_rate
        if name == "version":
            return _espeak.Info().decode().split(" ")[0]
        return self._settings[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: ANN401, N802 - pyttsx3's contract
        """Set a property; KeyError when there is none of that name."""
        if name == "sink":
            self._sink = value
        elif name in self._settings:
            self._settings[name] = value
        else:
            raise KeyError(name)

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's contract
        """Do what is queued, then come back: nothing here is asynchronous."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's contract
        """End the loop: it has ended already."""

    def iterate(self) -> Any:  # noqa: ANN401 - pyttsx3's contract: a generator
        """Do what is queued."""
        self._proxy.setBusy(False)
        yield

    def destroy(self) -> None:
        """Forget the engine; the library stays, it cannot be started twice."""
        self._sink = None


def buildDriver(proxy: Any) -> EspeakDriver:  # noqa: ANN401, N802 - pyttsx3's contract
    """Build the driver (pyttsx3 calls this)."""
    return EspeakDriver(proxy)


def engine() -> Engine:
    """Return the process's pyttsx3 engine over this driver; `EngineError` when espeak-ng cannot be started."""
    sys.modules.setdefault(f"pyttsx3.drivers.{NAME}", sys.modules[__name__])
    return pyttsx3.init(NAME)
