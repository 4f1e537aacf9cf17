"""A fault of content never keeps the kiosk from its resting screen: what is broken leads to a person."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.ids import PlaceId
from kiosk.journey.loader import content_folder
from kiosk.opening import Opened, open_site
from kiosk.page import HomePage
from kiosk.settings import load
from tests.kiosk.bench import MONDAY, Bench


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "journeys"
    shutil.copytree(content_folder(), folder)
    return folder


def opened(content: Path) -> Opened:
    return open_site(load(), content.parent, lambda: MONDAY, date(2026, 11, 23), content)


def to_of(site: Opened, journey: str, choice: str) -> str:
    steps = next(one for name, one in site.site.library.journeys.items() if name == journey).steps
    to: str = next(o.to for step in steps for o in getattr(step, "choices", ()) if o.id == choice)
    return to


def test_a_broken_journey_leaves_the_doors_and_leads_to_a_person(content: Path) -> None:
    (content / "commune_identite.yaml").write_text("id: [", encoding="utf-8")
    site = opened(content)
    assert site.faults[0].startswith("commune_identite.yaml:1: is not valid YAML")
    assert to_of(site, "accueil", "identite") == "@person"
    assert to_of(site, "accueil", "inscription") == "forem_inscription:depart"
    assert to_of(site, "forem_inscription", "carte") == "@person"


def test_a_target_that_is_no_step_leads_to_a_person(content: Path) -> None:
    path = content / "commune_identite.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("to: lettre}", "to: nowhere}"), encoding="utf-8")
    site = opened(content)
    assert to_of(site, "commune_identite", "lettre") == "@person"


def test_a_journey_whose_appointment_leads_nowhere_is_left_out(content: Path) -> None:
    path = content / "commune_identite.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("to: billet", "to: nowhere"), encoding="utf-8")
    site = opened(content)
    assert "commune_identite" not in site.site.library.journeys
    assert to_of(site, "accueil", "identite") == "@person"


def test_autre_chose_leads_to_a_person_where_its_question_is_lost(content: Path) -> None:
    path = content / "accueil.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("other: autre", "other: nowhere"), encoding="utf-8")
    bench = Bench(content.parent, ready=opened(content))
    assert bench.touch("Autre chose").title.startswith("Autre chose\u00a0? Une personne")


@pytest.mark.parametrize("broken", ["accueil.yaml", "national.yaml", "facts.yaml", "places/la_louviere.yaml"])
def test_each_broken_file_still_gives_a_resting_screen(content: Path, broken: str) -> None:
    (content / broken).write_text("x: [", encoding="utf-8")
    site = opened(content)
    assert len(site.faults) >= 1
    bench = Bench(content.parent, ready=opened(content))
    assert isinstance(bench.page, HomePage)
    assert bench.page.choices
    first = bench.page.choices[0].id
    bench.press(first)
    assert bench.page.title


def test_a_missing_place_shows_fallback_sentences(content: Path) -> None:
    (content / "places" / "la_louviere.yaml").unlink()
    bench = Bench(content.parent, ready=opened(content))
    assert bench.opened.site.library.commune == PlaceId("la_louviere")
    bench.touch("La commune", "Ma carte d’identité", "J’ai reçu une lettre", "Continuer", "Continuer", "Par téléphone")
    assert "Demandez le numéro de la commune à une personne." in [line.text for line in bench.page.lines]
