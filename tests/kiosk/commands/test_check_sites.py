"""`kiosk check --official-sites` without a network: recorded pages, and a machine that has no browser to look with."""

import json
import os
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.checking.official_sites import file_in
from kiosk.journey.loader import content_folder
from kiosk.official_site.loading import read_guidances
from kiosk.official_site.verify import record
from kiosk.official_site.view import View


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the first pages of the sites whose guidance ships, as if they had been recorded."""
    for guidance in read_guidances(content_folder())[0].values():
        file_in(tmp_path, guidance).write_bytes(record(View(guidance.start, language="fr-BE")))
    return tmp_path


def _check(*more: object) -> int:
    return main(["check", "--official-sites", *map(str, more)])


def test_recorded_pages_that_fit_are_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check("--recorded", folder, "--data", folder) == 0
    assert capsys.readouterr().out == "no faults: 3 official sites, each first page\n"


def test_the_guidance_of_a_communes_own_file_is_looked_at_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = (content_folder() / "official_sites" / "forem_inscription.yaml").read_text(encoding="utf-8")
    (folder / "official_sites").mkdir()
    own = folder / "official_sites" / "guichet_ici.yaml"
    own.write_text(shipped.replace("id: forem_inscription", "id: guichet_ici"), encoding="utf-8")
    (folder / "places").mkdir()
    place = (content_folder() / "places" / "la_louviere.yaml").read_text(encoding="utf-8")
    (folder / "places" / "la_louviere.yaml").write_text(place, encoding="utf-8")
    (folder / "guichet_ici.json").write_bytes(record(View("https://www.leforem.be/", language="nl")))
    assert _check("--recorded", folder, "--data", folder, "--format", "json") == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["file"], told["rule"]) == ("official_sites/guichet_ici.yaml", "site-misfit")


def test_a_recorded_page_that_does_not_fit_is_told_as_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "forem_rendez_vous.json").write_bytes(record(View("https://www.leforem.be/", language="nl")))
    assert _check("--recorded", folder, "--data", folder, "--format", "json") == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["file"], told["rule"]) == ("official_sites/forem_rendez_vous.yaml", "site-misfit")
    assert told["line"]
    assert told["suggestion"]


def test_as_root_without_a_user_nothing_is_opened_and_it_is_said_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("kiosk.official_site.browser.program.found", lambda: "there")
    assert _check("--data", tmp_path) == 3
    assert "[official_sites] with user" in capsys.readouterr().err


def test_without_a_browser_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk.official_site.browser.program.found", str)
    assert _check("--data", tmp_path) == 3
    assert "install chromium-headless-shell" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_opened(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "file").touch()
    assert _check("--record", folder / "file" / "below", "--data", folder) == 1
    assert "cannot be made" in capsys.readouterr().err
