"""What is copied from a stick, and all that only pretends to be a file."""

import os
from pathlib import Path

import pytest

from kiosk.stick import reading
from kiosk.stick.layout import Shelf, shelves
from kiosk.stick.reading import copied, opened, shown
from kiosk.stick.report import Kind, Refusal, Why

SHELF = Shelf(Kind.RECORDINGS, ("borne", "enregistrements"), frozenset({".wav"}), largest=100, most=3)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick" / "borne" / "enregistrements").mkdir(parents=True)
    return tmp_path / "stick"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def shelf(stick: Path) -> Path:
    return stick / "borne" / "enregistrements"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_wanted_files_alone_are_copied(stick: Path, target: Path) -> None:
    for name in ("a.WAV", "b.wav", "._b.wav", "lisez.txt", "Thumbs.db"):
        (shelf(stick) / name).write_bytes(name.encode())
    assert copied(stick, SHELF, target) == (target / "a.WAV", target / "b.wav")
    assert [(target / name).read_bytes() for name in names(target)] == [b"a.WAV", b"b.wav"]


def test_nothing_there_is_no_fault(stick: Path, target: Path) -> None:
    assert copied(stick, SHELF, target) == ()
    shelf(stick).rmdir()
    assert copied(stick, SHELF, target) == ()


def test_a_stick_that_was_pulled_out_is_told(stick: Path, target: Path) -> None:
    assert copied(stick.parent / "gone", SHELF, target) == (Refusal(Why.GONE),)


def plant(kind: str, path: Path) -> None:
    """Something at `path` that is no plain, small file with a good name."""
    outside = path.parents[3] / "secret"
    outside.write_bytes(b"of the kiosk")
    match kind:
        case "link":
            path.symlink_to(outside)
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            path.write_bytes(bytes(101))


@pytest.mark.parametrize(
    ("kind", "why"),
    [("link", Why.LINK), ("pipe", Why.NO_FILE), ("folder", Why.NO_FILE), ("big", Why.BIG)],
)
def test_what_only_pretends_is_refused_by_name(kind: str, why: Why, stick: Path, target: Path) -> None:
    plant(kind, shelf(stick) / "a.wav")
    (shelf(stick) / "good.wav").write_bytes(b"good")
    assert copied(stick, SHELF, target) == (Refusal(why, "a.wav"),)
    assert b"of the kiosk" not in b"".join(path.read_bytes() for path in target.iterdir())


def test_a_folder_that_leads_elsewhere_is_not_followed(stick: Path, target: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.wav").write_bytes(b"secret")
    shelf(stick).rmdir()
    shelf(stick).symlink_to(elsewhere)
    copied(stick, SHELF, target)
    assert names(target) == []


@pytest.mark.parametrize("name", [b"caf\xe9.wav", b"a\nb.wav", "é".encode() * 61 + b".wav", b"\x1b[2J.wav"])
def test_strange_names_are_refused_and_can_be_shown(name: bytes, stick: Path, target: Path) -> None:
    with (shelf(stick) / os.fsdecode(name)).open("wb") as file:
        file.write(b"x")
    (refusal,) = copied(stick, SHELF, target)
    assert isinstance(refusal, Refusal)
    assert refusal.why is Why.STRANGE_NAME
    assert refusal.file.isprintable()
    assert len(refusal.file.encode("utf-8")) < 100


def test_too_many_files_are_not_even_begun(stick: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (shelf(stick) / f"{number}.wav").write_bytes(b"x")
    assert copied(stick, SHELF, target) == (Refusal(Why.MANY, "enregistrements"),)
    (shelf(stick) / "3.wav").rename(shelf(stick) / "3.txt")
    assert len(copied(stick, SHELF, target)) == 3
    monkeypatch.setattr(reading, "MOST_NAMES", 3)
    assert copied(stick, SHELF, target) == (Refusal(Why.MANY, "enregistrements"),)


def test_a_disk_without_room_is_not_filled(stick: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shelf(stick) / "a.wav").write_bytes(b"x")
    monkeypatch.setattr(reading, "KEPT_FREE", 1 << 62)
    assert copied(stick, SHELF, target) == (Refusal(Why.ROOM, "a.wav"),)


def test_a_file_that_grows_or_breaks_off_while_it_is_read(
    stick: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf(stick) / "a.wav").write_bytes(b"x")
    monkeypatch.setattr(reading, "_block", lambda _source: bytes(60))
    assert copied(stick, SHELF, target) == (Refusal(Why.BIG, "a.wav"),)
    (target / "a.wav").unlink()
    blocks = iter((b"x", None))
    monkeypatch.setattr(reading, "_block", lambda _source: next(blocks))
    assert copied(stick, SHELF, target) == (Refusal(Why.GONE, "a.wav"),)


def test_the_way_back_up_is_no_folder_of_the_stick(stick: Path) -> None:
    """Names come from the layout alone, and none of its folders is a link: `..` stands in no shelf."""
    assert all(".." not in one.folder for one in shelves(frozenset({".wav"})))
    with opened(stick, ("borne",)) as folder:
        assert os.listdir(folder) == ["enregistrements"]  # noqa: PTH208  # a descriptor


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    assert shown("a1b2c3 " + "x" * 80 + " la fin.wav") == "a1b2c3 xxxxxxxxxxxx…x la fin.wav"
    assert shown("語\udce9.wav") == "??.wav"
