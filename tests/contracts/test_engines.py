"""What every speech engine promises, whoever made it. Those of Debian's non-free part run where they are installed."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.voices.stand_ins import BROKEN, Bench, bench, children, impatient, needs, strangers
from voices.engines import mbrola
from voices.engines.limits import LONGEST
from voices.engines.protocol import Engine
from voices.engines.table import ENGINES, open_engine
from voices.faults import Fault
from voices.pcm import Pcm, numbers
from voices.protocol import Equipment

__all__ = ["bench", "impatient", "strangers"]
PROGRAMS = {"mbrola": "mbrola", "pico": "pico2wave"}
"""By engine, what is not on every machine."""


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    named: str = request.param
    return named


@pytest.fixture
def engine(name: str, bench: Bench) -> Any:
    """Give each engine of the table; piper is played by a program that makes real sound."""
    if name in PROGRAMS:
        needs(PROGRAMS[name])
    engine = open_engine(name, Equipment(piper_model=str(bench.piper()) if name == "piper" else ""))
    yield engine
    engine.close()
    assert children() == []


def sound(made: Pcm | Fault) -> Pcm:
    assert isinstance(made, Pcm), made
    return made


def test_it_is_the_one_of_the_table_and_says_what_it_is(engine: Engine, name: str) -> None:
    assert engine.name == name
    version = engine.version()
    assert isinstance(version, str)
    assert version == engine.version()
    assert engine.voice("fr")
    assert engine.pace("fr") > 0
    assert engine.voice("eo") == ""
    assert ("gap" in engine.manner("fr")) == (name in {"espeak", "mbrola"}), "what changes the sound is told"


def test_it_turns_words_into_sound(engine: Engine) -> None:
    short, long = (
        sound(engine.synthesise(words, "fr")) for words in ("Bonjour.", "Bonjour à vous toutes et à vous tous.")
    )
    assert 0.2 < short.duration < long.duration < 8
    values = numbers(long.samples)
    assert max(values) > 2_000
    assert max(values) < 32_767
    assert min(values) > -32_768


def test_the_words_stand_in_no_list_of_processes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    real = subprocess.Popen

    def spy(command: list[str], **options: Any) -> Any:
        started.extend([*map(str, command), *options.get("env", {}).values()])
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", spy)
    sound(engine.synthesise("Madame Untel, quatre heures.", "fr"))
    assert started
    assert not [word for word in started if "Untel" in word]


def test_what_it_cannot_say_is_a_fault_without_the_words(engine: Engine) -> None:
    for made in (engine.synthesise("Saluton.", "eo"), engine.synthesise("Saluton." * LONGEST, "fr")):
        assert isinstance(made, Fault)
        assert "Saluton" not in made.reason


@pytest.mark.parametrize("words", ["5 < 6 & <b>", "[[", "]] [[a", "\0un", "deux\n\ntrois", "😀 é", "-v", "%s\\n", "…"])
def test_odd_words_harm_nothing(engine: Engine, words: str) -> None:
    made = engine.synthesise(words, "fr")
    assert isinstance(made, Pcm | Fault)
    assert sound(engine.synthesise("Bonjour.", "fr")).duration > 0.2


def test_closed_twice_it_speaks_again(engine: Engine) -> None:
    sound(engine.synthesise("Bonjour.", "fr"))
    engine.close()
    engine.close()
    assert children() == []
    sound(engine.synthesise("Bonjour.", "fr"))


def test_what_is_wanted_no_longer_is_not_waited_for(name: str, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = _broken(name, "hang", bench, monkeypatch)
    assert isinstance(broken.synthesise("Bonjour.", "fr", lambda: False), Fault)  # its own limit is seconds away
    broken.close()
    assert children() == []


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("how", BROKEN)
def test_broken_it_gives_a_fault_and_leaves_nothing(
    name: str, how: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = _broken(name, how, bench, monkeypatch)
    made = broken.synthesise("Bonjour.", "fr")
    assert isinstance(made, Fault), made
    assert made.reason.startswith(f"{name} ")
    assert children() == []
    broken.close()


def _broken(name: str, how: str, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An engine all of whose programs do something wrong, whether or not the real ones are installed."""
    model = bench.piper()
    bench.break_all(how)
    voice = bench.folder / "fr4" / "fr4"
    voice.parent.mkdir()
    voice.write_bytes(b"no voice")
    monkeypatch.setattr(mbrola, "DATA", bench.folder)
    return open_engine(name, Equipment(piper_model=str(model)))


@pytest.mark.parametrize("name", ["piper", "pico", "mbrola"])
def test_one_that_is_not_installed_says_so(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = open_engine(name)
    assert isinstance(engine.version(), Fault)
    assert engine.voice("fr") == ""
    assert isinstance(engine.synthesise("Bonjour.", "fr"), Fault)
