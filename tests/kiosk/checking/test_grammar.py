"""Grammalecte finds what does not agree, and nothing in what ships."""

from pathlib import Path

import pytest

from kiosk.checking.glossary import Glossary, read_glossary
from kiosk.checking.grammar import grammar_findings
from kiosk.checking.lines import Lines
from kiosk.checking.texts import Kind, Text, content_texts
from kiosk.journey.loader import content_folder, load_library
from tests.kiosk.checking.conftest import PLACE


def of(*sentences: str) -> list[Text]:
    return [Text("a.yaml", line, Kind.SENTENCE, one, one) for line, one in enumerate(sentences, 1)]


def test_what_does_not_agree_is_found_on_its_line_with_what_is_meant() -> None:
    good, bad = "Venez même sans lettre.", "La commune vous invitent à changer de carte."
    (found,) = grammar_findings(of(good, bad), Glossary())
    assert (found.file, found.line, found.rule, found.note) == ("a.yaml", 2, "grammar", False)
    assert found.message.startswith(f"« invitent » in « {bad} »: ")
    assert found.suggestion == "write « invite »"


def test_a_word_of_the_glossary_is_taken_for_no_other() -> None:
    (found,) = grammar_findings(of("Code PIN perdu"), Glossary())
    assert "PIN" in found.message
    assert list(grammar_findings(of("Code PIN perdu"), Glossary(names=("PIN",)))) == []


def test_the_shipped_content_agrees() -> None:
    folder = content_folder()
    texts = content_texts(load_library(PLACE), PLACE, Lines(folder))
    assert list(grammar_findings(texts, read_glossary(folder))) == []


def test_without_the_program_a_note_says_that_nothing_was_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (found,) = grammar_findings(of("Bon."), Glossary())
    assert found.note
    assert "grammalecte-cli" in found.suggestion
