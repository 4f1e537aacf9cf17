"""The client and the hub that is delivered, both real: what they say to each other is what both understand."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hub.enrolment import open_enrolment
from kiosk.hub.load import Loaded, load
from kiosk.hub.schema import COUNTS, opened
from kiosk.hub_setup import HubTable
from kiosk.usage.counters import Row
from kiosk.usage.sync.carrying import carry
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.night import sync
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.task import Ended, Task
from tests.hub_process import Hub, need_hub, running
from tests.kiosk.usage.sync.bench import BIG, MINUTES, TODAY, UNDATED, VISITS, count, day_row

COUNTED: dict[Row, int] = {VISITS: 1, BIG: 5, MINUTES: 40, UNDATED: 3, **{day_row(n): n + 1 for n in range(700)}}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    need_hub()
    with running(tmp_path / "hub") as one:
        yield one


@pytest.fixture
def task(tmp_path: Path, hub: Hub) -> Task:
    """Describe the night of a kiosk that is enrolled there, and has counted."""
    (credential,) = hub.enrol()
    count(tmp_path / "data", COUNTED)
    table = HubTable(url=hub.url)
    return Task(data=tmp_path / "data", today=TODAY, table=table, folder=tmp_path, credential=credential)


def credential_of(task: Task) -> Credential:
    assert isinstance(task.credential, Credential)
    return task.credential


def is_known(hub: Hub) -> bool:
    """Whether the hub has what was counted, row for row."""
    told = {(row.period, row.event, row.journey, row.step, row.outcome): row.n for row in hub.rows()}
    return told == {(row.period, row.counter.value, *row[2:]): n for row, n in COUNTED.items()}


def test_a_dead_hub_a_token_of_another_a_good_night_and_a_token_taken_back(hub: Hub, task: Task) -> None:
    (other,) = hub.enrol()
    mixed = Credential(kiosk=credential_of(task).kiosk, token=other.token, key=other.key)
    assert sync(replace(task, credential=mixed)).reason is Reason.TOKEN
    assert hub.rows() == []
    hub.kill()
    ended = sync(task)
    assert (ended.result, ended.reason, ended.waiting) == (Result.STOPPED, Reason.NETWORK, len(COUNTED))
    hub.start()
    assert sync(task) == Ended(Result.DONE, accepted=len(COUNTED))
    assert is_known(hub)
    assert sync(replace(task, since_days=400)).accepted == len(COUNTED)
    assert is_known(hub)
    hub.revoke(credential_of(task))
    assert sync(replace(task, since_days=400)).reason is Reason.TOKEN
    assert is_known(hub)


def test_a_stick_brings_the_same_rows_and_a_network_that_comes_later_changes_nothing(
    tmp_path: Path, hub: Hub, task: Task
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert carry(task, stick).accepted == len(COUNTED)
    with closing(opened(hub.folder / COUNTS)) as counts, closing(open_enrolment(hub.folder)) as enrolment:
        grew = [one.grew for _ in range(2) for one in load(stick, counts, enrolment, TODAY) if isinstance(one, Loaded)]
    assert grew == [len(COUNTED), 0]
    assert is_known(hub)
    assert sync(task).result is Result.DONE
    assert is_known(hub)
