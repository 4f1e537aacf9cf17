"""A hub that comes back from its back-up, as docs/hub.md says: what it lost comes again, from kiosks it forgot too."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kiosk.hub_setup import HubTable
from kiosk.ids import JourneyId
from kiosk.usage.counters import Row
from kiosk.usage.period import Period
from kiosk.usage.sync.credential import Credential, read
from kiosk.usage.sync.night import sync
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.task import Task
from tests.hub_process import PYTHON, ROOT, Hub
from tests.kiosk.usage.sync.bench import BIG, MINUTES, STEP, TODAY, UNDATED, VISITS, count

_FILES = ("counts.db", "enrolment.db")
_OLD = VISITS._replace(period=Period("2026-01-20"))
_COPY = re.search(r"-c '(import sqlite3, sys; .*)'", (ROOT / "docs" / "hub.md").read_text(encoding="utf-8"))


def _enrol(hub: Hub, output: Path, *words: str) -> Credential | str:
    """The credential that the command makes, or what it says."""
    given = ["--place", "Moulin", *words, "-o", str(output), "--hub", str(hub.folder)]
    command = [str(PYTHON), "-m", "kiosk", "hub", "enrol", *given]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    made = read(Path(said.stdout.strip())) if said.returncode == 0 else None
    return made if isinstance(made, Credential) else said.stderr


def _kiosk(hub: Hub, folder: Path, credential: Credential | str, rows: Mapping[Row, int]) -> Task:
    assert isinstance(credential, Credential), credential
    count(folder, rows)
    return Task(data=folder, today=TODAY, table=HubTable(url=hub.url), folder=folder, credential=credential)


def _back_up(hub: Hub, copy: Path) -> None:
    """Copy the files while the hub runs, by the very line of the documentation."""
    assert _COPY
    copy.mkdir()
    for name in _FILES:
        subprocess.run([PYTHON, "-c", _COPY[1], hub.folder / name, copy / name], check=True)


def _restore(hub: Hub, copy: Path) -> None:
    hub.stop()
    for name in _FILES:
        for beside in ("-wal", "-shm"):
            (hub.folder / (name + beside)).unlink(missing_ok=True)
        (hub.folder / name).write_bytes((copy / name).read_bytes())
    hub.start()


def _known(hub: Hub, credential: Credential) -> dict[tuple[str, ...], int]:
    found = [row for row in hub.rows() if row.kiosk == credential.kiosk]
    return {(row.period, row.event, row.journey, row.step, row.outcome): row.n for row in found}


def _told(rows: Mapping[Row, int]) -> dict[tuple[str, ...], int]:
    return {(row.period, row.counter.value, *row[2:]): n for row, n in rows.items()}


def test_a_kiosk_enrolled_since_the_back_up_keeps_its_id_and_brings_all_again(own_hub: Hub, tmp_path: Path) -> None:
    before = _kiosk(own_hub, tmp_path / "b", _enrol(own_hub, tmp_path / "files"), {VISITS: 4})
    assert sync(before).result is Result.DONE
    _back_up(own_hub, tmp_path / "copy")

    count(before.data, {VISITS: 1, MINUTES: 40})
    assert sync(before).result is Result.DONE
    counted = {_OLD: 9, VISITS: 2, BIG: 5, STEP: 6, MINUTES: 30, UNDATED: 3}
    since = _kiosk(own_hub, tmp_path / "a", _enrol(own_hub, tmp_path / "files"), counted)
    assert isinstance(since.credential, Credential)
    assert sync(since).accepted == len(counted)

    _restore(own_hub, tmp_path / "copy")
    assert _known(own_hub, since.credential) == {}
    assert sync(replace(since, since_days=400)).reason is Reason.TOKEN
    again = _enrol(own_hub, tmp_path / "again", "--id", since.credential.kiosk)
    assert isinstance(again, Credential), again
    assert again.kiosk == since.credential.kiosk
    assert again.token != since.credential.token
    count(since.data, {UNDATED: 2})
    assert sync(replace(since, credential=again, since_days=400)).result is Result.DONE
    assert _known(own_hub, again) == _told(counted | {UNDATED: 5})

    assert sync(replace(before, since_days=400)).result is Result.DONE
    assert isinstance(before.credential, Credential)
    assert _known(own_hub, before.credential) == _told({VISITS: 5, MINUTES: 40})


def test_an_id_is_given_again_only_where_nobody_holds_it(hub: Hub, tmp_path: Path) -> None:
    first = _enrol(hub, tmp_path / "files")
    assert isinstance(first, Credential)
    row = VISITS._replace(journey=JourneyId("a"))
    night = _kiosk(hub, tmp_path / "a", first, {row: 3})
    assert "kiosk hub renew" in str(_enrol(hub, tmp_path / "again", "--id", first.kiosk))
    assert not list((tmp_path / "again").iterdir())
    assert sync(night).result is Result.DONE

    hub.revoke(first)
    second = _enrol(hub, tmp_path / "again", "--id", first.kiosk)
    assert isinstance(second, Credential), second
    assert sync(replace(night, since_days=400)).reason is Reason.TOKEN
    assert sync(replace(night, credential=second, since_days=400)).result is Result.DONE
    assert _known(hub, second) == _told({row: 3})


def test_an_id_is_one_and_has_its_form(hub: Hub, tmp_path: Path) -> None:
    assert "expected the id of a kiosk" in str(_enrol(hub, tmp_path / "x", "--id", "Moulin"))
    assert "expected no --count" in str(_enrol(hub, tmp_path / "x", "--id", "ab" * 16, "--count", "2"))
    assert not (tmp_path / "x").exists()
