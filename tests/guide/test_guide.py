"""The facilitator's guide cannot grow stale: its pictures are there, its words are the screen's, it keeps the rules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from PIL import Image

from kiosk.checking import length_rules, style_rules, typography_rules
from kiosk.checking.finding import Finding
from kiosk.checking.glossary import read_glossary
from kiosk.checking.spelling import spelling_findings
from kiosk.checking.texts import Kind, Text
from kiosk.checking.word_rules import word_rules
from kiosk.stick.layout import shelves
from tests.guide.pages import GUIDE, IMAGES, LARGEST, SIZE, WORDS
from tests.guide.reading import Passage, passages
from tests.guide.words import product_words
from tests.house.rules import ROOT

RULES = (*length_rules.RULES, *style_rules.RULES, *typography_rules.RULES)
"""Those of what changes are for the world's facts: minutes and digits of the kiosk itself stand in the guide."""
GLOSSARY = structs.replace(read_glossary(ROOT / "kiosk" / "journeys"), words=("USB",))
_NUMBER = re.compile(r"^\d\. ")


def texts(of: tuple[Passage, ...]) -> tuple[Text, ...]:
    """What the guide says, for the rules of `kiosk check`."""
    return tuple(text for one in of for text in _texts(one))


def _texts(passage: Passage) -> Iterator[Text]:
    for kind, words in ((Kind.TITLE if passage.heading else Kind.SENTENCE, passage.text), *_captions(passage)):
        said = _NUMBER.sub("", words)
        if said:
            yield Text(GUIDE.name, passage.line, kind, said, said)


def _captions(passage: Passage) -> Iterator[tuple[Kind, str]]:
    return ((Kind.SENTENCE, said) for _, said in passage.pictures)


def findings(of: tuple[Passage, ...]) -> list[Finding]:
    """What the writing rules say; notes are for a person to weigh."""
    said = texts(of)
    rules = (*RULES, *word_rules(GLOSSARY, said))
    found = [one for text in said for rule in rules for one in rule.findings(text)]
    return [one for one in (*found, *spelling_findings(said, GLOSSARY)) if not one.note]


def unknown(of: tuple[Passage, ...]) -> list[str]:
    """Words that the guide quotes from a screen that does not say them."""
    words = product_words()
    return [quoted for one in of for quoted in one.quoted if not words.have(quoted)]


def test_every_word_that_it_quotes_is_the_screens() -> None:
    quoted = [words for one in passages() for words in one.quoted]
    assert len(quoted) > 50
    assert unknown(passages()) == []


@pytest.mark.parametrize("words", ["Effacer la visite", "Ouverture du matin", "Le visiteur d’abord"])
def test_a_word_that_no_screen_says_is_found(words: str) -> None:
    assert unknown(passages(f"Touchez **{words}**, puis **Fermer**.")) == [words]


def test_it_keeps_the_writing_rules() -> None:
    assert len(texts(passages())) > 80
    assert findings(passages()) == []


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Cliquez sur **Fermer**.", "click"),
        ("Tu touches **Fermer**.", "vous"),
        ("Touchez " + "encore " * 14 + "**Fermer**.", "sentence-length"),
        ("# Un titre de bien plus de huit mots en tout", "title-length"),
        ("Touchez **Fermer** !", "no-break-space"),
        ("Appelez l’animateur.", "one-word"),
        ("![Touchez le signe 5 fois, etc.](images/code.png)", "et-cetera"),
    ],
)
def test_a_sentence_against_the_rules_is_found(said: str, rule: str) -> None:
    assert rule in [one.rule for one in findings(passages(said))]


def test_every_picture_is_there_small_and_shown() -> None:
    shown = {GUIDE.parent / source for one in passages() for source, _ in one.pictures}
    assert shown == set(IMAGES.iterdir())
    for path in shown:
        assert path.stat().st_size <= LARGEST, path.name
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("PNG", (SIZE[0] // 2, SIZE[1] // 2))


def test_the_screens_still_say_what_the_pictures_show(tmp_path: Path) -> None:
    from tests.guide.album import Album

    target = tmp_path / "pictures"
    target.mkdir()
    drawn = {path.name: _words(path) for path in Album(tmp_path, target).take()}
    assert drawn == {path.name: _words(path) for path in IMAGES.iterdir()}, "run `provisioning/guide --pictures`"


def _words(path: Path) -> str:
    with Image.open(path) as picture:
        return str(picture.info[WORDS])


def test_the_folders_of_a_stick_are_those_that_the_kiosk_reads() -> None:
    named = [file for one in passages() for file in one.files]
    assert named == ["/".join((*shelf.folder, *filter(None, [shelf.name]))) for shelf in shelves(frozenset())]


def test_it_has_four_parts() -> None:
    parts = [one.text[0] for one in passages() if one.heading and _NUMBER.match(one.text)]
    assert parts == ["1", "2", "3", "4"]


def test_it_is_printed_on_four_pages(tmp_path: Path) -> None:
    from tests.guide.printing import can_print, page_texts, print_guide

    if not can_print():
        pytest.skip("weasyprint or pdftotext is not installed")
    pages = page_texts(print_guide(tmp_path / "guide.pdf"))
    assert [page.strip()[0] for page in pages[1:]] == ["2", "3", "4"]
    assert len(pages) == 4
    assert "s’efface" in pages[-1]
