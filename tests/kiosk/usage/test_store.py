"""The file of counts: real SQLite, real processes."""

import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import Counter, Row, hour_up, rows_of
from kiosk.usage.period import Bucket, Period
from kiosk.usage.store import Store
from kiosk.usage.tables import migrations
from tests.kiosk.usage.hand import visit

TODAY = date(2026, 11, 23)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "usage.db"


def totals(path: Path) -> dict[Counter, int]:
    """The sum of each counter, as another reader finds it; of lost guidance only where some was counted."""
    store = Store.read(path)
    found = dict.fromkeys((Counter.VISITS, Counter.OUTCOMES, Counter.LAST_STEPS, Counter.MINUTES), 0)
    for row, n in store.rows().items():
        found[row.counter] = found.get(row.counter, 0) + n
    store.close()
    return found


def test_the_file_is_set_up_to_survive_the_plug(file: Path) -> None:
    store = Store.open(file)
    pragma = {
        name: store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")
    }
    checkpoint = store.connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0]
    store.close()
    assert pragma == {"synchronous": 2, "journal_mode": "wal"}
    assert checkpoint == 64


def test_the_table_is_strict_and_keeps_no_order_of_arrival(file: Path) -> None:
    store = Store.open(file)
    kind = store.connection.execute("SELECT strict, wr FROM pragma_table_list WHERE name = 'counts'").fetchone()
    store.close()
    assert kind == (1, 1)


def test_migrations_run_once(file: Path) -> None:
    Store.open(file).close()
    store = Store.open(file)
    assert migrations.pending(store._db) == []
    store.close()


def test_one_visit_is_one_transaction(file: Path) -> None:
    store = Store.open(file)
    said: list[str] = []
    store.connection.set_trace_callback(said.append)
    store.add(rows_of(visit(), TODAY))
    store.connection.set_trace_callback(None)
    store.close()
    words = [statement.split()[0] for statement in said]
    assert words == ["BEGIN", "INSERT", "INSERT", "INSERT", "INSERT", "COMMIT"]


DIES_IN_THE_MIDDLE = """
import os, signal, sys
from datetime import date
from pathlib import Path
from kiosk.usage.counters import rows_of
from kiosk.usage.store import Store
from tests.kiosk.usage.hand import visit

store = Store.open(Path(sys.argv[1]))
store.add(rows_of(visit(), date(2026, 11, 23)))
seen = 0

def die(statement):
    global seen
    seen += statement.startswith("INSERT")
    if seen == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

store.connection.set_trace_callback(die)
store.add(rows_of(visit(), date(2026, 11, 23)))
"""


@pytest.mark.parametrize("killed_at", [1, 3, 4])
def test_a_visit_killed_in_the_middle_is_counted_nowhere(file: Path, killed_at: int) -> None:
    done = subprocess.run([sys.executable, "-c", DIES_IN_THE_MIDDLE, file, str(killed_at)], check=False)
    assert done.returncode == -9
    assert totals(file) == {Counter.VISITS: 1, Counter.OUTCOMES: 1, Counter.LAST_STEPS: 1, Counter.MINUTES: 4}


def test_counts_add_up_whoever_writes(file: Path) -> None:
    one, other = Store.open(file), Store.open(file)
    for _ in range(3):
        one.add(rows_of(visit(), TODAY))
        other.add(rows_of(visit(), TODAY))
    one.close()
    other.close()
    assert totals(file)[Counter.VISITS] == 6


def test_settling_moves_counts_and_loses_none(file: Path) -> None:
    store = Store.open(file)
    store.add(rows_of(visit(), Bucket("a", 0)))
    store.add(rows_of(visit(), Bucket("a", 1)))
    store.add(rows_of(visit(), TODAY))
    before = sum(store.rows().values())
    hour = Bucket("a", 1).period

    def only_the_second(row: Row) -> Row:
        return row._replace(period=Period("2026-11-23")) if row.period == hour else row

    assert store.settle(only_the_second) is True
    assert sum(store.rows().values()) == before
    assert store.rows(hour) == {}
    assert store.settle(lambda row: row._replace(period=Period("2026-11-23"))) is False
    assert store.rows()[Row(Period("2026-11-23"), Counter.VISITS, visit().journey)] == 3
    store.close()


@pytest.mark.parametrize(
    "row",
    [
        "('2026-11-23', 'visits', 'Marie Dupont', '', '', 1)",
        "('2026-11-23', 'visits', 'x', 'née', '', 1)",
        "('2026-11-23', 'names', 'x', '', '', 1)",
        "('2026-11-23', 'visits', 'x', '', '', 'many')",
        "('2026-11-23', 'visits', 'x', '', '', -1)",
        "('2026-W48', 'outcomes', 'x', '', 'Marie', 1)",
    ],
)
def test_the_file_itself_refuses_free_text(file: Path, row: str) -> None:
    store = Store.open(file)
    with pytest.raises(sqlite3.IntegrityError):
        store.connection.execute(f"INSERT INTO counts VALUES {row}")  # noqa: S608 - fixed texts
    assert store.rows() == {}
    store.close()


def test_a_reader_writes_nothing(file: Path) -> None:
    Store.open(file).close()
    reader = Store.read(file)
    with pytest.raises(sqlite3.OperationalError):
        reader.add(rows_of(visit(), TODAY))
    reader.close()


def test_a_file_not_there_reads_as_empty_and_is_not_made(file: Path) -> None:
    reader = Store.read(file)
    assert reader.rows() == {}
    assert reader.birth is None
    reader.close()
    assert not file.exists()


def test_a_file_only_just_begun_reads_as_empty(file: Path) -> None:
    file.touch()
    reader = Store.read(file)
    assert reader.rows() == {}
    assert reader.birth is None
    reader.close()


def test_each_file_has_a_birth_of_its_own_that_stays(file: Path, tmp_path: Path) -> None:
    births = []
    for path in (file, file, tmp_path / "other.db"):
        store = Store.open(path)
        births.append(store.birth)
        store.close()
    reader = Store.read(file)
    assert births[0] == births[1] == reader.birth != births[2]
    assert all(re.fullmatch("[0-9a-f]{32}", birth or "") for birth in births)
    reader.close()


READS = """
import sys
from pathlib import Path
from kiosk.usage.counters import Counter
from kiosk.usage.store import Store

store = Store.read(Path(sys.argv[1]))
last = 0
print("reading", flush=True)
while last < int(sys.argv[2]):
    rows = store.rows()
    sums = [sum(n for row, n in rows.items() if row.counter is counter) for counter in Counter]
    visits, outcomes, steps, minutes, *others = sums
    assert visits == outcomes == steps == minutes / 4, sums
    assert not any(others)
    assert visits >= last, (visits, last)
    last = visits
"""


def test_another_process_reads_whole_visits_while_they_are_counted(file: Path) -> None:
    store = Store.open(file)
    reader = subprocess.Popen([sys.executable, "-c", READS, file, "150"], stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    with reader, reader.stdout as ready:
        assert ready.readline() == "reading\n"
        for _ in range(150):
            store.add(rows_of(visit(), TODAY))
        assert reader.wait(60) == 0
    store.close()


def test_a_file_of_before_guidance_was_counted_keeps_its_counts(file: Path) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    migrations.apply(Database(connection), stop_before="m002_guidance_lost")
    connection.execute("INSERT INTO counts VALUES ('2026-11-23', 'visits', 'forem', '', '', 4)")
    connection.close()
    reader = Store.read(file)
    assert reader.birth is None
    reader.close()
    store = Store.open(file)
    before = {Row(Period("2026-11-23"), Counter.VISITS, JourneyId("forem")): 4}
    assert store.rows() == before
    lost = {Row(Period("2026-W48"), Counter.GUIDANCE_LOST, JourneyId("forem"), StepId("accueil")): 1}
    store.add(lost)
    assert store.rows() == before | lost
    store.close()


def test_a_file_of_before_hours_were_counted_keeps_its_counts(file: Path) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    migrations.apply(Database(connection), stop_before="m003_birth_and_hours_up")
    connection.execute("INSERT INTO counts VALUES ('2026-W48', 'guidance_lost', 'forem', 'accueil', '', 2)")
    connection.close()
    store = Store.open(file)
    before = {Row(Period("2026-W48"), Counter.GUIDANCE_LOST, JourneyId("forem"), StepId("accueil")): 2}
    assert store.rows() == before
    up = hour_up(TODAY)
    store.mark({Bucket("a", 4): up, Bucket("a", 5): up})
    store.mark({Bucket("a", 5): up})
    assert store.rows() == before | {up: 2}
    store.close()
