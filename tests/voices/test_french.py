"""What is heard is compared by phonemes, so that another spelling of the same sound is no difference."""

import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voices.french import normalise

LINES = Path(__file__).with_name("golden_fr.txt").read_text(encoding="utf-8").splitlines()
CUT = [line.partition("|") for line in LINES if line and not line.startswith("#")]
READINGS = [(phrase.strip(), reading.strip()) for phrase, _, reading in CUT]
NAMED = (
    "10 h 30",
    "0800 93 947",
    "CPAS",
    "EPN",
    "EFT",
    "itsme®",
    "aidé·e",
    "M. Dupont",
    "p. ex.",
    "info@leforem.be",
    "71e",
    "01/12/2025",
    ".be",
)
"""The misreadings that made us write a normaliser."""


@cache
def phonemes(text: str) -> str:
    result = subprocess.run(
        ["espeak-ng", "-v", "fr-be", "-q", "-x", "--", text], capture_output=True, text=True, check=True
    )
    return " ".join(result.stdout.split())


@pytest.mark.parametrize(("phrase", "reading"), READINGS)
def test_is_read_as_a_person_reads_it(phrase: str, reading: str) -> None:
    assert phonemes(normalise(phrase)) == phonemes(reading)


@pytest.mark.parametrize("phrase", NAMED)
def test_the_engine_alone_misreads_it(phrase: str) -> None:
    assert phonemes(phrase) != phonemes(dict(READINGS)[phrase])


def test_the_golden_lines_would_show_a_normaliser_that_does_nothing() -> None:
    shown = [phrase for phrase, reading in READINGS if phonemes(phrase) != phonemes(reading)]
    assert len(shown) > len(READINGS) / 2


@pytest.mark.parametrize("trap", ["é", "emme"])
def test_the_normaliser_avoids_words_that_are_traps(trap: str) -> None:
    for phrase, _ in READINGS:
        assert trap not in normalise(phrase).split()


def test_no_break_spaces_are_spaces() -> None:
    assert normalise("10\u202fh\u00a030") == "dix heures trente"
    assert normalise("25\u00a0€") == "vingt-cinq euros"


def test_plain_sentences_stay_as_they_are() -> None:
    sentence = "Touchez la phrase qui vous ressemble. Êtes-vous encore là ?"
    assert normalise(sentence) == sentence


MADE_UP = st.text(
    st.sampled_from("0123456789 .,:;/-+@€%°·'’()&hHeErMnpCPASÉéèàœ®«»\u00a0\n") | st.characters(codec="utf-8"),
    max_size=40,
)


@given(MADE_UP)
@example("0")
@example("\u00ad")
@example("0" * 40)
@example("99:99 99/99/9999 +00 (e) ·e")
def test_never_fails_and_never_falls_silent(text: str) -> None:
    assert bool(normalise(text)) == bool(text)


@given(st.lists(st.sampled_from([phrase for phrase, _ in READINGS]), min_size=1, max_size=4).map(" ".join) | MADE_UP)
def test_twice_is_as_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
