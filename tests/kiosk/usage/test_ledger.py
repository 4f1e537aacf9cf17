"""Disks that fill up, files that break, clocks that come late."""

import logging
import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.events import Outcome
from kiosk.usage.counters import Counter, Row
from kiosk.usage.faults import FaultKind
from kiosk.usage.ledger import MOST_SET_ASIDE, Ledger, set_aside
from kiosk.usage.period import UNDATED, day_of
from kiosk.usage.store import Store
from tests.kiosk.usage.hand import MONDAY_NOON, ZONE, HandClock, visit

NOBODY = 65534


@pytest.fixture
def ledger(path: Path, clock: HandClock) -> Iterator[Ledger]:
    made = Ledger(path, ZONE, clock)
    yield made
    made.close()


def count(ledger: Ledger, visits: int = 1) -> bool:
    """Let visits end; whether the last is on disk."""
    done = False
    for _ in range(visits):
        ledger.add(visit(), 1800.0)
        done = ledger.write()
    return done


def on_disk(path: Path) -> dict[str, int]:
    """Visits by period."""
    store = Store.read(path)
    found: dict[str, int] = {}
    for row, n in store.rows().items():
        if row.counter is Counter.VISITS:
            found[row.period] = found.get(row.period, 0) + n
    store.close()
    return found


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow: the kernel refuses what a full disk refuses."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def as_nobody() -> Iterator[None]:
    """As a user whom permissions bind: they do not bind root, which runs some builds."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def test_a_visit_is_counted_on_the_day_of_the_site(ledger: Ledger, path: Path) -> None:
    assert count(ledger)
    assert on_disk(path) == {"2026-11-23": 1}
    assert ledger.fault is None
    assert not ledger.waits


def test_a_full_disk_keeps_counts_and_writes_them_later(ledger: Ledger, path: Path) -> None:
    assert count(ledger)
    with full_disk():
        assert not count(ledger, 70)
        assert ledger.fault is not None
        assert ledger.fault.kept == 70
        assert ledger.waits
    assert ledger.write()
    assert on_disk(path) == {"2026-11-23": 71}
    assert ledger.fault is None


def test_a_disk_full_from_the_start(ledger: Ledger, path: Path) -> None:
    with full_disk():
        assert not count(ledger, 3)
    assert ledger.write()
    assert on_disk(path) == {"2026-11-23": 3}
    assert [file.name for file in path.parent.glob("*aside*")] == []


def test_sqlites_own_word_for_a_full_disk(ledger: Ledger, path: Path) -> None:
    assert count(ledger)
    assert ledger._store is not None
    connection = ledger._store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    for number in range(200):
        ledger.add(visit(step=f"step_{number}_{'x' * 60}"), 1800.0)
    assert not ledger.write()
    assert ledger.fault is not None
    assert ledger.fault.kind is FaultKind.DISK_FULL
    assert "disque est plein" in ledger.fault.text
    connection.execute("PRAGMA max_page_count=100000")
    assert ledger.write()
    assert on_disk(path) == {"2026-11-23": 201}


def test_memory_is_bounded_and_says_what_it_lost(path: Path, clock: HandClock) -> None:
    ledger = Ledger(path, ZONE, clock, most_rows_kept=6)
    with full_disk():
        for number in range(5):
            ledger.add(visit(step=f"step_{number}"), 1800.0)
            ledger.write()
        assert ledger.fault is not None
        assert (ledger.fault.kept, ledger.fault.lost) == (3, 2)
    assert ledger.write()
    assert on_disk(path) == {"2026-11-23": 3}
    assert ledger.fault.kind is FaultKind.LOST
    assert "Visites non comptées : 2." in ledger.fault.text
    ledger.close()


@pytest.mark.parametrize("rubbish", [b"this is no database " * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside_and_counting_goes_on(ledger: Ledger, path: Path, rubbish: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(rubbish)
    assert count(ledger)
    assert on_disk(path) == {"2026-11-23": 1}
    assert (path.parent / "usage.db.set-aside-1").read_bytes() == rubbish
    assert ledger.fault is not None
    assert ledger.fault.kind is FaultKind.SET_ASIDE
    assert "usage.db.set-aside-1" in ledger.fault.text


def test_a_page_damaged_in_the_middle_is_found_at_start(path: Path, clock: HandClock) -> None:
    first = Ledger(path, ZONE, clock)
    for number in range(300):
        first.add(visit(step=f"step_{number}"), 1800.0)
    assert first.write()
    first.close()
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xa5" * 8192)
    second = Ledger(path, ZONE, clock)
    assert count(second)
    second.close()
    assert on_disk(path) == {"2026-11-23": 1}
    assert (path.parent / "usage.db.set-aside-1").exists()


def test_a_single_changed_byte_of_the_vocabulary_is_found_at_start(path: Path, clock: HandClock) -> None:
    first = Ledger(path, ZONE, clock)
    assert count(first)
    first.close()
    content = path.read_bytes()
    row = content.index(b"last_steps" + b"commune_identite")
    path.write_bytes(content[:row] + b"lost" + content[row + 4 :])
    second = Ledger(path, ZONE, clock)
    assert count(second)
    second.close()
    assert on_disk(path) == {"2026-11-23": 1}
    assert (path.parent / "usage.db.set-aside-1").exists()


def test_a_database_that_is_not_ours_is_set_aside(ledger: Ledger, path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE counts (something TEXT)")
    other.close()
    assert count(ledger)
    assert on_disk(path) == {"2026-11-23": 1}


def test_a_file_that_lost_its_birth_is_set_aside(ledger: Ledger, path: Path, clock: HandClock) -> None:
    assert count(ledger)
    ledger.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("DELETE FROM about")
    other.close()
    run(path, clock, 1800.0)
    assert hours_up(path) == {"2026-11-23": 1}
    assert on_disk(path) == {}
    assert on_disk(path.parent / "usage.db.set-aside-1") == {"2026-11-23": 1}


def test_the_log_goes_along_with_the_file_set_aside(path: Path, ledger: Ledger, tmp_path: Path) -> None:
    assert count(ledger, 2)
    # As a killed kiosk leaves it: the counts are in the log alone.
    killed = tmp_path / "killed" / "usage.db"
    killed.parent.mkdir()
    for end in ("", "-wal", "-shm"):
        shutil.copy(f"{path}{end}", f"{killed}{end}")
    assert set_aside(killed) == "usage.db.set-aside-1"
    assert {file.name for file in killed.parent.iterdir()} == {"usage.db.set-aside-1", "usage.db.set-aside-1-wal"}
    assert on_disk(killed.parent / "usage.db.set-aside-1") == {"2026-11-23": 2}


def test_a_card_that_spoils_everything_is_not_filled_with_files(path: Path, clock: HandClock) -> None:
    ledger = Ledger(path, ZONE, clock)
    path.parent.mkdir()
    for _ in range(MOST_SET_ASIDE + 2):
        ledger.close()
        path.write_bytes(b"spoiled " * 600)
        count(ledger)
    assert len(list(path.parent.glob("*set-aside*"))) == MOST_SET_ASIDE
    assert ledger.fault is not None
    assert ledger.fault.kind is FaultKind.NOT_WRITABLE
    assert ledger.fault.kept == 2


def test_a_file_that_may_not_be_written_is_set_aside(open_folder: Path, clock: HandClock) -> None:
    path = open_folder / "usage.db"
    before = Ledger(path, ZONE, clock)
    assert count(before)
    before.close()
    path.chmod(0o444)
    ledger = Ledger(path, ZONE, clock)
    with as_nobody():
        assert count(ledger)
        ledger.close()
    assert on_disk(path) == {"2026-11-23": 1}
    assert on_disk(open_folder / "usage.db.set-aside-1") == {"2026-11-23": 1}


def test_a_read_only_folder_counts_in_memory(open_folder: Path, clock: HandClock) -> None:
    ledger = Ledger(open_folder / "usage.db", ZONE, clock)
    open_folder.chmod(0o555)
    with as_nobody():
        assert not count(ledger, 3)
    assert ledger.fault is not None
    assert ledger.fault.kind is FaultKind.NOT_WRITABLE
    assert ledger.fault.kept == 3
    assert list(open_folder.iterdir()) == []
    open_folder.chmod(0o777)
    assert ledger.write()
    assert on_disk(open_folder / "usage.db") == {"2026-11-23": 3}
    ledger.close()


def test_no_folder_can_be_made(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").touch()
    ledger = Ledger(tmp_path / "file" / "data" / "usage.db", ZONE, clock)
    assert not count(ledger)
    assert ledger.fault is not None
    assert ledger.fault.kept == 1


def test_a_file_taken_away_under_the_kiosk_loses_no_later_visit(ledger: Ledger, path: Path) -> None:
    assert count(ledger)
    path.rename(path.parent / "taken.db")
    assert count(ledger)
    assert on_disk(path) == {"2026-11-23": 1}


def test_visits_before_the_time_is_known_are_dated_afterwards(path: Path, clock: HandClock) -> None:
    clock.trusted = False
    clock.booted_at = MONDAY_NOON - 86400.0
    ledger = Ledger(path, ZONE, clock)
    for hour in (0, 0, 20):
        ledger.add(visit(), hour * 3600.0 + 60)
        assert ledger.write()
    assert set(on_disk(path)) == {"boot:boot-a:0", "boot:boot-a:20"}
    assert ledger.waits
    clock.trusted = True
    assert ledger.write()
    assert on_disk(path) == {"2026-11-22": 2, "2026-11-23": 1}
    assert not ledger.waits
    ledger.close()


def test_a_restart_in_the_same_boot_still_dates_them(path: Path, clock: HandClock) -> None:
    clock.trusted = False
    first = Ledger(path, ZONE, clock)
    count(first, 2)
    first.close()
    clock.trusted = True
    second = Ledger(path, ZONE, clock)
    assert second.write()
    second.close()
    assert on_disk(path) == {"2026-11-23": 2}


def test_a_boot_that_never_knew_the_time_stays_undated(path: Path, clock: HandClock) -> None:
    clock.trusted = False
    first = Ledger(path, ZONE, clock)
    count(first, 2)
    first.close()
    for boot in ("boot-b", "boot-c"):
        later = Ledger(path, ZONE, HandClock(boot=boot, trusted=False))
        count(later)
        later.close()
    assert on_disk(path) == {UNDATED: 3, "boot:boot-c:0": 1}


def test_counts_kept_in_memory_before_the_time_was_known_are_dated_too(path: Path, clock: HandClock) -> None:
    clock.trusted = False
    ledger = Ledger(path, ZONE, clock)
    with full_disk():
        assert not count(ledger, 2)
    clock.trusted = True
    assert ledger.write()
    ledger.close()
    assert on_disk(path) == {"2026-11-23": 2}


def test_a_visit_kept_for_days_keeps_its_day(path: Path, clock: HandClock) -> None:
    ledger = Ledger(path, ZONE, clock)
    ledger.add(visit(), 1800.0)
    ledger.add(visit(), 1800.0 + 3 * 86400)
    assert ledger.write()
    ledger.close()
    assert on_disk(path) == {"2026-11-23": 1, "2026-11-26": 1}


def hours_up(path: Path) -> dict[str, int]:
    """Hours in which the kiosk ran, by period."""
    store = Store.read(path)
    found: dict[str, int] = {row.period: n for row, n in store.rows().items() if row.counter is Counter.HOURS_UP}
    store.close()
    return found


def run(path: Path, clock: HandClock, *uptimes: float) -> None:
    """A process that runs at these moments, each written at once."""
    ledger = Ledger(path, ZONE, clock)
    for uptime in uptimes:
        ledger.mark(uptime)
        assert ledger.write()
    ledger.close()


def test_each_hour_of_a_boot_counts_once_over_every_restart(path: Path, clock: HandClock) -> None:
    run(path, clock, 10, 1800, 3599, 3600)
    run(path, clock, 3700, 7300)
    assert hours_up(path) == {"2026-11-23": 3}
    run(path, HandClock(boot="boot-b"), 10)
    assert hours_up(path) == {"2026-11-23": 4}


def test_hours_before_the_time_is_known_get_their_day_too(path: Path, clock: HandClock) -> None:
    clock.trusted = False
    clock.booted_at = MONDAY_NOON - 14 * 3600
    run(path, clock, *(hour * 3600.0 for hour in range(15)))
    assert len(hours_up(path)) == 15
    clock.trusted = True
    run(path, clock, 14 * 3600.0)
    assert hours_up(path) == {"2026-11-22": 2, "2026-11-23": 13}


def test_hours_of_a_boot_that_never_knew_the_time_are_undated(path: Path, clock: HandClock) -> None:
    clock.trusted = False
    run(path, clock, 0, 3600)
    run(path, HandClock(boot="boot-b"), 0)
    assert hours_up(path) == {UNDATED: 2, "2026-11-23": 1}


def test_hours_on_a_full_disk_wait_and_do_not_fill_the_memory(path: Path, clock: HandClock) -> None:
    ledger = Ledger(path, ZONE, clock, most_rows_kept=6)
    with full_disk():
        for hour in range(9):
            ledger.mark(hour * 3600.0)
            assert not ledger.write()
    assert ledger.waits
    assert ledger.fault is not None
    assert ledger.fault.kept == 0
    assert ledger.write()
    assert not ledger.waits
    ledger.close()
    assert hours_up(path) == {"2026-11-23": 6}


def test_the_log_holds_nothing_of_a_visit(path: Path, clock: HandClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ledger = Ledger(path, ZONE, clock)
    path.parent.mkdir()
    path.write_bytes(b"damaged " * 600)
    count(ledger)
    with full_disk():
        count(ledger, 2)
    ledger.write()
    ledger.close()
    assert len(caplog.messages) == 3
    for word in ("commune_identite", "ticket", "booked", str(path.parent)):
        assert word not in caplog.text


Moments = st.lists(
    st.tuples(st.floats(0, 20 * 86400), st.sampled_from(["a", "b"]), st.sampled_from(list(Outcome)), st.booleans()),
    max_size=15,
)


@settings(max_examples=25, deadline=None)
@given(moments=Moments, booted=st.integers(1_795_000_000, 1_900_000_000))
def test_however_the_clock_behaves_each_visit_is_counted_once(
    moments: list[tuple[float, str, Outcome, bool]], booted: int
) -> None:
    clock = HandClock(booted_at=booted)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "usage.db"
        ledger = Ledger(path, ZONE, clock)
        for uptime, journey, outcome, trusted in moments:
            clock.trusted = trusted
            ledger.add(visit(journey=journey, outcome=outcome, minutes=1), uptime)
            assert ledger.write()
        clock.trusted = True
        assert ledger.write()
        ledger.close()
        store = Store.read(path)
        rows = store.rows()
        store.close()
    assert all(not row.period.startswith("boot:") for row in rows)
    each = {Counter.VISITS, Counter.OUTCOMES, Counter.LAST_STEPS, Counter.MINUTES}
    assert {row.counter for row in rows} <= each
    assert {sum(n for row, n in rows.items() if row.counter is counter) for counter in each} == {len(moments)}
    days = {day_of(booted + uptime + shift, ZONE).isoformat() for uptime, *_ in moments for shift in (-1800, 0, 1800)}
    assert {row.period for row in rows if row.counter is Counter.VISITS} <= days
    for row in rows:
        assert isinstance(row, Row)
