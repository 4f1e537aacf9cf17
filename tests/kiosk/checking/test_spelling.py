"""Debian's French dictionary finds a misspelt word, knows names and elided words, and says when it is not there."""

from pathlib import Path

import pytest

from kiosk.checking.glossary import Glossary, read_glossary
from kiosk.checking.lines import Lines
from kiosk.checking.page_texts import page_texts
from kiosk.checking.spelling import misspelt, spelling_findings
from kiosk.checking.texts import Kind, Text, content_texts
from kiosk.journey.loader import content_folder, load_library
from tests.kiosk.bench import Bench
from tests.kiosk.checking.conftest import PLACE, Plant


def of(sentence: str) -> list[Text]:
    return [Text("a.yaml", 3, Kind.SENTENCE, sentence, sentence)]


def test_the_shipped_content_and_the_pages_are_spelled_well(tmp_path: Path) -> None:
    folder = content_folder()
    texts = content_texts(load_library(PLACE), PLACE, Lines(folder))
    pages = page_texts(Bench(tmp_path).opened.site, frozenset())
    assert len({*texts, *pages}) > 500
    assert list(spelling_findings((*texts, *pages), read_glossary(folder))) == []


def test_a_misspelt_word_is_found_on_its_line_with_what_is_meant(content: Path, plant: Plant) -> None:
    line = plant("commune_identite.yaml", "Gardez l’attestation", "Gardez l’attestaton")
    texts = content_texts(load_library(PLACE, content), PLACE, Lines(content))
    (found,) = spelling_findings(texts, read_glossary(content))
    assert (found.file, found.line, found.rule, found.note) == ("commune_identite.yaml", line, "spelling", False)
    assert "attestation" in found.suggestion


def test_names_acronyms_addresses_and_elided_words_are_no_mistakes() -> None:
    sentence = "L’ONEM et l’épicerie ÉpiLouve, info@leforem.be, le C4, qu’il dit aujourd’hui à Trifouillis."
    assert [one.message for one in spelling_findings(of(sentence), Glossary(names=("ÉpiLouve", "Trifouillis")))] == []


def test_a_word_of_the_glossary_is_right_in_small_letters_only_as_it_stands_there() -> None:
    texts = of("Le blorp et la blarp.")
    (found,) = spelling_findings(texts, Glossary(words=("blorp",)))
    assert "blarp" in found.message


def test_without_a_dictionary_a_note_says_that_nothing_was_checked() -> None:
    (found,) = spelling_findings(of("Le blorp."), Glossary(), dictionary="xx_none")
    assert found.note
    assert "hunspell-fr-classical" in found.suggestion


def test_without_the_program_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert misspelt(["blorp"]) is None
