"""Everything that the driver that comes with pyttsx3 does wrong, done right."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from pyttsx3.engine import Engine

from voices import espeak_driver


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = espeak_driver.engine()
    engine.errors = []
    token = engine.connect("error", lambda name, exception: engine.errors.append((name, exception)))
    engine.setProperty("voice", "fr-be")
    engine.setProperty("rate", 100)
    engine.runAndWait()
    yield engine
    engine.disconnect(token)
    engine.setProperty("sink", None)


def test_each_of_two_texts_is_made(engine: Engine) -> None:
    heard: list[bytes] = []
    engine.setProperty("sink", heard.append)
    engine.say("Premier texte.")
    first = sum(map(len, heard))
    engine.say("Deuxième texte.")
    assert 0 < first < sum(map(len, heard))


def test_phonemes_in_double_brackets_are_spoken_not_read_out(engine: Engine) -> None:
    def bytes_of(text: str) -> int:
        heard: list[bytes] = []
        engine.setProperty("sink", heard.append)
        engine.say(text)
        return sum(map(len, heard))

    assert bytes_of("[[swan^'i]]") == pytest.approx(bytes_of("soigni"), rel=0.2)


def test_saving_does_not_mute_what_follows(engine: Engine, tmp_path: Path) -> None:
    heard: list[bytes] = []
    engine.setProperty("sink", heard.append)
    engine.save_to_file("Bonjour.", str(tmp_path / "a.wav"))
    size = (tmp_path / "a.wav").stat().st_size
    assert not heard
    engine.say("Au revoir.")
    assert heard
    assert (tmp_path / "a.wav").stat().st_size == size > 10_000


def test_two_texts_in_the_queue_are_two_files(engine: Engine, tmp_path: Path) -> None:
    engine.save_to_file("Un.", str(tmp_path / "a.wav"))
    engine.save_to_file("Deux mots de plus.", str(tmp_path / "b.wav"))
    engine.runAndWait()
    short, long = soundfile.info(tmp_path / "a.wav"), soundfile.info(tmp_path / "b.wav")
    assert 0.1 < short.duration < long.duration
    assert short.samplerate == engine.getProperty("sample_rate")


def test_a_sink_that_has_enough_stops_the_synthesis(engine: Engine) -> None:
    heard: list[bytes] = []
    ends: list[bool] = []

    def enough(samples: bytes) -> bool:
        heard.append(samples)
        return True

    token = engine.connect("finished-utterance", lambda name, completed: ends.append(completed))  # noqa: ARG005
    engine.setProperty("sink", enough)
    engine.say("Une phrase assez longue pour être faite en plusieurs morceaux.")
    engine.disconnect(token)
    assert len(heard) == 1
    assert ends == [False]


def test_a_voice_that_does_not_exist_is_an_error_and_the_next_text_is_made(engine: Engine) -> None:
    heard: list[bytes] = []
    engine.setProperty("sink", heard.append)
    engine.setProperty("voice", "klingon-be")
    engine.say("Bonjour.")
    assert "klingon-be" in str(engine.errors[0][1])
    assert not heard
    engine.setProperty("voice", "fr-be")
    engine.say("Bonjour.")
    assert heard


def test_speaking_without_a_sink_and_unknown_properties_are_errors(engine: Engine) -> None:
    engine.say("Bonjour.")
    engine.setProperty("colour", "blue")
    assert [type(error) for _, error in engine.errors] == [espeak_driver.EngineError, KeyError]


def test_the_application_starts_without_the_engine() -> None:
    code = (
        "import sys, voices.spoken, voices.table, voices.silent, voices.build, voices.audit\n"
        "heavy = {'pyttsx3', 'num2words', 'voices.espeak_driver'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
