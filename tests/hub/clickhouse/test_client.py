"""The kiosk's own client at a region's hub: nothing but its settings is other than at the default one."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hub.enrolment import drawn
from kiosk.hub_setup import HubTable
from kiosk.usage.counters import Row
from kiosk.usage.sync.night import sync
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.task import Task
from provisioning.hub.clickhouse import two_shards
from tests.hub.clickhouse import engine
from tests.kiosk.usage.sync.bench import BIG, MINUTES, TODAY, UNDATED, VISITS, count, day_row

COUNTED: dict[Row, int] = {VISITS: 1, BIG: 5, MINUTES: 40, UNDATED: 3, **{day_row(n): n + 1 for n in range(600)}}
CREDENTIAL = drawn()


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """Describe the night of a kiosk that has counted; its hub has no address yet."""
    count(tmp_path / "data", COUNTED)
    table = HubTable(url="http://127.0.0.1:9", headers=engine.HEADERS)
    return Task(data=tmp_path / "data", today=TODAY, table=table, folder=tmp_path, credential=CREDENTIAL)


def at(task: Task, url: str) -> Task:
    """The same night, at a hub."""
    return replace(task, table=HubTable(url=url, headers=engine.HEADERS))


def expected() -> set[tuple[str, ...]]:
    """What a hub holds after the night, as text."""
    return {(CREDENTIAL.kiosk, row.period, row.counter.value, *row[2:], str(n)) for row, n in COUNTED.items()}


@pytest.mark.skipif(not engine.is_there(), reason="no .venv-chdb; provisioning/test makes it")
def test_a_night_at_the_engine_of_today(task: Task, tmp_path: Path) -> None:
    place = tmp_path / "engine"
    place.mkdir()
    with engine.running(place, {CREDENTIAL.kiosk: CREDENTIAL.token}) as hub:
        stranger = replace(at(task, hub.url), credential=drawn(CREDENTIAL.kiosk))
        assert sync(stranger).reason is Reason.TOKEN
        assert sync(at(task, hub.url)).result is Result.DONE
        assert sync(replace(at(task, hub.url), since_days=400)).accepted == len(COUNTED)
        assert {(*key, str(n)) for key, n in hub.rows().items()} == expected()


@pytest.mark.skipif(
    not all(map(shutil.which, two_shards.PROGRAMS)), reason="no Debian packages clickhouse-server and haproxy"
)
def test_a_night_at_two_shards_behind_the_proxy(task: Task, tmp_path: Path) -> None:
    known = [(CREDENTIAL.kiosk, hashlib.sha256(CREDENTIAL.token.encode()).hexdigest())]
    with two_shards.running(tmp_path / "region", known) as hub:
        stranger = replace(at(task, hub.url), credential=drawn(CREDENTIAL.kiosk))
        assert sync(stranger).reason is Reason.TOKEN
        assert sync(at(task, hub.url)).result is Result.DONE
        assert sync(replace(at(task, hub.url), since_days=400)).accepted == len(COUNTED)
        lines = hub.shards[0].ask("SELECT * FROM hub.latest").splitlines()
    assert {tuple(line.split("\t")) for line in lines} == expected()
    assert len(lines) == len(COUNTED)
