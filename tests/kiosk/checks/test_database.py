"""The databases of the kiosk, really damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.health.needs import Needs
from kiosk.health.result import State
from kiosk.usage.ledger import set_aside
from kiosk.usage.store import Store
from tests.kiosk.checks.conftest import Look


@pytest.fixture
def counts(needs: Needs) -> Path:
    """A file of counts, well made."""
    path = needs.data / "usage.db"
    Store.open(path).close()
    return path


def test_before_the_first_visit_there_is_no_file_and_none_is_made(look: Look, needs: Needs) -> None:
    assert look("database").state is State.READY
    assert list(needs.data.iterdir()) == []


def test_a_good_file_is_ready_also_beside_a_kiosk_that_counts(look: Look, counts: Path) -> None:
    with closing(Store.open(counts)) as counting:
        counting.connection.execute("BEGIN IMMEDIATE")
        assert look("database").state is State.READY


def test_a_file_that_somebody_holds_alone_is_not_called_damaged(
    look: Look, counts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.checks.database._BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(counts)) as holder:
        holder.execute("PRAGMA journal_mode = DELETE")
        holder.execute("BEGIN EXCLUSIVE")
        assert look("database").state is State.READY


@pytest.mark.parametrize("name", ["usage.db", "agenda.db", "device.db"])
def test_a_file_that_is_no_database(look: Look, needs: Needs, name: str) -> None:
    (needs.data / name).write_bytes(b"garbage" * 1000)
    result = look("database")
    assert (result.state, result.found.says) == (State.BROKEN, "Un fichier de la borne est abîmé.")


def test_a_damaged_page_inside_a_file(look: Look, counts: Path) -> None:
    with closing(sqlite3.connect(counts)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("CREATE TABLE more (a)")
        db.executemany("INSERT INTO more VALUES (?)", [("x" * 500,) for _ in range(200)])
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(counts.read_bytes())
    data[-4096 * 2 :] = b"\xff" * 4096 * 2
    counts.write_bytes(data)
    assert look("database").state is State.BROKEN


def test_an_agenda_that_was_set_aside_is_told(look: Look, needs: Needs) -> None:
    (needs.data / "agenda.db.damaged-20261123T090000Z").touch()
    assert look("database").state is State.ATTENTION


def test_counts_that_were_set_aside_are_told(look: Look, counts: Path) -> None:
    set_aside(counts)
    Store.open(counts).close()
    assert look("database").found.says == "Un fichier était abîmé. La borne en a commencé un autre."
