"""The shipped content is without fault; each seeded fault is found, with its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import ContentError
from kiosk.ids import PlaceId
from kiosk.journey.checks import check_library
from kiosk.journey.loader import content_folder, load_library

PLACE = PlaceId("la_louviere")
Edit = Callable[[str, str, str], list[str]]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Change a word of a copy of the content; the findings of the checks as text."""
    folder = tmp_path / "journeys"
    shutil.copytree(content_folder(), folder)

    def edit(file: str, old: str, new: str) -> list[str]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return [str(finding) for finding in check_library(load_library(PLACE, folder))]

    return edit


def test_the_shipped_content_is_without_fault() -> None:
    assert check_library(load_library(PLACE)) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to: lettre_plus", "to: nowhere", "there is no step 'nowhere'"),
        ("to: attestation}", "to: prendre}", "step attestation: no step leads here"),
        ("start: depart", "start: begin", "there is no step 'begin'"),
        ("[commune.docstop]", "[commune.price]", "the fact 'commune.price' is not in facts.yaml"),
        ("{docstop}", "{hotline}", "{hotline} is no value"),
        ("when: bookable", "when: raining", "when: 'raining' is unknown"),
        ("field: name", "field: age", "field: 'age' is unknown"),
        ("La Kids-ID est la carte des enfants.", "La carte " + "bien " * 14 + "longue.", "words; 14 at most"),
        ("Gardez l’attestation", "Gardez " + "bien " * 8 + "l’attestation", "the title has"),
        ("Carte perdue ou volée", "Ma carte est perdue ou volée", "the label"),
        ("Gardez l’attestation", "Gardez l'attestation", "write the apostrophe"),
        ("Et la photo\u00a0?", "Et la photo ?", "non-breaking space"),
        ("- id: photo\n  kind", "- id: attestation\n  kind", "two steps have the id 'attestation'"),
        ("id: conseil, label", "id: continuer, label", "two choices have the id 'continuer'"),
        ("need: commune_identite\n", "", "a slots step wants `need:`"),
        ("otherwise: tel", 'otherwise: "@person"', "'@person' is for buttons"),
        ("Une photo récente", "La photo d'identité", "write the apostrophe"),
    ],
)
def test_a_seeded_fault_is_found(edited: Edit, old: str, new: str, said: str) -> None:
    findings = edited("commune_identite.yaml", old, new)
    assert any(said in finding for finding in findings), findings
    assert all(finding.startswith("commune_identite.yaml:") for finding in findings if said in finding)


def test_a_trap_without_an_end_is_found(edited: Edit) -> None:
    last = 'id: resume, label: "Voir mon résumé", icon: arrow-right, to: memo}\n- id: memo'
    findings = edited("commune_identite.yaml", last, last.replace("to: memo", "to: urgent"))
    assert any("step urgent: no path from here ever ends" in finding for finding in findings), findings


def test_the_line_of_a_finding_is_that_of_its_step(edited: Edit) -> None:
    lines = (content_folder() / "commune_identite.yaml").read_text(encoding="utf-8").splitlines()
    expected = lines.index("- id: attestation") + 1
    (finding,) = edited("commune_identite.yaml", "Gardez l’attestation", "Gardez l'attestation")
    assert finding.startswith(f"commune_identite.yaml:{expected}: step attestation:")


def test_a_resting_screen_cannot_be_sensitive(edited: Edit) -> None:
    (finding,) = edited("accueil.yaml", "start: accueil\n", "start: accueil\nsensitive: true\n")
    assert finding.startswith("accueil.yaml:5: sensitive: the resting screen speaks before anybody can be asked")


def test_a_mark_of_sensitive_matters_is_a_plain_yes_or_no(edited: Edit) -> None:
    with pytest.raises(ContentError, match=r"^aide_cpas\.yaml:6: sensitive: Expected `bool`"):
        edited("aide_cpas.yaml", "sensitive: true", "sensitive: peut-être")


def test_a_missing_place_is_named() -> None:
    with pytest.raises(ContentError, match=r"^places/nulle_part\.yaml:1: is missing; write it"):
        load_library(PlaceId("nulle_part"))


def test_a_file_must_be_named_like_its_journey(edited: Edit) -> None:
    with pytest.raises(ContentError, match="name it 'commune_identite' like the file"):
        edited("commune_identite.yaml", "id: commune_identite", "id: commune_carte")
