"""What the tests of the voice share."""

import math
import threading
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sound import RATE, Recorder, recorder
from tests.voices.stand_ins import strangers
from voices.clips import clip_name, clip_path
from voices.pcm import Pcm, write_wav
from voices.protocol import USUAL, Equipment
from voices.spoken import SpokenVoice

__all__ = ["heard", "recorder", "strangers"]
LIMIT = 20.0
"""Seconds after which a test that waits has failed."""


@dataclass(frozen=True)
class Said:
    """An utterance."""

    text: str
    mark: str = ""
    language: str = "fr"
    live: bool = False
    personal: bool = False


@dataclass
class Marks:
    """What a voice said it started, with a way to wait for it."""

    seen: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, mark: str) -> None:
        with self.changed:
            self.seen.append(mark)
            self.changed.notify_all()

    def wait(self, mark: str, times: int = 1) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.seen.count(mark) >= times, LIMIT), self.seen


def tone(hertz: int, seconds: float, rate: int = RATE) -> Pcm:
    """A pure tone: told from another in a recording, as no two voices are."""
    count = int(rate * seconds)
    wave = (int(20_000 * math.sin(2 * math.pi * hertz * i / rate)) for i in range(count))
    return Pcm(array("h", wave).tobytes(), rate)


def chirp(seconds: float, rate: int = RATE) -> Pcm:
    """A tone that rises from 300 to 3,000 Hz: no part of it is like another."""
    climb = 2_700 / seconds / 2
    times = (i / rate for i in range(int(rate * seconds)))
    wave = (int(20_000 * math.sin(2 * math.pi * (300 + climb * at) * at)) for at in times)
    return Pcm(array("h", wave).tobytes(), rate)


@dataclass
class Booth:
    """A voice whose recordings are tones, so that a recording shows which was heard when."""

    data: Path
    voice: SpokenVoice
    marks: Marks

    def record_tone(self, text: str, hertz: int, seconds: float) -> None:
        self.record(text, tone(hertz, seconds))

    def record(self, text: str, sound: Pcm) -> None:
        path = clip_path(self.data / "voices" / "recorded", "fr", clip_name(text, "fr"))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_wav(path, sound)


@pytest.fixture
def heard(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Give the recorded sound card, and make it the default one of this process."""
    for name, value in recorder.environment.items():
        monkeypatch.setenv(name, value)
    return recorder


@pytest.fixture
def open_booth(tmp_path: Path) -> Iterator[Callable[..., Booth]]:
    """Open voices that are closed at the end of the test."""
    opened: list[Booth] = []

    def opener(equipment: Equipment = USUAL) -> Booth:
        booth = Booth(tmp_path, SpokenVoice(data=tmp_path, equipment=equipment), Marks())
        booth.voice.on_started(booth.marks)
        opened.append(booth)
        return booth

    yield opener
    for booth in opened:
        booth.voice.close()


@pytest.fixture
def booth(heard: Recorder, open_booth: Callable[[], Booth]) -> Booth:  # noqa: ARG001 - the sound card must run
    """Give a voice that is heard."""
    return open_booth()
