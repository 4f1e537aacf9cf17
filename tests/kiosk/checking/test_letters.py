"""Every character of the content can be drawn."""

from pathlib import Path

import pytest

from kiosk.checking.asset_rules import Assets, glyph_findings
from kiosk.checking.lines import Lines
from kiosk.checking.texts import Kind, Text, content_texts
from kiosk.journey.loader import content_folder, load_library
from tests.kiosk.checking.conftest import PLACE


def test_the_fonts_have_every_character_of_the_content(assets: Assets) -> None:
    texts = content_texts(load_library(PLACE), PLACE, Lines(content_folder()))
    assert list(glyph_findings(texts, assets)) == []


def test_a_character_that_no_font_has_is_found(assets: Assets) -> None:
    text = Text("a.yaml", 3, Kind.SENTENCE, "Merci ☺", "Merci ☺")
    (found,) = glyph_findings([text], assets)
    assert (found.file, found.line, found.rule, found.note) == ("a.yaml", 3, "glyph", False)
    assert "U+263A" in found.message


def test_without_fontconfig_a_note_says_that_nothing_was_checked(
    assets: Assets, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (found,) = glyph_findings([], assets)
    assert found.note
