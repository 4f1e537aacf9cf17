"""Which engine speaks: the settings' order, the floor behind all, the first that is there and has the language."""

import subprocess
import sys

import pytest

from tests.voices.stand_ins import Bench, bench
from voices.engines.table import ENGINES, FLOOR, choose, open_engine, open_engines
from voices.faults import Fault
from voices.protocol import Equipment

__all__ = ["bench"]


def names(*wanted: str) -> list[str]:
    return [engine.name for engine in open_engines(Equipment(engines=wanted))]


def test_the_usual_order_ends_on_the_floor() -> None:
    assert names() == list(ENGINES) == ["piper", "mbrola", "pico", "espeak"]


@pytest.mark.parametrize(
    ("wanted", "opened"),
    [
        (("pico",), ["pico", "espeak"]),
        (("espeak", "pico"), ["espeak", "pico"]),
        (("mbrola", "pico", "mbrola"), ["mbrola", "pico", "espeak"]),
        (("pico", "silent"), ["pico", "espeak"]),
    ],
)
def test_the_settings_choose_and_the_floor_stands_behind(wanted: tuple[str, ...], opened: list[str]) -> None:
    assert names(*wanted) == opened


def test_an_engine_that_the_table_has_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        open_engine("festival")


def test_the_first_that_is_here_and_speaks_the_language_is_chosen(bench: Bench) -> None:
    engines = open_engines(Equipment(engines=("piper", "pico")))
    assert (chosen := choose(engines, "nl")) is engines[-1], chosen
    bench.script("pico2wave", "exit 0")
    assert choose(engines, "fr") is engines[1]
    others = open_engines(Equipment(engines=("piper",), piper_model=str(bench.piper())))
    assert choose(others, "fr") is others[0]
    for engine in (*engines, *others):
        engine.close()


def test_no_engine_is_a_fault_that_says_why_of_each(bench: Bench) -> None:
    engines = open_engines(Equipment(engines=("piper",)))
    bench.worker("exit")
    chosen = choose(engines, "fr")
    assert isinstance(chosen, Fault)
    assert "piper" in chosen.reason
    assert "espeak" in chosen.reason


def test_a_language_that_nobody_speaks_is_a_fault(bench: Bench) -> None:
    assert bench.folder.exists()
    engine = open_engine(FLOOR)
    assert choose([engine], "eo") == Fault("espeak has no voice for 'eo'")
    engine.close()


def test_the_kiosk_never_loads_a_speech_library() -> None:
    code = (
        "import sys; from pathlib import Path; from voices.engines.table import FLOOR, open_engine\n"
        "from voices.synthesis import make; engine = open_engine(FLOOR); make(engine, 'Bonjour.', 'fr').duration\n"
        "engine.close(); heavy = {'pyttsx3', 'voices.espeak_driver', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy; assert 'espeak' not in Path('/proc/self/maps').read_text()"
    )
    assert FLOOR == "espeak"
    subprocess.run([sys.executable, "-c", code], check=True)
