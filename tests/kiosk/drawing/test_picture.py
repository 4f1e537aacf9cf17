"""The picture itself, by the real program: every word is there, it fits a sheet, and no word of ours is a command."""

import re
import shutil
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace as changed

from kiosk.drawing.chart import Chart, Sign, chart_of
from kiosk.drawing.dot import dot_of
from kiosk.drawing.layout import LAYOUTS, Layout
from kiosk.drawing.svg import draw
from kiosk.errors import DrawingError
from kiosk.ids import JourneyId, PlaceId, StepId
from kiosk.journey.loader import load_library
from kiosk.usage.leaving import Ended, Endings
from kiosk.usage.period import Period

LIBRARY = load_library(PlaceId("la_louviere"))
needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Debian's graphviz is not installed")
_MM = re.compile(r"([\d.]+)mm")


def chart(name: str, endings: Endings | None = None) -> Chart:
    return chart_of(LIBRARY, LIBRARY.journeys[JourneyId(name)], endings)


def letters(text: str) -> str:
    """Without any space: a line may be broken anywhere."""
    return re.sub(r"\s", "", text)


def drawn(one: Chart, target: Path) -> tuple[ET.Element, str]:
    """The picture, and all that is written on it in the order of the cards."""
    draw((dot_of(one, layout) for layout in LAYOUTS), target)
    root = ET.parse(target).getroot()  # noqa: S314 - our own file
    return root, letters("".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")))


@needs_dot
@pytest.mark.parametrize("name", ["commune_identite", "forem_inscription", "accueil"])
def test_every_word_is_on_one_sheet_of_a4(tmp_path: Path, name: str) -> None:
    one = chart(name)
    root, written = drawn(one, tmp_path / "new" / "one.svg")
    for card in one.cards:
        assert letters(card.title) in written
        for arrow in card.arrows:
            assert letters(arrow.label) in written
            assert all(letters(note) in written for note in arrow.notes)
            assert not isinstance(arrow.to, Sign) or letters(arrow.to.text) in written
    short, long = sorted(float(side) for side in _MM.findall(f"{root.get('width')} {root.get('height')}"))
    assert (short <= 194.0, long <= 281.0) == (True, True)
    arrows = [node for node in root.iter() if node.get("class") == "edge"]
    shown = [way for card in one.cards for way in card.arrows if not isinstance(way.to, Sign) or way.to.apart]
    assert len(arrows) == len(shown)


@needs_dot
def test_counts_are_written_where_visits_ended(tmp_path: Path) -> None:
    endings = Endings((Period("2026-W47"),), {(JourneyId("accueil"), StepId("forem")): Ended(23, 2)})
    _, written = drawn(chart("accueil", endings), tmp_path / "one.svg")
    assert letters("Fin de 23 visites, et moins de 5 dans 2 semaines") in written
    assert letters("Visites comptées du 16 novembre 2026 au 22 novembre 2026.") in written


@needs_dot
def test_no_word_of_the_content_is_a_command(tmp_path: Path) -> None:
    journey = LIBRARY.journeys[JourneyId("accueil")]
    title = 'Un "titre" </B>> & \\N {fin} ]'
    first, *rest = journey.steps
    one = chart_of(LIBRARY, changed(journey, title=title, steps=(changed(first, title=title), *rest)))
    _, written = drawn(one, tmp_path / "one.svg")
    assert written.count(letters(title)) == 2
    assert unescape("&lt;/B&gt;") in written


def test_the_main_path_is_thick_and_results_are_green() -> None:
    text = dot_of(chart("commune_identite"), Layout())
    assert '"rdv":"way0":_ -> "creneaux" [penwidth' in text
    assert '"rdv":"way3":_ -> "internet"\n' in text
    assert '"site":"way0":_ -> "visites"\n' in text
    assert text.count("#cdebd0") == sum(card.last for card in chart("commune_identite").cards)


def test_a_missing_program_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DrawingError, match="install the Debian package graphviz"):
        draw([""], tmp_path / "one.svg")


@needs_dot
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DrawingError, match=r"file.one\.svg: cannot be written"):
        draw(["digraph {}"], tmp_path / "file" / "one.svg")
