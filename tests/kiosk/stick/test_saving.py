"""A file on the stick: whole, beside what is there, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from kiosk.stick.media import PlainFolder
from kiosk.stick.saving import Saved, SaveState, save

FOLDER = ("borne", "aide")


def saved(stick: Path, content: bytes = b"content") -> Saved:
    return save(PlainFolder(stick), FOLDER, "aide", content)


def test_each_gets_a_name_of_its_own(tmp_path: Path) -> None:
    assert saved(tmp_path) == Saved(SaveState.SAVED, "aide-1.zip")
    assert saved(tmp_path, b"another") == Saved(SaveState.SAVED, "aide-2.zip")
    folder = tmp_path / "borne" / "aide"
    assert [(folder / f"aide-{number}.zip").read_bytes() for number in (1, 2)] == [b"content", b"another"]


def test_the_ending_may_be_another(tmp_path: Path) -> None:
    assert save(PlainFolder(tmp_path), FOLDER, "comptes", b"", ".csv") == Saved(SaveState.SAVED, "comptes-1.csv")
    assert save(PlainFolder(tmp_path), FOLDER, "comptes", b"", ".json") == Saved(SaveState.SAVED, "comptes-1.json")


def test_without_a_stick_nothing_is_written(tmp_path: Path) -> None:
    assert saved(tmp_path / "gone") == Saved(SaveState.NO_STICK)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (errno.ENOSPC, SaveState.FULL),
        (errno.EFBIG, SaveState.FULL),
        (errno.EROFS, SaveState.READ_ONLY),
        (errno.EACCES, SaveState.READ_ONLY),
        (errno.EIO, SaveState.GONE),
        (errno.ENODEV, SaveState.GONE),
    ],
)
def test_what_the_stick_answers_is_told_and_no_half_file_stays(
    code: int, state: SaveState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    assert saved(tmp_path) == Saved(state)
    assert list((tmp_path / "borne" / "aide").iterdir()) == []


def test_a_file_system_that_really_refuses() -> None:
    assert saved(Path(os.sep, "sys")) == Saved(SaveState.READ_ONLY)


def test_a_stick_that_is_really_full(tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        found = saved(tmp_path, bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert found == Saved(SaveState.FULL)
    assert list((tmp_path / "borne" / "aide").iterdir()) == []


def test_a_folder_that_leads_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    elsewhere, stick = tmp_path / "elsewhere", tmp_path / "stick"
    elsewhere.mkdir()
    stick.mkdir()
    (stick / "borne").symlink_to(elsewhere)
    assert saved(stick).state is SaveState.GONE
    assert list(elsewhere.iterdir()) == []
