"""Files that are not there, or not named like what they hold."""

import shutil
from pathlib import Path

import pytest

from kiosk.errors import ContentError
from kiosk.ids import PlaceId
from kiosk.journey.loader import content_folder, load_library


def test_a_missing_place_is_named() -> None:
    with pytest.raises(ContentError, match=r"^places/nulle_part\.yaml:1: is missing; write it"):
        load_library(PlaceId("nulle_part"))


def test_a_file_must_be_named_like_its_journey(tmp_path: Path) -> None:
    folder = shutil.copytree(content_folder(), tmp_path / "journeys")
    shutil.move(folder / "commune_identite.yaml", folder / "commune_carte.yaml")
    with pytest.raises(ContentError, match="name it 'commune_carte' like the file"):
        load_library(PlaceId("la_louviere"), folder)
