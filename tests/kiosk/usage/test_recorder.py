"""The thread that counts, in this process and in one that is killed."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.usage.counters import Counter
from kiosk.usage.faults import FaultKind
from kiosk.usage.recorder import Recorder
from kiosk.usage.store import Store
from tests.kiosk.usage.hand import ZONE, HandClock, visit


def visits(path: Path) -> dict[str, int]:
    """Visits by period."""
    store = Store.read(path)
    rows = store.rows()
    store.close()
    return {row.period: n for row, n in rows.items() if row.counter is Counter.VISITS}


def test_what_was_recorded_is_on_disk_after_close(path: Path, clock: HandClock) -> None:
    recorder = Recorder(path, ZONE, clock)
    for _ in range(20):
        recorder.record(visit())
    assert recorder.close()
    assert recorder.close()
    assert visits(path) == {"2026-11-23": 20}
    assert recorder.fault is None
    assert not [thread for thread in threading.enumerate() if thread.name == "usage"]


IMPORTS = """
import sys, time
from pathlib import Path
from zoneinfo import ZoneInfo
from kiosk.usage.recorder import Recorder

recorder = Recorder(Path(sys.argv[1]), ZoneInfo("Europe/Brussels"))
time.sleep(0.3)
assert "sqlite_utils" not in sys.modules
recorder.close()
assert "sqlite_utils" in sys.modules
"""


def test_the_store_is_not_imported_while_the_kiosk_starts(path: Path) -> None:
    subprocess.run([sys.executable, "-c", IMPORTS, path], check=True, timeout=60)


def test_an_acknowledged_visit_can_be_read_while_the_kiosk_runs(path: Path, clock: HandClock) -> None:
    recorder = Recorder(path, ZONE, clock)
    recorder.record(visit())
    assert recorder.flush()
    assert visits(path) == {"2026-11-23": 1}
    recorder.close()


def test_record_returns_while_the_file_is_locked_by_another(path: Path, clock: HandClock) -> None:
    recorder = Recorder(path, ZONE, clock)
    assert recorder.flush()
    other = Store.open(path)
    other.connection.execute("BEGIN IMMEDIATE")
    # The thread waits for the lock that this one holds: a `record` that waited too would never return.
    for _ in range(3):
        recorder.record(visit())
    other.connection.execute("ROLLBACK")
    other.close()
    assert recorder.close()
    assert visits(path) == {"2026-11-23": 3}


def test_a_visit_ended_before_it_was_written_keeps_its_own_moment(path: Path, clock: HandClock) -> None:
    recorder = Recorder(path, ZONE, clock)
    assert recorder.flush()
    other = Store.open(path)
    other.connection.execute("BEGIN IMMEDIATE")
    recorder.record(visit())
    clock.up += 86400
    recorder.record(visit())
    other.connection.execute("ROLLBACK")
    other.close()
    assert recorder.close()
    assert visits(path) == {"2026-11-23": 1, "2026-11-24": 1}


def test_what_failed_is_tried_again_by_itself(tmp_path: Path, clock: HandClock) -> None:
    blocked = tmp_path / "data"
    blocked.touch()
    recorder = Recorder(blocked / "usage.db", ZONE, clock, retry_s=0.01)
    recorder.record(visit())
    assert not recorder.flush()
    assert recorder.fault is not None
    assert recorder.fault.kind is FaultKind.NOT_WRITABLE
    blocked.unlink()
    while recorder.fault is not None:
        threading.Event().wait(0.01)
    assert visits(blocked / "usage.db") == {"2026-11-23": 1}
    recorder.close()


def test_visits_are_dated_by_themselves_when_the_time_is_known(path: Path, clock: HandClock) -> None:
    clock.trusted = False
    recorder = Recorder(path, ZONE, clock, retry_s=0.01)
    recorder.record(visit())
    assert recorder.flush()
    assert visits(path) == {"boot:boot-a:0": 1}
    clock.trusted = True
    while visits(path) != {"2026-11-23": 1}:
        threading.Event().wait(0.01)
    recorder.close()


def test_the_file_is_opened_by_itself_after_the_start(path: Path, clock: HandClock) -> None:
    recorder = Recorder(path, ZONE, clock, start_s=0.01)
    while not path.exists():
        threading.Event().wait(0.01)
    assert recorder.close()


def hours_up(path: Path) -> dict[str, int]:
    """Hours in which the kiosk ran, by period."""
    store = Store.read(path)
    rows = store.rows()
    store.close()
    return {row.period: n for row, n in rows.items() if row.counter is Counter.HOURS_UP}


def test_an_hour_counts_without_any_visit_and_the_next_by_itself(path: Path, clock: HandClock) -> None:
    clock.up = 3599.9
    recorder = Recorder(path, ZONE, clock, start_s=0.01)
    while hours_up(path) != {"2026-11-23": 1}:
        threading.Event().wait(0.01)
    clock.up = 3601.0
    while hours_up(path) != {"2026-11-23": 2}:
        threading.Event().wait(0.01)
    recorder.record(visit())
    assert recorder.close()
    assert hours_up(path) == {"2026-11-23": 2}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_in_the_thread_is_told_and_stops_no_visit(path: Path, clock: HandClock) -> None:
    recorder = Recorder(path, ZONE, clock)
    recorder.record(None)  # type: ignore[arg-type]
    recorder._thread.join(10)
    recorder.record(visit())
    assert recorder.fault is not None
    assert recorder.fault.kind is FaultKind.STOPPED
    assert "Redémarrez" in recorder.fault.text


COUNTS_UNTIL_KILLED = """
import sys
from pathlib import Path
from kiosk.usage.recorder import Recorder
from tests.kiosk.usage.hand import ZONE, HandClock, visit

recorder = Recorder(Path(sys.argv[1]), ZONE, HandClock())
n = 0
while True:
    recorder.record(visit())
    assert recorder.flush()
    n += 1
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 70, 150])
def test_a_killed_kiosk_loses_no_acknowledged_visit(path: Path, after: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", COUNTS_UNTIL_KILLED, path], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child, child.stdout as lines:
        acknowledged = next(int(line) for line in lines if int(line) >= after)
        child.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *(int(line) for line in lines if line.endswith("\n"))])
    # The one in hand may be counted although its answer was not heard.
    assert visits(path)["2026-11-23"] in {acknowledged, acknowledged + 1}
    reopened = Recorder(path, ZONE, HandClock())
    reopened.record(visit())
    assert reopened.close()
    assert reopened.fault is None
