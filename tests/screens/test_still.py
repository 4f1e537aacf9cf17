"""The picture of a kiosk that cannot start: whom to call stands on it, on every panel, and in the files themselves."""

import gzip
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.pages.house_pages import maintenance_page, still_page
from kiosk.settings import default_site
from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.staging import stage

NAME, PHONE = "Le service informatique de La Louvière 1", "+32 64 12 34 56"


@pytest.mark.parametrize(
    ("name", "phone", "said"),
    [
        ("", "", "Appelez la personne qui l’a installée."),
        ("Anne Dupont", "064 12 34 56", "Téléphonez\u00a0: Anne Dupont, 064\u00a012\u00a034\u00a056."),
        ("", "064 12 34 56", "Téléphonez au 064\u00a012\u00a034\u00a056."),
        ("Anne Dupont", "", "Prévenez\u00a0: Anne Dupont."),
    ],
)
def test_it_says_whom_to_call(name: str, phone: str, said: str) -> None:
    assert still_page(name, phone).fault.endswith(f"Rien ne change\u00a0? {said}")


@pytest.mark.parametrize("size", [(800, 480), (720, 1280), (1280, 800), (1920, 1080)])
def test_the_longest_contact_has_its_place_on_every_panel(pilot: Pilot, size: tuple[int, int]) -> None:
    pilot.resize(*size)
    stage(pilot, still_page(NAME, PHONE), panel_for(*size))
    assert any(NAME in text for text in pilot.texts())
    assert pilot.labels_that_do_not_fit() == []
    stage(pilot, maintenance_page(), panel_for(*size))
    assert any("Laissez la borne allumée." in text for text in pilot.texts())
    assert not any("Débranchez" in text for text in pilot.texts())
    assert pilot.labels_that_do_not_fit() == []


def test_the_command_draws_who_stands_in_the_settings(
    pilot: Pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.still.REFERENCE_PANELS", (panel_for(800, 480),))
    site, plain, named = tmp_path / "site.toml", tmp_path / "plain", tmp_path / "named"
    more = f'\n[facilitator]\nname = "{NAME}"\nphone = "{PHONE}"\n'
    site.write_text(default_site().read_text(encoding="utf-8") + more, encoding="utf-8")
    assert main(["still", "--out", str(plain)]) == 0
    assert main(["still", "--site", str(site), "--out", str(named)]) == 0
    folders = (plain, named, named / "maintenance")
    pictures = [gzip.decompress((folder / "800x480.ppm.gz").read_bytes()) for folder in folders]
    assert {picture[:15] for picture in pictures} == {b"P6 800 480 255\n"}
    assert len(set(pictures)) == 3, "the contact is on one of them"
    pilot.clear()
