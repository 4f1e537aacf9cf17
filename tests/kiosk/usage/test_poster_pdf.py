"""The poster as a PDF: one page of A4, our letters, the same bytes; read again by poppler's programs."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.ids import JourneyId
from kiosk.usage.export import export
from kiosk.usage.poster import Poster, poster_of
from kiosk.usage.poster_pdf import NoTypstError, page
from tests.kiosk.usage.samples import NAMES, TODAY, USUAL, WEEK, Cells, exported, rows

pytest.importorskip("typst", reason="pip install .[poster]")
FONTS = Path("screens") / "assets" / "fonts"
LONG = "Une démarche dont le titre compte huit mots"
SITE = "Espace public numérique de la bibliothèque communale de Saint-Vaast et du quartier de Bois-du-Luc, La Louvière"
OUTCOMES = ("booked", "requested", "phone", "online", "counter", "person", "information", "left")
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def usual() -> Poster:
    return poster_of(exported(USUAL), WEEK, lambda _: "forem")


def fullest() -> Poster:
    """More topics than there is room for, each with every end and a long title; a site with a long name."""
    many = {JourneyId(f"j{number}"): f"{LONG} {number}" for number in range(30)}
    ends = dict.fromkeys(OUTCOMES, "Rendez-vous demandé")
    cells: Cells = {
        (journey, outcome): 2 if number > 20 else 900 + number
        for number, journey in enumerate(many)
        for outcome in ends
    }
    cells["j1", "left"] = 1
    found = export(rows(cells, minutes=99_995), TODAY, replace(NAMES, site=SITE, journeys=many, outcomes=ends))
    return poster_of(found, WEEK, lambda _: "aid")


def told(program: str, content: bytes, tmp_path: Path, *options: str) -> str:
    file = tmp_path / "poster.pdf"
    file.write_bytes(content)
    return subprocess.run([program, *options, str(file), *(["-"] if "text" in program else [])], capture_output=True,
                          text=True, check=True).stdout  # fmt: skip


def test_the_same_week_is_the_same_file() -> None:
    assert page(usual(), FONTS) == page(usual(), FONTS)


@needs_poppler
def test_all_its_words_can_be_read_again(tmp_path: Path) -> None:
    found = usual()
    read = " ".join(told("pdftotext", page(found, FONTS), tmp_path, "-layout").split())
    cards = (found.visits, *found.cards, *found.ends)
    wanted = [found.site, found.title, found.topics, found.ends_title, found.promise, *found.privacy, *found.small]
    wanted += [text for card in cards for text in (card.number, card.label)]
    wanted += [text for bar in found.bars for text in (bar.title, bar.number)]
    assert [text for text in wanted if " ".join(text.split()) not in read] == []


@needs_poppler
@pytest.mark.parametrize("cells", [USUAL, {}, {("aide_cpas", "phone"): 3}, None], ids=["usual", "none", "few", "full"])
def test_one_page_tagged_and_in_our_letters(tmp_path: Path, cells: Cells | None) -> None:
    found = fullest() if cells is None else poster_of(exported(cells), WEEK, lambda _: "forem")
    content = page(found, FONTS)
    about = dict(line.split(":", 1) for line in told("pdfinfo", content, tmp_path).splitlines())
    assert (about["Pages"].strip(), about["Tagged"].strip()) == ("1", "yes")
    assert "A4" in about["Page size"]
    assert about["Title"].strip() == f"{found.site} — {found.title}"
    fonts = [line.split() for line in told("pdffonts", content, tmp_path).splitlines()[2:]]
    assert fonts
    assert all("Lexend" in font[0] and font[-5] == "yes" for font in fonts), "every font is in the file"


@needs_poppler
def test_nothing_is_lost_where_room_is_short(tmp_path: Path) -> None:
    found = fullest()
    read = " ".join(told("pdftotext", page(found, FONTS), tmp_path, "-layout").split())
    for number in [bar.number for bar in found.bars] + [card.number for card in found.ends]:
        assert number in read


def test_without_typst_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypstError):
        page(usual(), FONTS)
