"""What is heard in Dutch is compared by phonemes, so that another spelling of the same sound is no difference."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.opening import open_site
from kiosk.sentences import fixed_sentences
from kiosk.settings import load
from tests.kiosk.bench import MONDAY
from voices.dutch import RULES, normalise

LINES = Path(__file__).with_name("golden_nl.txt").read_text(encoding="utf-8").splitlines()
CUT = [line.partition("|") for line in LINES if line and not line.startswith("#")]
READINGS = [(phrase.strip(), reading.strip()) for phrase, _, reading in CUT]
NAMED = (
    "10.30 uur",
    "9u30",
    "24/11/2026",
    "0800 93 947",
    "OCMW",
    "EPN",
    "€ 25,50",
    "De Kids-ID is voor kinderen jonger dan 12 jaar.",
)
"""What the engine alone misreads."""


@cache
def phonemes(text: str) -> str:
    command = ["espeak-ng", "-v", "nl", "-q", "-x", "--", text]
    return " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_there_are_enough_readings() -> None:
    assert len(READINGS) >= 50


@pytest.mark.parametrize(("phrase", "reading"), READINGS)
def test_is_read_as_a_person_reads_it(phrase: str, reading: str) -> None:
    assert phonemes(normalise(phrase)) == phonemes(reading)


@pytest.mark.parametrize("phrase", NAMED)
def test_the_engine_alone_misreads_it(phrase: str) -> None:
    assert phonemes(phrase) != phonemes(dict(READINGS)[phrase])


def test_the_golden_lines_would_show_a_normaliser_that_does_nothing() -> None:
    shown = [phrase for phrase, reading in READINGS if phonemes(phrase) != phonemes(reading)]
    assert len(shown) > len(READINGS) / 2


@pytest.mark.parametrize("lost", [name for name in RULES if name != "signs"])
def test_a_rule_that_is_lost_is_noticed(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, lost, lambda text: text)
    assert [phrase for phrase, reading in READINGS if phonemes(normalise(phrase)) != phonemes(reading)]


def test_no_break_spaces_are_spaces() -> None:
    assert normalise("10.30\u00a0uur") == "tien uur dertig"


def test_no_space_is_left_before_a_sign() -> None:
    assert normalise("Bezoek 1: u vraagt de kaart aan.") == "Bezoek één: u vraagt de kaart aan."


def test_plain_sentences_stay_as_they_are() -> None:
    sentence = "Kies de makkelijkste manier. Bent u er nog?"
    assert normalise(sentence) == sentence


MADE_UP = st.text(
    st.sampled_from("0123456789 .,:;/-+@€%°'’()&uUrhOCMWdeén“”\u00a0\n") | st.characters(codec="utf-8"), max_size=40
)


@given(MADE_UP)
@example("0")
@example("“”")
def test_any_text_becomes_speakable_and_stays_so(text: str) -> None:
    spoken = normalise(text)
    assert bool(spoken) == bool(text)
    assert normalise(spoken) == spoken
    assert not re.search("[0-9€%]", spoken)


def test_of_all_that_the_kiosk_says_nothing_is_left_to_guess(tmp_path: Path) -> None:
    opened = open_site(load(), tmp_path, lambda: MONDAY, None)
    spoken = [normalise(text) for language, text in fixed_sentences(opened.site) if language == "nl"]
    assert len(spoken) > 200
    assert not [text for text in spoken if re.search(r"\d|[A-Z]{2,}|[@€%®/“”]", text)]
    read = phonemes("\n\n".join(spoken))
    assert "(en)" not in read
