"""Whole nights against a real server: whatever happens on the way, the hub ends with what the kiosk counted."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.hub_setup import HubTable
from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import Row
from kiosk.usage.ledger import set_aside
from kiosk.usage.period import Period
from kiosk.usage.store import FILE_NAME as COUNTS
from kiosk.usage.sync.carrying import carry
from kiosk.usage.sync.credential import BadCredential
from kiosk.usage.sync.due import Due
from kiosk.usage.sync.lock import alone
from kiosk.usage.sync.night import rehearse
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.sending import MOST_REFUSED
from kiosk.usage.sync.status import FILE_NAME, SyncStatus, UnreadableStatus, read_status
from tests.hub_server import Fault, HubServer
from tests.kiosk.usage.sync.bench import (
    BIG,
    MINE,
    MINUTES,
    SMALL,
    STEP,
    TODAY,
    TODAYS,
    UNDATED,
    VISITS,
    WAITS,
    Kiosk,
    day_row,
    key,
)

TILDE = SMALL._replace(journey=JourneyId("~"), step=StepId("~"), outcome="~")
ALL = {VISITS: 1, BIG: 5, SMALL: 2, MINUTES: 40, UNDATED: 3, TODAYS: 9, WAITS: 9}
TOLD = {VISITS: 1, BIG: 5, TILDE: 2, MINUTES: 40, UNDATED: 3}


def status_of(kiosk: Kiosk) -> SyncStatus:
    found = read_status(kiosk.task.data)
    assert isinstance(found, SyncStatus)
    return found


def rehearsed(kiosk: Kiosk) -> Due:
    found = rehearse(kiosk.task)
    assert isinstance(found, Due)
    return found


def test_a_night(kiosk: Kiosk) -> None:
    kiosk.count(ALL)
    ended = kiosk.sync()
    assert (ended.result, ended.accepted, ended.waiting) == (Result.DONE, 5, 0)
    assert kiosk.has(TOLD)
    assert [len(rows) for rows in kiosk.hub.bodies] == [5]
    assert kiosk.hub.headers[0]["Authorization"] == f"Bearer {MINE.token}"
    assert read_status(kiosk.task.data) == SyncStatus(
        configured=True, last_success=TODAY, last_attempt=Result.DONE, attempts=1
    )


def test_what_the_hub_has_is_not_sent_again_before_a_week_has_passed(kiosk: Kiosk) -> None:
    kiosk.count(ALL)
    kiosk.sync()
    assert kiosk.sync().accepted == 0
    kiosk.count({MINUTES: 2})
    assert kiosk.sync().accepted == 1
    assert kiosk.hub.kept[key(MINUTES)] == 42
    assert kiosk.sync(TODAY + timedelta(days=6)).accepted == 1  # the day that was today, and is over
    assert kiosk.sync(TODAY + timedelta(days=7)).accepted == 6


def test_a_hub_that_lost_its_last_month_has_it_again_within_a_week(kiosk: Kiosk) -> None:
    old = VISITS._replace(period=Period("2026-09-01"))
    kiosk.count({VISITS: 4, old: 4})
    kiosk.sync()
    kiosk.hub.kept.clear()
    assert kiosk.sync(TODAY + timedelta(days=7)).result is Result.DONE
    assert kiosk.has({VISITS: 4})
    assert kiosk.sync(since_days=400).accepted == 2
    assert kiosk.has({VISITS: 4, old: 4})


def test_the_weekly_sending_is_due_until_it_was_whole(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 4})
    kiosk.sync()
    kiosk.hub.script.append(503)
    assert kiosk.sync(TODAY + timedelta(days=8)).result is Result.STOPPED
    assert kiosk.sync(TODAY + timedelta(days=9)).accepted == 1
    assert kiosk.sync(TODAY + timedelta(days=10)).accepted == 0


def test_a_folded_cell_that_grows_grows_in_the_fold(kiosk: Kiosk) -> None:
    kiosk.count({SMALL: 2})
    kiosk.sync()
    kiosk.count({SMALL: 7})
    kiosk.sync()
    assert kiosk.has({TILDE: 9})


@pytest.mark.parametrize("acknowledged", [True, False])
def test_a_new_file_of_counts_adds_to_the_old_one(kiosk: Kiosk, *, acknowledged: bool) -> None:
    kiosk.count({VISITS: 5, SMALL: 2, UNDATED: 7})
    if not acknowledged:
        kiosk.hub.script.append(Fault.CUT_AFTER)
    kiosk.sync()
    old = kiosk.task.data / set_aside(kiosk.task.data / COUNTS)
    kiosk.count({VISITS: 2, SMALL: 1, UNDATED: 1})
    assert kiosk.sync().result is Result.DONE
    assert kiosk.has({VISITS: 7, TILDE: 3, UNDATED: 8})
    set_aside(kiosk.task.data / COUNTS)
    old.rename(kiosk.task.data / COUNTS)  # the old file was whole after all
    assert kiosk.sync(since_days=400).result is Result.DONE
    assert kiosk.has({VISITS: 7, TILDE: 3, UNDATED: 8})


def test_a_kiosk_without_counts_yet(kiosk: Kiosk) -> None:
    assert kiosk.sync().result is Result.DONE
    assert not kiosk.hub.bodies


def test_a_refused_row_is_set_aside_and_tried_alone_each_night(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 1, BIG: 5, MINUTES: 40})
    kiosk.hub.refuses = lambda row: row["event"] == "minutes"
    ended = kiosk.sync()
    assert (ended.result, ended.accepted, ended.waiting, ended.set_aside) == (Result.SET_ASIDE, 2, 0, 1)
    assert kiosk.has({VISITS: 1, BIG: 5})
    kiosk.count({day_row(1): 1, MINUTES: 2})
    kiosk.hub.bodies.clear()
    assert kiosk.sync().result is Result.SET_ASIDE
    assert [len(rows) for rows in kiosk.hub.bodies] == [1, 1]
    kiosk.hub.refuses = lambda _row: False
    ended = kiosk.sync()
    assert (ended.result, ended.accepted, ended.set_aside) == (Result.DONE, 1, 0)
    assert kiosk.has({VISITS: 1, BIG: 5, MINUTES: 42, day_row(1): 1})


def test_a_hub_that_refuses_all_gets_all_once_it_is_well(kiosk: Kiosk) -> None:
    rows = {day_row(n): n + 1 for n in range(MOST_REFUSED + 50)}
    kiosk.count(rows)
    kiosk.hub.refuses = lambda _row: True
    ended = kiosk.sync()
    assert (ended.result, ended.reason) == (Result.SET_ASIDE, Reason.REFUSED)
    assert status_of(kiosk).last_success is None
    kiosk.sync()
    kiosk.hub.refuses = lambda _row: False
    assert kiosk.sync().result is Result.DONE
    assert kiosk.has(rows)


@pytest.mark.parametrize("answer", [500, 429, 401, 404, Fault.PORTAL, Fault.REDIRECT, Fault.CUT_AFTER, Fault.NOT_OK])
def test_a_stop_keeps_all_for_the_next_night(kiosk: Kiosk, answer: Fault | int) -> None:
    kiosk.count(ALL)
    kiosk.hub.script.append(answer)
    ended = kiosk.sync()
    assert (ended.result, ended.accepted, ended.waiting) == (Result.STOPPED, 0, 5)
    assert len(kiosk.hub.bodies) == 1, "not twice in a night, and no redirect followed"
    status = status_of(kiosk)
    assert (status.last_success, status.last_attempt, status.reason) == (None, Result.STOPPED, ended.reason)
    assert kiosk.sync().result is Result.DONE
    assert kiosk.has(TOLD)


def test_a_stop_in_the_middle_keeps_what_was_accepted(kiosk: Kiosk) -> None:
    rows = {day_row(n): 1 for n in range(1100)}
    kiosk.count(rows)
    kiosk.hub.script.extend([Fault.NONE, 503])
    ended = kiosk.sync()
    assert (ended.result, ended.accepted, ended.waiting) == (Result.STOPPED, 500, 600)
    assert kiosk.sync().accepted == 600
    assert kiosk.has(rows)


def test_nothing_leaves_without_a_clock_a_credential_or_a_hub(kiosk: Kiosk) -> None:
    kiosk.count(ALL)
    data = kiosk.task.data
    assert kiosk.sync(table=HubTable()).result is Result.NO_HUB
    assert not (data / FILE_NAME).exists()
    ended = kiosk.sync(credential=BadCredential("none"))
    assert (ended.result, ended.waiting) == (Result.NO_CREDENTIAL, 5)
    assert kiosk.sync(today=None).result is Result.CLOCK
    assert not kiosk.hub.bodies
    assert kiosk.sync().result is Result.DONE  # enrolled at last: all of its history leaves
    assert kiosk.has(TOLD)


def test_another_id_at_the_same_hub_tells_only_what_the_first_did_not(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 4, MINUTES: 40})
    kiosk.sync()
    second = type(MINE)(kiosk="ef" * 16, token=MINE.token, key=MINE.key)
    kiosk.count({MINUTES: 5, day_row(2): 1})
    assert kiosk.sync(credential=second).result is Result.DONE
    told = {key(VISITS): 4, key(MINUTES): 40, key(MINUTES, second.kiosk): 5, key(day_row(2), second.kiosk): 1}
    assert kiosk.hub.kept == told


def test_another_hub_is_told_everything(kiosk: Kiosk) -> None:
    kiosk.count({VISITS: 4})
    kiosk.sync()
    kiosk.hub.kept.clear()
    assert kiosk.sync(table=HubTable(url=f"{kiosk.hub.url}?moved")).accepted == 1
    assert kiosk.has({VISITS: 4})


def test_two_cannot_run(kiosk: Kiosk) -> None:
    kiosk.count(ALL)
    kiosk.sync()
    with alone(kiosk.task.data) as free:
        assert free
        assert kiosk.sync(since_days=400).result is Result.BUSY
        assert (status_of(kiosk).last_attempt, status_of(kiosk).attempts) == (Result.BUSY, 2)
        assert carry(kiosk.task, kiosk.task.data).result is Result.BUSY
        assert (status_of(kiosk).last_carry, status_of(kiosk).carries) == (Result.BUSY, 1)
    assert len(kiosk.hub.bodies) == 1
    assert kiosk.sync().result is Result.DONE


def test_damaged_counts_send_nothing_and_stay_as_they_are(kiosk: Kiosk) -> None:
    kiosk.task.data.mkdir()
    spoilt = b"no database, but long enough to look like one" * 100
    (kiosk.task.data / COUNTS).write_bytes(spoilt)
    assert kiosk.sync().result is Result.UNREADABLE
    assert (kiosk.task.data / COUNTS).read_bytes() == spoilt
    assert (status_of(kiosk).last_attempt, status_of(kiosk).attempts) == (Result.UNREADABLE, 1)
    assert not kiosk.hub.bodies


def test_a_dry_run_changes_nothing(kiosk: Kiosk) -> None:
    kiosk.count(ALL)
    found = rehearsed(kiosk)
    assert {row.event for row in found.rows} == {"visits", "outcomes", "minutes"}
    assert len(found.rows) == 5
    assert not list(kiosk.task.data.glob("sync.*"))
    kiosk.sync()
    kiosk.count({VISITS: 1})
    with closing(sqlite3.connect(kiosk.task.data / FILE_NAME)) as database:
        dump = list(database.iterdump())
        assert len(rehearsed(kiosk).rows) == 1
        assert list(database.iterdump()) == dump
    assert len(kiosk.hub.bodies) == 1


def test_the_status_of_a_kiosk_that_never_tried(tmp_path: Path) -> None:
    assert read_status(tmp_path) == SyncStatus()
    (tmp_path / FILE_NAME).write_bytes(b"")
    assert read_status(tmp_path) == SyncStatus()
    (tmp_path / FILE_NAME).write_bytes(b"no database, but long enough to look like one" * 100)
    assert isinstance(read_status(tmp_path), UnreadableStatus)


CUTS = (Fault.NONE, Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.CUT_BODY, Fault.PORTAL, Fault.REDIRECT, Fault.NOT_OK)
FAULTS = st.sampled_from((*CUTS, 400, 401, 409, 413, 429, 500, 503))
GROWTH = st.dictionaries(
    st.sampled_from([VISITS, BIG, SMALL, STEP, MINUTES, UNDATED, *map(day_row, range(4))]), st.integers(1, 3)
)
NIGHTS = st.lists(
    st.tuples(GROWTH, st.lists(FAULTS, max_size=6), st.integers(0, 3).map(lambda n: not n)),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NIGHTS)
def test_whatever_happened_a_good_night_leaves_the_hub_as_the_kiosk(
    hub: HubServer, nights: list[tuple[dict[Row, int], list[Fault | int], bool]]
) -> None:
    hub.kept.clear()
    hub.most_rows = 3
    with tempfile.TemporaryDirectory() as folder:
        kiosk = Kiosk.at(Path(folder) / "data", hub)
        true: dict[Row, int] = {}
        for number, (grown, script, damaged) in enumerate(nights):
            kiosk.count(grown)
            true = {row: true.get(row, 0) + grown.get(row, 0) for row in true | grown}
            hub.script.extend(script)
            hub.keeps_before_status = number % 2 == 1
            kiosk.sync(TODAY + timedelta(days=number))
            if damaged:  # after a night: what was seen is remembered
                set_aside(kiosk.task.data / COUNTS)
        hub.script.clear()
        assert kiosk.sync(TODAY + timedelta(days=30), since_days=400).result is Result.DONE
        assert _by_counter(hub) == _expected(true)
        status = status_of(kiosk)
        assert (status.waiting, status.set_aside) == (0, 0)


def _by_counter(hub: HubServer) -> dict[tuple[str, str], int]:
    """By period and counter: which cells are folded depends on when they were first seen."""
    found: dict[tuple[str, str], int] = {}
    for (_, period, event, *_rest), n in hub.kept.items():
        found[period, event] = found.get((period, event), 0) + n
    return found


def _expected(true: dict[Row, int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row, n in true.items():
        if row != UNDATED or n >= 3:
            found[row.period, row.counter.value] = found.get((row.period, row.counter.value), 0) + n
    return found
