"""Writes the proof-reading sheet: a page a journey, the contents, all findings. It opens from a stick."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from shutil import copyfile
from string import Template

from kiosk.checking.finding import Finding
from kiosk.proof.sheet import Sheet
from screens.tour.card import card_html
from screens.tour.overview import all_findings_html, contents_html
from screens.tour.people import people_html

_FORM = Path(__file__).parent / "page"
CONTENTS = "index.html"
FINDINGS = "constats.html"
_NAV = (
    f'<nav aria-label="Relecture"><a class="contents" href="{CONTENTS}">Tous les parcours</a>'
    f'<a href="{FINDINGS}">Tous les constats</a>'
    '<button type="button" class="save">Enregistrer mes remarques</button><span id="told" role="status"></span></nav>'
)


@dataclass(frozen=True, slots=True)
class Book:
    """All that is to be proof-read."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    """Of the whole content, also of what has no sheet here."""
    invented: str
    """Says that the persons do not exist."""
    made: str
    """When and of what, in French, for the contents and for what is sent back."""

    def link(self, card: str, title: str) -> str:
        """A link to a card by its title, or the title alone where no sheet has the card."""
        page = next((sheet.id for sheet in self.sheets if any(one.id == card for one in sheet.cards)), "")
        return f'<a href="{page}.html#{card}">{escape(title)}</a>' if page else escape(title)


def write_book(folder: Path, book: Book) -> Path:
    """Write every page beside the pictures and sounds; returns the contents."""
    for sheet in book.sheets:
        _write(folder / f"{sheet.id}.html", sheet.title, _sheet(sheet, book), book.made)
    _write(
        folder / FINDINGS,
        "Tous les constats de la vérification",
        all_findings_html(book.findings, book.sheets),
        book.made,
    )
    how = Template((_FORM / "how.html").read_text(encoding="utf-8")).substitute(made=escape(book.made))
    contents = contents_html(how, book.sheets, book.findings, FINDINGS)
    _write(folder / CONTENTS, "Relire les parcours de la borne", contents, book.made, nav="")
    for name in ("relecture.css", "relecture.js"):
        copyfile(_FORM / name, folder / name)
    return folder / CONTENTS


def _sheet(sheet: Sheet, book: Book) -> str:
    cards = "\n".join(card_html(number, card, sheet.title, book.link) for number, card in enumerate(sheet.cards, 1))
    return f"{cards}\n{people_html(book.invented, sheet.people, book.link)}"


def _write(path: Path, title: str, content: str, made: str, nav: str = _NAV) -> None:
    page = Template((_FORM / "page.html").read_text(encoding="utf-8"))
    filled = page.substitute(title=escape(title), content=content, made=escape(made), nav=nav)
    path.write_text(filled, encoding="utf-8")
