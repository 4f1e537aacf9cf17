"""An import: kind by kind, on copies, one at a time."""

import fcntl
from pathlib import Path

import pytest

from kiosk.stick.importing import Take, import_stick
from kiosk.stick.layout import shelves
from kiosk.stick.media import PlainFolder
from kiosk.stick.placing import put
from kiosk.stick.report import Imported, Kind, OfKind, Refusal, StickState, Why, as_json, from_json

SHELVES = shelves(frozenset({".wav"}))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    (folder / "borne" / "enregistrements").mkdir(parents=True)
    (folder / "borne" / "lieu").mkdir()
    return folder


def taking(seen: dict[Kind, list[bytes]], refuse: Kind | None = None) -> dict[Kind, Take]:
    def take_of(kind: Kind) -> Take:
        def take(files: tuple[Path, ...]) -> int | tuple[Refusal, ...]:
            seen[kind] = [file.read_bytes() for file in files]
            return (Refusal(Why.WORD, files[0].name, 3),) if kind is refuse else len(files)

        return take

    return {kind: take_of(kind) for kind in Kind}


def test_each_kind_is_found_where_the_guide_says(stick: Path, tmp_path: Path) -> None:
    (stick / "borne" / "enregistrements" / "a.wav").write_bytes(b"sound")
    (stick / "borne" / "LEXIQUE.TOML").write_bytes(b"words")
    (stick / "borne" / "lieu" / "binche.yaml").write_bytes(b"place")
    seen: dict[Kind, list[bytes]] = {}
    report = import_stick(PlainFolder(stick), SHELVES, taking(seen, Kind.LEXICON), tmp_path / "stage")
    assert seen == {Kind.RECORDINGS: [b"sound"], Kind.LEXICON: [b"words"], Kind.PLACE: [b"place"]}
    assert report.kinds == (
        OfKind(Kind.RECORDINGS, 1),
        OfKind(Kind.LEXICON, 0, (Refusal(Why.WORD, "LEXIQUE.TOML", 3),)),
        OfKind(Kind.PLACE, 1),
    )
    assert (report.well, report.took(Kind.PLACE), report.took(Kind.LEXICON)) == (False, True, False)
    assert from_json(as_json(report)) == report
    assert [path.name for path in (tmp_path / "stage").iterdir()] == [".lock"]


@pytest.mark.parametrize(
    ("name", "releases", "state"),
    [
        ("kiosk-1.2.kiosk", True, StickState.READ),
        ("kiosk-1.2.kiosk", False, StickState.NOTHING),
        ("._kiosk-1.2.kiosk", True, StickState.NOTHING),
        ("kiosk-1.2.zip", True, StickState.NOTHING),
    ],
)
def test_a_release_is_told_of_where_somebody_installs_it(
    stick: Path, tmp_path: Path, name: str, *, releases: bool, state: StickState
) -> None:
    (stick / "borne" / "mise-a-jour").mkdir()
    (stick / "borne" / "mise-a-jour" / name).write_bytes(b"release")
    report = import_stick(PlainFolder(stick), SHELVES, taking({}), tmp_path / "stage", releases=releases)
    assert report == Imported(state, release=state is StickState.READ)
    assert from_json(as_json(report)) == report


def test_a_bad_file_keeps_its_kind_from_being_taken_and_no_other(stick: Path, tmp_path: Path) -> None:
    (stick / "borne" / "enregistrements" / "a.wav").write_bytes(b"sound")
    (stick / "borne" / "enregistrements" / "b.wav").symlink_to("a.wav")
    (stick / "borne" / "lexique.toml").write_bytes(b"words")
    seen: dict[Kind, list[bytes]] = {}
    report = import_stick(PlainFolder(stick), SHELVES, taking(seen), tmp_path / "stage")
    assert list(seen) == [Kind.LEXICON]
    assert report.kinds[0] == OfKind(Kind.RECORDINGS, 0, (Refusal(Why.LINK, "b.wav"),))


def test_no_stick_and_nothing_on_it(stick: Path, tmp_path: Path) -> None:
    stage = tmp_path / "stage"
    gone = import_stick(PlainFolder(tmp_path / "gone"), SHELVES, taking({}), stage)
    assert (gone.state, gone.well) == (StickState.NO_STICK, False)
    assert import_stick(PlainFolder(stick), SHELVES, taking({}), stage) == Imported(StickState.NOTHING)


def test_two_facilitators_at_once_and_what_a_killed_import_left(stick: Path, tmp_path: Path) -> None:
    stage = tmp_path / "stage"
    (stage / "stick-killed").mkdir(parents=True)
    with (stage / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert import_stick(PlainFolder(stick), SHELVES, taking({}), stage).state is StickState.BUSY
        assert (stage / "stick-killed").exists()
    assert import_stick(PlainFolder(stick), SHELVES, taking({}), stage).state is StickState.NOTHING
    assert not (stage / "stick-killed").exists()


def test_a_child_that_tells_nothing_has_stopped() -> None:
    assert from_json(b"") == from_json(b'{"state": "dancing"}') == Imported(StickState.STOPPED)


def test_what_cannot_be_put_in_place_leaves_the_old_one(tmp_path: Path) -> None:
    source, target = tmp_path / "new", tmp_path / "data" / "old"
    source.write_bytes(b"new")
    assert put(source, target) is None
    assert target.read_bytes() == b"new"
    assert put(tmp_path / "gone", target) == Refusal(Why.DISK)
    assert target.read_bytes() == b"new"
    (tmp_path / "file").write_bytes(b"")
    assert put(source, tmp_path / "file" / "below") == Refusal(Why.DISK)
