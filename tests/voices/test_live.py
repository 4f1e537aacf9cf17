"""Engines that do everything wrong: the next one is heard, the marks go on, the facilitator knows, nothing is left."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sound import Recorder
from tests.voices.conftest import Booth, Marks, Said, tone
from tests.voices.stand_ins import AMPLE, Bench, bench, children, impatient, running
from voices import live
from voices.engines.limits import Limits
from voices.lexicon import built_in
from voices.live import LiveSpeech
from voices.pcm import write_wav
from voices.protocol import Equipment

__all__ = ["bench", "impatient"]
LIVE = [Said("Mardi.", "a", live=True), Said("Guichet.", "b", live=True)]
PICO = Equipment(engines=("pico",))
ESPEAK = Equipment(engines=("espeak",))
PICO_FAILS = "La voix « pico » ne répond plus. La voix « espeak » parle à sa place."
PICO_MISSING = "La voix « pico » manque sur cette borne. La voix « espeak » parle à sa place."
NOBODY = "La borne ne dit que les phrases préparées."


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("how", ["hang", "crash", "flood", "rubbish", "exit"])
def test_the_next_engine_says_what_a_broken_one_cannot(
    how: str, bench: Bench, heard: Recorder, open_booth: Callable[..., Booth], capfd: pytest.CaptureFixture[str]
) -> None:
    bench.pico(how)
    booth = open_booth(PICO)
    with heard.record() as recording:
        booth.voice.say(LIVE)
        booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    assert [end - start > 0.2 for start, end in recording.spoken()] == [True, True]
    assert booth.voice.troubles == (PICO_FAILS,)
    booth.voice.close()
    assert children() == []
    told = capfd.readouterr().err
    assert told.count("voice: pico ") == 1
    assert "ardi" not in told


def test_an_engine_that_the_settings_name_and_that_is_missing_is_told(
    bench: Bench, open_booth: Callable[..., Booth], monkeypatch: pytest.MonkeyPatch, heard: Recorder
) -> None:
    for program in ("sh", "aplay"):
        (bench.folder / program).symlink_to(shutil.which(program) or "")
    monkeypatch.setenv("PATH", str(bench.folder))
    booth = open_booth(PICO)
    with heard.record() as recording:
        booth.voice.say(LIVE[:1])
        booth.marks.wait("")
    assert recording.spoken()
    assert booth.voice.troubles == (PICO_MISSING,)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("how", ["hang", "rubbish"])
def test_with_no_engine_left_the_marks_go_on_and_the_voice_comes_back(
    how: str, bench: Bench, heard: Recorder, open_booth: Callable[..., Booth], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "FIRST_S", 0.0)
    bench.worker(how)
    booth = open_booth(ESPEAK)
    booth.voice.say(LIVE)
    booth.marks.wait("")
    assert booth.marks.seen == ["a", "b", ""]
    assert booth.voice.troubles[:2] == ("La voix « espeak » ne répond plus.", NOBODY)
    bench.worker("well")
    with heard.record() as recording:
        booth.voice.say(LIVE[:1])
        booth.marks.wait("", times=2)
    assert recording.spoken()
    assert booth.voice.troubles == ()
    booth.voice.close()
    assert children() == []


def test_a_worker_killed_while_it_waits_or_speaks_is_replaced_at_once(
    bench: Bench, heard: Recorder, open_booth: Callable[..., Booth]
) -> None:
    booth = open_booth(ESPEAK)
    with heard.record() as recording:
        for times in (1, 2, 3):
            booth.voice.say(LIVE[:1])
            booth.marks.wait("", times=times)
            for pid in _workers():
                os.kill(pid, signal.SIGKILL)
    assert booth.marks.seen == ["a", ""] * 3
    assert sum(end - start for start, end in recording.spoken()) > 1.0
    assert booth.voice.troubles == ()
    booth.voice.close()
    assert children() == []
    assert bench.folder.exists()


def _workers() -> list[int]:
    return [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if "espeak_worker" in path.read_text(errors="replace") and f"\nPPid:\t{os.getpid()}\n" in _status(path)
    ]


def _status(path: Path) -> str:
    return path.with_name("status").read_text()


def test_a_hush_does_not_wait_for_an_engine_that_hangs_nor_does_the_next_text(
    bench: Bench, heard: Recorder, open_booth: Callable[..., Booth], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.engines.pico.LIMITS", Limits(3600.0, 0.0))
    bench.pico("hang")
    booth = open_booth(PICO)
    booth.record_tone("Bonjour.", 440, 0.3)
    booth.voice.say(LIVE)
    _until_one_sleeps()
    booth.voice.hush()
    with heard.record() as recording:
        booth.voice.say([Said("Bonjour.", "c")])  # a limit of 20 s here, where the engine has an hour
        booth.marks.wait("c")
        booth.marks.wait("")
    assert recording.spoken()
    assert "a" not in booth.marks.seen
    booth.voice.close()
    assert children() == []


def _until_one_sleeps() -> None:
    waiting = Marks()
    for _ in range(1000):
        if "sleep" in running():
            return
        with waiting.changed:
            waiting.changed.wait(0.01)
    raise AssertionError("the stand-in was never started")


class Clock:
    """Seconds, turned by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def speech(bench: Bench, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveSpeech]:
    monkeypatch.setattr("voices.engines.pico.LIMITS", AMPLE)
    bench.pico("fail")
    speech = LiveSpeech(PICO, built_in, clock)
    yield speech
    speech.close()


def test_an_engine_put_aside_is_tried_again_later_and_later(bench: Bench, speech: LiveSpeech, clock: Clock) -> None:
    tries = bench.folder / "tries"
    bench.script("pico2wave", f"echo >>{tries}; exit 3")
    counts = []
    for seconds in (0, 4, 2, 8, 3, 1000, 321):
        clock.now += seconds
        assert speech.sound("Un essai.", "fr") is not None
        counts.append(len(tries.read_text()))
    speech.close()
    assert counts == [1, 1, 2, 2, 3, 4, 5]


def test_a_trouble_goes_when_the_engine_speaks_again(bench: Bench, speech: LiveSpeech, clock: Clock) -> None:
    speech.sound("Un essai.", "fr")
    assert speech.troubles == (PICO_FAILS,)
    write_wav(bench.folder / "said.wav", tone(440, 0.5))
    bench.script("pico2wave", f'cat {bench.folder}/said.wav >"$4"')
    clock.now += 6
    assert speech.sound("Un essai.", "fr") is not None
    assert not speech.troubles
    speech.close()


def test_a_visitor_who_goes_on_is_no_failure_unless_many_do(
    bench: Bench, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.engines.pico.LIMITS", Limits(3600.0, 0.0))
    bench.pico("hang")
    speech = LiveSpeech(PICO, built_in, clock)

    def touched() -> bool:
        clock.now += 1
        return False

    assert [(speech.sound("Un essai.", "fr", touched), speech.troubles)] == [(None, ())]
    for _ in range(4):
        speech.sound("Un essai.", "fr", touched)
    assert speech.sound("Un essai.", "fr") is not None
    assert speech.troubles == (PICO_FAILS,)
    speech.close()
    assert children() == []


def test_a_text_without_a_word_is_nobodys_failure(speech: LiveSpeech) -> None:
    assert speech.sound(" … ", "fr") is None
    assert speech.troubles == ()


def test_each_language_is_spoken_by_an_engine_that_has_it(speech: LiveSpeech) -> None:
    assert speech.sound("Goedendag.", "nl") is not None
    assert speech.troubles == ()
    speech.close()


@pytest.mark.parametrize("text", ["1" * 3_999, "1," * 1_500])
def test_a_text_that_is_too_long_in_words_is_the_fault_of_no_engine(text: str, bench: Bench) -> None:
    bench.script("pico2wave", "exit 3")
    speech = LiveSpeech(PICO, built_in)
    assert speech.sound(text, "fr") is None
    assert speech.troubles == ()
    speech.close()


@pytest.mark.parametrize("text", ["a." * 1_900, "é. " * 1_200, "Rendez-vous : " + "A." * 90])
def test_letters_with_points_do_not_kill_espeak(text: str) -> None:
    speech = LiveSpeech(ESPEAK, built_in)
    assert speech.sound(text, "fr") is not None
    assert speech.troubles == ()
    speech.close()


def test_half_a_character_does_not_end_the_voice(heard: Recorder, booth: Booth) -> None:
    with heard.record() as recording:
        booth.voice.say([Said("Rendez-vous \ud800 mardi.", "a", live=True), Said("Fixe \udfff.", "b")])
        booth.marks.wait("")
        booth.voice.say([Said("Mardi.", "c", live=True)])
        booth.marks.wait("", 2)
    assert booth.marks.seen == ["a", "b", "", "c", ""]
    assert len(recording.spoken()) >= 3
