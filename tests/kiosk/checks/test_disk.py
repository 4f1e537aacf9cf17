"""The disk, on file systems that are really full, really without room for names, really read-only."""

import tempfile
from pathlib import Path

import pytest

from kiosk.health.result import State
from tests.kiosk.checks.conftest import Look, Mount


def test_a_disk_with_room_is_ready_and_nothing_is_left_on_it(look: Look, mount: Mount) -> None:
    folder = mount("size=2g")
    result = look("disk", data=folder)
    assert result.state is State.READY
    assert list(folder.iterdir()) == []


def test_a_data_folder_that_is_not_there_yet_is_looked_at_where_it_will_be(look: Look, tmp_path: Path) -> None:
    assert look("disk", data=tmp_path / "not" / "yet").state is State.READY
    assert not (tmp_path / "not").exists()


def test_what_is_left_is_told_while_there_is_time(look: Look, mount: Mount) -> None:
    result = look("disk", data=mount("size=200m"))
    assert result.state is State.ATTENTION
    assert "il reste 209 mégaoctets" in result.found.says


def test_a_full_disk(look: Look, mount: Mount) -> None:
    folder = mount("size=1m")
    with pytest.raises(OSError, match="No space left"):
        (folder / "filled").write_bytes(bytes(2_000_000))
    result = look("disk", data=folder)
    assert (result.state, result.found.says) == (State.BROKEN, "Le disque est plein.")


def test_a_disk_without_room_for_names(look: Look, mount: Mount) -> None:
    folder = mount("size=1g,nr_inodes=100")
    for number in range(99):
        (folder / f"{number}").touch()
    assert look("disk", data=folder).found.says == "Le disque contient trop de fichiers."


def test_a_disk_that_became_read_only(look: Look, mount: Mount) -> None:
    folder = mount("size=1g")
    mount("ro,size=1g")
    result = look("disk", data=folder)
    assert (result.state, result.found.says) == (State.BROKEN, "Le disque refuse d’écrire.")


def test_a_card_that_fails_when_it_is_written(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(tempfile, "TemporaryFile", failing)
    assert look("disk").found.says == "La borne n’arrive pas à écrire ses fichiers."
