"""The real application walked by touch while its sound is recorded: what was said, when it was lit, where it is heard.

The walk waits for the end of each page's speech. The expected sounds are read from the clips and made by the engines a
second time; none is told to the code that plays.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

from kiosk.ids import ChoiceId
from kiosk.opening import Opened, open_site
from kiosk.settings import Settings
from screens.drive import Driver
from tests.hearing import Wave, likeness, wave
from tests.sound import RATE, Recording
from voices.clips import ClipStore, Folders
from voices.live import LiveSpeech
from voices.pcm import Pcm
from voices.protocol import USUAL, Speakable, Tuning
from voices.spoken import SpokenVoice
from voices.stretch import stretched
from voices.synthesis import lexicon_of

if TYPE_CHECKING:
    from screens.stage import Stage
    from screens.tour.guide import Guide

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONGEST_S = 90.0
"""Of what one page says."""
REACH_S = 4.0
"""How long after the end of one sentence the next one is looked for: a pause, a touch, a new page."""
FIRST_S = 0.05
AUDIBLE = 200 / 32_768
PAUSE = RATE // 2
SLACK = RATE // 50
"""Samples by which a resampler may shift a sound."""


@dataclass(slots=True)
class Sentence:
    """One utterance that the application asked for."""

    text: str
    language: str
    mark: str
    live: bool
    speed: int
    page: int
    """Its number among the pages that spoke."""
    lit: float = 0.0
    """The monotonic second at which its mark was lit on the screen; 0.0: it was not."""


@dataclass
class Witness:
    """The voice of the application, and notes of what it was asked; implements `voices.protocol.Voice`."""

    voice: SpokenVoice
    sentences: list[Sentence] = field(default_factory=list)
    tuning: Tuning = field(default_factory=Tuning)
    pages: int = 0
    _left: int = 0

    @property
    def over(self) -> bool:
        """True: all that was asked for was said."""
        return self._left == 0

    def say(self, utterances: Sequence[Speakable]) -> None:
        said = [one for one in utterances if self.tuning.headset or not one.personal]
        if utterances:
            self._drop_unsaid()
            self._left = len(said) + 1
            self.pages += 1
            how = self.tuning.speed, self.pages
            self.sentences += [Sentence(one.text, one.language, one.mark, one.live, *how) for one in said]
        self.voice.say(utterances)

    def on_started(self, callback: Callable[[str], None]) -> None:
        def count(mark: str) -> None:
            callback(mark)
            self._left = max(0, self._left - 1)

        self.voice.on_started(count)

    def ring(self, volume: int) -> None:
        self._drop_unsaid()
        self.voice.ring(volume)

    def tune(self, tuning: Tuning) -> None:
        self.tuning = tuning
        self.voice.tune(tuning)

    def hush(self) -> None:
        self._drop_unsaid()
        self.voice.hush()

    def _drop_unsaid(self) -> None:
        """Forget a page that was interrupted: how much of it was heard is not known here."""
        if not self.over:
            self.sentences = [one for one in self.sentences if one.page != self.pages]
            self._left = 0

    @property
    def headset(self) -> bool:
        return self.voice.headset

    @property
    def troubles(self) -> tuple[str, ...]:
        return self.voice.troubles

    def close(self) -> None:
        self.voice.close()

    def lit(self, mark: str) -> None:
        """Note that the screen has lit the first sentence of this page with this mark that was not lit before."""
        for sentence in self.sentences:
            if sentence.page == self.pages and sentence.mark == mark and not sentence.lit:
                sentence.lit = time.monotonic()
                return


@dataclass
class HeardStage:
    """The running application, somebody who touches it, and who notes what it says."""

    opened: Opened
    stage: "Stage"
    driver: Driver
    witness: Witness
    guide: "Guide"
    """Touches a page only when that has said everything."""

    def hurry(self, choice_id: ChoiceId) -> None:
        """Touch this without waiting for the end of what is said."""
        with patch.object(self, "hear_out", lambda: None):
            self.guide.touch(choice_id)

    def hear_out(self) -> None:
        """Wait until the page has said everything."""
        assert self.driver.wait_until(lambda: self.witness.over, LONGEST_S), "a page that never ends"


@contextmanager
def heard_stage(data: Path, settings: Settings) -> Iterator[HeardStage]:
    """Run the application on an offscreen window, with the real voice on the default device."""
    driver = Driver(1280, 800)  # the window first: Kivy opens one of its own size when the screens are imported
    from screens.page_screen import PageScreen
    from screens.panel import panel_for
    from screens.stage import Stage
    from screens.tour.guide import Guide

    class Patient(Guide):
        def _tapped(self, choice_id: ChoiceId) -> bool:
            if self._find(choice_id) is not None:
                heard.hear_out()
            return super()._tapped(choice_id)

    light = PageScreen.light

    def lit(screen: PageScreen, mark: str) -> None:
        light(screen, mark)
        witness.lit(mark)

    witness = Witness(SpokenVoice(data=data))
    opened = open_site(settings, data, lambda: MONDAY, date(2026, 11, 23))
    stage = Stage(
        opened,
        voice=witness,
        record=lambda _: None,
        now=lambda: MONDAY,
        monotonic=driver.clock.now,
        panel=panel_for(1280, 800),
    )
    heard = HeardStage(opened, stage, driver, witness, Patient(driver, stage.kiosk, lambda: stage.app.page))
    with patch.object(PageScreen, "light", lit):
        driver.show(stage.root)
        stage.start()
        try:
            yield heard
        finally:
            stage.close()
            witness.close()
            driver.clear()


@dataclass(frozen=True)
class Finding:
    """A sentence, and where it is in a recording; seconds are monotonic."""

    sentence: Sentence
    start: float
    """Of its sound, the silence before it left out."""
    end: float
    likeness: float
    """Of the whole of it, 0 to 1."""
    first: float
    """Of all up to 50 ms after the first sound."""
    before: float
    """The loudest between the end of the sentence before, or half a second ago, and this one: 0 to 1."""

    @property
    def offset(self) -> float:
        """Seconds from the moment at which the screen lit it to its first sound."""
        return self.start - self.sentence.lit


def findings(sentences: Sequence[Sentence], recording: Recording, data: Path) -> list[Finding]:
    """Look for every sentence in the recording, each behind the end of the one before."""
    found, place = [], 0
    whole = np.concatenate([wave(recording.samples), np.zeros(int(LONGEST_S * RATE))])  # a sentence may be cut
    live = LiveSpeech(USUAL, partial(lexicon_of, data))
    clips = ClipStore(Folders.of(data))
    for sentence in sentences:
        sound = None if sentence.live else clips.find(sentence.text, sentence.language)
        sound = sound or live.sound(sentence.text, sentence.language)
        assert sound is not None, f"no sound of {sentence.text!r}"
        paced = stretched(sound, sentence.speed)
        assert isinstance(paced, Pcm)
        expected = _at_rate(paced)
        alike = likeness(expected, whole[place : place + len(expected) + int(REACH_S * RATE)])
        at = int(np.argmax(alike))
        lead = int(np.argmax(np.abs(expected) > AUDIBLE))
        first = expected[: lead + int(FIRST_S * RATE)]
        begin = place + at
        around = whole[max(0, begin - SLACK) : begin + len(first) + SLACK]
        found.append(
            Finding(
                sentence,
                recording.begun + (begin + lead) / RATE,
                recording.begun + (begin + len(expected)) / RATE,
                float(alike[at]),
                float(likeness(first, around).max()),
                float(np.abs(whole[max(place + 2 * SLACK, begin - PAUSE) : max(begin - SLACK, 1)]).max(initial=0.0)),
            )
        )
        place = begin + len(expected) - SLACK
    live.close()
    return found


def _at_rate(sound: Pcm) -> Wave:
    """Return the sound at the recording's rate."""
    values = wave(sound.samples)
    if sound.rate == RATE:
        return values
    times = np.arange(int(len(values) * RATE / sound.rate)) * sound.rate / RATE
    resampled: Wave = np.interp(times, np.arange(len(values)), values)
    return resampled
