"""The words of the house keep its rules as content does."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.checking.content import text_findings
from kiosk.checking.glossary import read_glossary
from kiosk.checking.lines import Lines
from kiosk.checking.page_texts import page_texts
from kiosk.checking.texts import Kind, content_texts
from kiosk.journey.loader import content_folder, load_library
from kiosk.pages import house_pages
from tests.kiosk.bench import Bench
from tests.kiosk.checking.conftest import PLACE


@pytest.fixture
def known() -> set[str]:
    """What the content files say."""
    texts = content_texts(load_library(PLACE), PLACE, Lines(content_folder()))
    return {one for text in texts for one in (text.text, text.shown)}


def test_every_page_of_the_house_is_without_fault(tmp_path: Path, known: set[str]) -> None:
    texts = page_texts(Bench(tmp_path).opened.site, known)
    kinds = {kind: {text.text for text in texts if text.kind is kind} for kind in Kind}
    assert "Tout est effacé" in kinds[Kind.TITLE]
    assert "Rien n’est confirmé." in kinds[Kind.SENTENCE]
    assert {"Réécouter", "Très lente", "Le son", "espace"} <= kinds[Kind.LABEL]
    assert "Le mode sans voir est fini." in kinds[Kind.SENTENCE]
    assert len(texts) > 80
    assert list(text_findings(texts, read_glossary(content_folder()))) == []


def test_what_content_files_say_is_not_judged_twice(tmp_path: Path) -> None:
    site = Bench(tmp_path).opened.site
    other = {"Une personne vous aide"}
    assert not [text for text in page_texts(site, other) if text.text in other]


def test_a_fault_names_its_page(tmp_path: Path, known: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(house_pages.erased_page(), lines=())
    monkeypatch.setattr(house_pages, "erased_page", lambda: replace(wrong, title="Cliquez pour finir"))
    found = text_findings(page_texts(Bench(tmp_path).opened.site, known), read_glossary(content_folder()))
    assert [str(one) for one in found] == [
        "page « Cliquez pour finir »: click: « Cliquez » in « Cliquez pour finir »; write « touchez »"
    ]
