"""What a visitor hears on the way: the real application walked by touch, its sound recorded and compared.

`python -m benchmarks.voice --journey commune_identite` plays a whole journey and gives the figures.
"""

import shutil
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median, quantiles

import pytest

from kiosk.ids import ChoiceId
from kiosk.pages import words
from kiosk.settings import load
from tests.heard_journey import AUDIBLE, findings, heard_stage
from tests.hearing import wave
from tests.sound import RATE, Recorder, recorder

__all__ = ["recorder"]
ALIKE = 0.9
STEP_S = 0.1
"""Sound and light are one to a person within this."""


def test_every_sentence_is_heard_whole_and_in_order_and_lit_with_its_sound(
    recorder: Recorder, clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in recorder.environment.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(clips, tmp_path, dirs_exist_ok=True)
    with recorder.record() as recording, heard_stage(tmp_path, load()) as heard:
        heard.guide.touch(ChoiceId("commune"))
        heard.guide.touch(words.SOUND)
        heard.hurry(ChoiceId("speed:200"))
        heard.hear_out()
        heard.hurry(words.CLOSE)
        heard.hurry(ChoiceId("identite"))
        heard.guide.touch(ChoiceId("lettre"))
        heard.hear_out()
    found = findings(heard.witness.sentences, recording, tmp_path)
    pages = [list(page) for _, page in groupby(found, lambda one: one.sentence.page)]
    assert [page[0].sentence.text.replace("\u00a0", " ") for page in pages] == [
        "Bonjour ! Que voulez-vous faire ?",
        "Vous venez pour quoi ?",
        "Très rapide. Choisi.",
        "Ma carte d’identité",
        "La lettre de la commune",
    ]
    assert {one.sentence.speed for one in found} == {100, 200}
    assert [one.sentence.text for one in found if one.likeness < ALIKE] == []
    assert [one.sentence.text for one in found if one.first < ALIKE] == [], "their first 50 ms are not there"
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [one.sentence.text for page in pages for one in page[1:] if one.before > AUDIBLE] == [], "something between"
    assert wave(recording.samples)[-RATE // 20 :].max() < AUDIBLE, "it goes on after the end"

    assert [one.sentence.text for one in found if not one.sentence.lit] == []
    assert recording.skew < STEP_S / 2, "the recording's clock is not worth a comparison"
    offsets = [abs(one.offset) for one in found]
    # A machine that does something else for a moment may be late with one: all are in the figures of the benchmark.
    assert median(offsets) < STEP_S / 2, offsets
    assert quantiles(offsets, n=10)[-1] < STEP_S, offsets
    assert max(offsets) < 5 * STEP_S, offsets


def test_a_sentence_that_was_not_said_is_not_found(
    recorder: Recorder, clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in recorder.environment.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(clips, tmp_path, dirs_exist_ok=True)
    with recorder.record() as recording, heard_stage(tmp_path, load()) as heard:
        assert heard.driver.wait_until(lambda: heard.witness.sentences[1].lit > 0)
        heard.witness.voice.hush()
    first, second, *_ = findings(heard.witness.sentences[:3], recording, tmp_path)
    assert first.likeness > ALIKE
    assert second.likeness < ALIKE, "it was cut by the touch"
