"""What the device remembers, in real files."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from kiosk import device_state
from kiosk.device_state import FILE_NAME, DeviceState, Key


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / FILE_NAME


def test_a_value_outlives_the_process(file: Path) -> None:
    first = DeviceState(file)
    assert first.is_new
    first.put(Key.PAUSE, "a")
    assert first.save()
    again = DeviceState(file)
    assert not again.is_new
    assert (again.get(Key.PAUSE), again.get(Key.PIN_HASH)) == ("a", "")


def test_an_empty_value_is_none(file: Path) -> None:
    state = DeviceState(file)
    state.put(Key.PAUSE, "a")
    state.save()
    state.put(Key.PAUSE, "")
    assert state.save()
    assert DeviceState(file).get(Key.PAUSE) == ""


def test_what_another_process_wrote_is_taken_and_what_waits_stays(file: Path) -> None:
    mine, other = DeviceState(file), DeviceState(file)
    mine.put(Key.PAUSE, "mine")
    other.put(Key.PAUSE, "theirs")
    other.put(Key.PIN_HASH, "hash")
    other.save()
    assert mine.reread()
    assert (mine.get(Key.PAUSE), mine.get(Key.PIN_HASH)) == ("mine", "hash")


def test_nobody_else_reads_the_file(file: Path) -> None:
    state = DeviceState(file)
    state.put(Key.PIN_HASH, "hash")
    state.save()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_opened_stays_where_it_is(file: Path) -> None:
    file.mkdir(parents=True)
    state = DeviceState(file)
    assert not state.is_new
    assert state.get(Key.FIRST_START) == "not this one"
    assert file.is_dir()


def test_a_damaged_file_is_set_aside_and_does_not_make_a_new_kiosk(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database at all" * 300)
    state = DeviceState(file)
    assert not state.is_new
    assert file.with_name(f"{FILE_NAME}.set-aside").exists()
    state.save()
    again = DeviceState(file)
    assert not again.is_new
    assert again.get(Key.FIRST_START)


def test_a_file_whose_making_was_cut_off_is_read(file: Path, tmp_path: Path) -> None:
    file.parent.mkdir()
    making = tmp_path / "making.db"
    with closing(sqlite3.connect(making, isolation_level=None)) as database:
        database.execute("CREATE TABLE device (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        database.executemany("INSERT INTO device VALUES (?, ?)", ((f"{n}", "begun" * 200) for n in range(100)))
        for end in ("", "-journal"):
            shutil.copy(f"{making}{end}", f"{file}{end}")
    state = DeviceState(file)
    assert not state.get(Key.FIRST_START)
    assert state.reread()


def test_what_cannot_be_written_is_kept_in_memory_and_written_later(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("a file where the folder should be")
    state = DeviceState(blocked / FILE_NAME)
    state.put(Key.PAUSE, "a")
    assert not state.save()
    assert state.get(Key.PAUSE) == "a"
    blocked.unlink()
    assert state.save()
    assert DeviceState(blocked / FILE_NAME).get(Key.PAUSE) == "a"


def test_without_a_path_nothing_touches_a_disk(tmp_path: Path) -> None:
    state = DeviceState()
    state.put(Key.PAUSE, "a")
    assert state.save()
    assert state.reread()
    assert state.get(Key.PAUSE) == "a"
    assert not any(tmp_path.iterdir())


def test_what_is_saved_while_the_file_is_read_again_is_not_undone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = DeviceState(file)
    state.put(Key.PAUSE, "old")
    state.save()
    read, savers = device_state._read, [Thread(target=state.save)]

    def slowly(path: Path) -> dict[str, str]:
        found = read(path)
        state.put(Key.PAUSE, "new")
        savers[0].start()
        savers[0].join(0.3)
        return found

    monkeypatch.setattr(device_state, "_read", slowly)
    assert state.reread()
    savers[0].join()
    assert state.get(Key.PAUSE) == "new"
