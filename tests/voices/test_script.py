"""The page that is read aloud: every sentence once, with its code; and the round trip from it to the kiosk."""

import re
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.opening import open_site
from kiosk.sentences import fixed_sentences
from kiosk.settings import load
from tests.kiosk.bench import MONDAY
from tests.voices.conftest import tone
from voices.clips import Folders, clip_name, clip_path
from voices.names import clip_of
from voices.pcm import Pcm, write_wav
from voices.script import script_page, write_script
from voices.synthesis import speakable

_VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """What is on a page, row by row; an element that is not closed is a failure."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self.headings: list[str] = []
        self.links: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.links += [values[name] for name in ("src", "href") if name in values] + (["link"] if tag == "link" else [])
        if values.get("class") == "s":
            self.rows.append({"id": values["id"]})
        if tag == "input":
            self.rows[-1]["done"] = "yes" if "checked" in values else ""
        if tag not in _VOID:
            self.open.append((tag, values.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        tag, kind = self.open[-1] if self.open else ("", "")
        if tag in {"h2", "h3"}:
            self.headings.append(data)
        elif self.rows and kind:
            self.rows[-1][kind] = data


@pytest.fixture
def sentences(tmp_path: Path) -> list[str]:
    """Give the texts of the embedded site."""
    site = open_site(load(None), tmp_path / "other", lambda: MONDAY, None).site
    return [text for language, text in fixed_sentences(site) if language == "fr"]


def test_every_sentence_of_the_site_is_there_once_with_its_code(
    sentences: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "voix.html"
    assert main(["voices", "script", "--data", str(tmp_path), "--out", str(out)]) == 0
    assert f"{len(sentences)} sentences are in {out}; 0 of the site's" in capsys.readouterr().out
    page = Page(out.read_text(encoding="utf-8"))
    assert sorted(row["t"] for row in page.rows) == sorted(sentences)
    names = [clip_name(text, "fr") for text in sentences]
    for number, row in enumerate(page.rows, 1):
        assert row["n"] == str(number)
        assert row["id"] == row["f"] == clip_name(row["t"], "fr")
        assert clip_of(Path(f"{row['c']}.m4a"), names) == row["id"], "its code leads back to it"
        assert row.get("r") in {None, f"Se lit : {speakable(row['t'], 'fr')}"}
    assert {"Accueil", "M’inscrire au Forem", "Partout sur la borne", "Le stage d’insertion"} <= set(page.headings)
    assert f"{len(sentences)} phrases à lire" in page.text


def test_the_page_needs_nothing_else() -> None:
    html = script_page([("", "", [("fr", "Oui")])], "fr", [], frozenset())
    assert Page(html).links == []
    assert not re.search(r"url\(|@import|https?:|<script", html)
    assert "$" not in html
    assert "break-inside: avoid" in html


def test_what_is_written_in_a_sentence_is_no_html() -> None:
    text = 'Touchez <b>"Oui"</b> & lisez $count'
    page = Page(script_page([("<h1>", "a & b", [("fr", text)])], "fr", [], frozenset()))
    assert [row["t"] for row in page.rows] == [text]
    assert page.headings[-2:] == ["<h1>", "a & b"]


def test_help_stands_where_a_reader_needs_it() -> None:
    texts = ["Aller au CPAS", "Appelez le 064 27 78 11.", "Dites : « Bonjour »", "L’heure est libre."]
    page = Page(script_page([("", "", [("fr", text) for text in texts])], "fr", [], frozenset()))
    assert ["r" in row for row in page.rows] == [True, True, False, False]
    assert page.rows[1]["r"] == "Se lit : Appelez le zéro soixante-quatre, vingt-sept, septante-huit, onze."


def test_what_is_recorded_is_ticked() -> None:
    pairs = [("fr", "Oui"), ("fr", "Non")]
    page = Page(script_page([("", "", pairs)], "fr", [], frozenset({clip_name("Non", "fr")})))
    assert [row["done"] for row in page.rows] == ["", "yes"]
    assert [row.get("d", "") for row in page.rows] == ["", "déjà enregistrée"]


def test_one_journey_alone(tmp_path: Path) -> None:
    out = tmp_path / "voix.html"
    command = ["voices", "script", "--data", str(tmp_path), "--out", str(out), "--journey"]
    assert main([*command, "forem_inscription"]) == 0
    texts = [row["t"] for row in Page(out.read_text(encoding="utf-8")).rows]
    assert "Le Forem aide à trouver un travail." in texts
    assert "DOC STOP bloque la carte" not in texts
    assert main([*command, "tax"]) == 1


def test_a_code_is_told_apart_from_all_sentences_of_the_site(tmp_path: Path) -> None:
    first: dict[str, str] = {}
    texts = (f"Numéro {number}" for number in count())
    other = next(text for text in texts if first.setdefault(clip_name(text, "fr")[:6], text) != text)
    text = first[clip_name(other, "fr")[:6]]
    everything = [("fr", text), ("fr", other)]
    out = tmp_path / "voix.html"
    write_script(out, [("", "", [("fr", text)])], "fr", everything, Folders.of(tmp_path))
    (row,) = Page(out.read_text(encoding="utf-8")).rows
    assert clip_of(Path(f"{row['c']}.wav"), [clip_name(one, "fr") for _, one in everything]) == clip_name(text, "fr")


def test_a_page_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["voices", "script", "--data", str(tmp_path), "--out", str(tmp_path / "file" / "voix.html")]) == 1
    assert "cannot be written" in capsys.readouterr().out
    assert main(["voices", "script", "--data", str(tmp_path), "--language", "xx"]) == 1
    assert "no sentence in the language 'xx'" in capsys.readouterr().out


def test_from_the_page_to_the_kiosk_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, stick, data = tmp_path / "voix.html", tmp_path / "stick", ["--data", str(tmp_path / "data")]
    stick.mkdir()
    main(["voices", "script", *data, "--out", str(out)])
    row = next(row for row in Page(out.read_text(encoding="utf-8")).rows if row["t"] == "Le stage d’insertion")
    silence = bytes(44_100)
    write_wav(stick / f"{row['c']}.wav", Pcm(silence + tone(440, 1.5).samples + silence, 22_050))
    assert main(["voices", "import", str(stick), *data]) == 0
    assert capsys.readouterr().out.endswith(
        f"taken: {row['c']}.wav: Le stage d’insertion (1.7 s)\nrecordings: 1 taken, 0 refused\n"
    )
    recorded = Folders.of(tmp_path / "data").recorded[0]
    assert clip_path(recorded, "fr", row["id"]).exists()
    main(["voices", "script", *data, "--out", str(out)])
    assert [line["t"] for line in Page(out.read_text(encoding="utf-8")).rows if line["done"]] == [
        "Le stage d’insertion"
    ]
    write_wav(stick / "001.wav", tone(440, 1.0))
    assert main(["voices", "import", str(stick), *data]) == 1
    assert "recordings: 1 taken, 1 refused" in capsys.readouterr().out


def test_a_word_of_the_kiosks_own_lexicon_is_read_as_the_kiosk_says_it(tmp_path: Path) -> None:
    out, data = tmp_path / "voix.html", ["--data", str(tmp_path)]
    main(["voices", "script", *data, "--out", str(out)])
    assert "stagiation" not in out.read_text(encoding="utf-8")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "lexicon_fr.toml").write_text('[mots]\n"stage" = "stagiation"\n', encoding="utf-8")
    main(["voices", "script", *data, "--out", str(out)])
    row = next(row for row in Page(out.read_text(encoding="utf-8")).rows if row["t"] == "Le stage d’insertion")
    assert row["r"] == "Se lit : Le stagiation d'insertion"
