"""Where a stick is looked for: a mounted one, never an empty mount point."""

from pathlib import Path

import pytest

from kiosk.device.setup import DeviceTable
from kiosk.stick.media import Mounted, PlainFolder, open_media


def test_a_folder_stands_for_a_stick(tmp_path: Path) -> None:
    assert PlainFolder(tmp_path).folder() == tmp_path
    assert PlainFolder(tmp_path / "gone").folder() is None


@pytest.mark.parametrize("where", ["KEY", "user/KEY"])
def test_a_mounted_one_is_found_where_desktops_put_it(where: str, tmp_path: Path) -> None:
    stick = tmp_path / where
    stick.mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    assert Mounted((tmp_path,), lambda path: path == stick).folder() == stick


def test_a_mount_point_without_a_stick_is_none(tmp_path: Path) -> None:
    (tmp_path / "user" / "KEY").mkdir(parents=True)
    assert Mounted((tmp_path, tmp_path / "gone")).folder() is None


def test_a_link_to_a_mounted_place_is_none(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "KEY").symlink_to(tmp_path.anchor)
    assert Mounted((tmp_path / "media",)).folder() is None


def test_an_appliance_has_one_place_for_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its own root's layers are mounted beside it: nothing is ever written there."""
    (tmp_path / "root-ro").mkdir()
    lent = tmp_path / "borne"
    monkeypatch.setattr("kiosk.stick.media.LENT", lent)
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path).name in {"root-ro", "borne"})
    media = open_media(DeviceTable(actions="appliance"))
    assert media.folder() is None
    lent.mkdir()
    assert Mounted((lent,), lambda path: path == lent, depth=0).folder() == lent


def test_the_settings_choose(tmp_path: Path) -> None:
    assert isinstance(open_media(DeviceTable()), Mounted)
    assert open_media(DeviceTable(stick=str(tmp_path))).folder() == tmp_path
    assert open_media(DeviceTable(stick=str(tmp_path), actions="appliance")).folder() is None
