"""One program that speaks, for `benchmarks.voice`: `python -m benchmarks.voice_peers NAME FOLDER ROUNDS`.

Each round says a sentence, waits a second, and falls silent. Printed, a line a round, in monotonic seconds: when it was
asked to speak, when to stop, and when that call came back.
"""

import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from benchmarks.voice_sentences import Sentence, sentences, wav_of

SPOKEN_S: Final = 1.0
SETTLE_S: Final = 0.3
_PATIENCE_S: Final = 15
"""For one round; the longest sentence takes seven seconds."""
HANGS: Final = -signal.SIGALRM
"""How a program that came to no end has ended; the rounds before that count."""


class Peer(Protocol):
    """A program that speaks."""

    def say(self, sentence: Sentence) -> None:
        """Begin; may come back before anything is heard."""
        ...

    def stop(self) -> None:
        """Fall silent."""
        ...

    def rest(self) -> None:
        """Wait until everything is over, for the next round."""
        ...


class Ours:
    """The kiosk's voice, from prepared clips."""

    def __init__(self, folder: Path) -> None:
        from voices.spoken import SpokenVoice  # noqa: PLC0415 - only the program that is measured

        self._voice = SpokenVoice(data=folder)
        self._told: queue.Queue[str] = queue.Queue()
        self._voice.on_started(self._told.put)

    def say(self, sentence: Sentence) -> None:
        self._voice.say([sentence])

    def stop(self) -> None:
        self._voice.hush()

    def rest(self) -> None:
        while self._told.get(timeout=10):
            pass


class OursLive(Ours):
    """The kiosk's voice, with texts that cannot be known before: a day and an hour."""

    _number = 0

    def say(self, sentence: Sentence) -> None:  # noqa: ARG002 - it has its own
        self._number += 1
        self._voice.say([Sentence(f"Le mardi {self._number % 28 + 1} novembre à 10 h 30.", live=True)])


class Pyttsx3:
    """Pyttsx3 with the driver that comes with it: `runAndWait` in a thread, `stop` from another, as its users do."""

    def __init__(self, _folder: Path) -> None:
        import pyttsx3  # noqa: PLC0415 - only the program that is measured

        self._engine = pyttsx3.init("espeak")
        self._engine.setProperty("voice", "roa/fr-be")
        self._engine.setProperty("rate", 110)
        self._thread = threading.Thread()

    def say(self, sentence: Sentence) -> None:
        self._engine.say(sentence.text)
        self._thread = threading.Thread(target=self._engine.runAndWait, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._engine.stop()

    def rest(self) -> None:
        self._thread.join()


class Loader:
    """Kivy's SoundLoader, with the same prepared sounds."""

    def __init__(self, folder: Path) -> None:
        os.environ |= {"KIVY_NO_ARGS": "1", "KIVY_NO_CONFIG": "1", "KIVY_NO_FILELOG": "1", "KIVY_NO_CONSOLELOG": "1"}
        from kivy.core.audio import SoundLoader  # noqa: PLC0415 - only the program that is measured

        self._load, self._folder = SoundLoader.load, folder

    def say(self, sentence: Sentence) -> None:
        self._sound = self._load(str(wav_of(self._folder, sentence)))
        self._sound.play()

    def stop(self) -> None:
        self._sound.stop()

    def rest(self) -> None:
        self._sound.unload()


PEERS: Final[dict[str, Callable[[Path], Peer]]] = {
    "kiosk, clip": Ours,
    "kiosk, live text": OursLive,
    "pyttsx3, its own driver": Pyttsx3,
    "Kivy's SoundLoader": Loader,
}


def main() -> None:
    """Play the rounds of one peer; the first, in which everything is loaded, is not printed."""
    name, folder, rounds = sys.argv[1:]
    peer = PEERS[name](Path(folder))
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is no figure
    for number, sentence in enumerate(sentences(int(rounds) + 1)):
        signal.alarm(_PATIENCE_S)
        asked = time.monotonic()
        peer.say(sentence)
        time.sleep(max(0.0, asked + SPOKEN_S - time.monotonic()))
        stopped = time.monotonic()
        peer.stop()
        returned = time.monotonic()
        peer.rest()
        time.sleep(SETTLE_S)
        if number:
            print(asked, stopped, returned, file=out, flush=True)


if __name__ == "__main__":
    main()
