"""From one hub to the other: who is enrolled, and what was counted."""

import hashlib
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import requests

from kiosk.hub.enrolment import drawn, enrol, kiosks, open_enrolment, revoke
from kiosk.hub.folder import prepare
from kiosk.hub.schema import COUNTS, open_counts
from kiosk.usage.sync.credential import Credential
from tests.hub.clickhouse import engine

SCRIPTS = Path(__file__).parents[3] / "provisioning" / "hub" / "clickhouse"
DAY = date(2026, 11, 23)
ROWS = "{0}\t2026-W47\toutcomes\tforem\t\t~\t7\n{0}\tundated\tvisits\t\t\t\t3\n{0}\t2026-11-22\t\t\t\t\t0\n"


@pytest.fixture
def hub(tmp_path: Path) -> tuple[Path, list[Credential]]:
    """A folder with three kiosks, of which the last is revoked."""
    folder = tmp_path / "hub"
    prepare(folder)
    new = [drawn() for _ in range(3)]
    with closing(open_enrolment(folder)) as connection:
        for one in new:
            enrol(connection, one, "Maison de l'essai", "Centre", DAY)
        revoke(connection, new[2].kiosk, DAY)
    return folder, new


def run(script: str, folder: Path, said: str = "") -> "subprocess.CompletedProcess[str]":
    """One of the scripts, on a hub's folder."""
    words = [sys.executable, str(SCRIPTS / script), str(folder)]
    return subprocess.run(words, input=said, capture_output=True, text=True, check=False, timeout=60)


def counts(folder: Path) -> list[tuple[str | int, ...]]:
    """All rows of counts.db."""
    with closing(open_counts(folder / COUNTS)) as connection:
        return connection.execute("SELECT * FROM counts").fetchall()


def test_who_is_enrolled_and_not_revoked_is_a_user_whose_password_is_the_hash_that_is_kept(
    hub: tuple[Path, list[Credential]],
) -> None:
    folder, new = hub
    done = run("enrol", folder)
    assert done.returncode == 0, done.stderr
    users = {user.tag: user.findtext("password_sha256_hex") for user in ET.XML(done.stdout).iterfind("users/*")}
    assert users == {f"kiosk-{one.kiosk}": hashlib.sha256(one.token.encode()).hexdigest() for one in new[:2]}
    assert not any(one.token in done.stdout for one in new)


def test_a_folder_without_enrolment_is_told_and_not_made(tmp_path: Path) -> None:
    done = run("enrol", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert list(tmp_path.iterdir()) == []


def test_what_is_taken_twice_or_smaller_changes_nothing(hub: tuple[Path, list[Credential]]) -> None:
    folder, (one, *_) = hub
    for text in (ROWS, ROWS, ROWS.replace("7\n", "6\n")):
        done = run("take", folder, text.format(one.kiosk))
        assert (done.returncode, done.stdout) == (0, "2 rows of counts\n"), done.stderr
    assert counts(folder) == [
        (one.kiosk, "2026-W47", "outcomes", "forem", "", "~", 7),
        (one.kiosk, "undated", "visits", "", "", "", 3),
    ]
    with closing(open_enrolment(folder)) as connection:
        assert {each.kiosk: each.heard for each in kiosks(connection)}[one.kiosk] == date(2026, 11, 22)


@pytest.mark.parametrize("wrong", ["x", "{0}\t2026-11-31\tvisits\t\t\t\t3", "{0}\t2026-11-20\tclicks\t\t\t\t3"])
def test_of_a_stream_with_a_line_that_is_no_row_nothing_is_taken(
    hub: tuple[Path, list[Credential]], wrong: str
) -> None:
    folder, (one, *_) = hub
    done = run("take", folder, (ROWS + wrong).format(one.kiosk))
    assert (done.returncode, done.stdout) == (1, "")
    assert counts(folder) == []


@pytest.mark.skipif(not engine.is_there(), reason="no .venv-chdb; provisioning/test makes it")
def test_a_kiosk_pushes_to_clickhouse_with_its_credential_and_its_counts_come_back(
    hub: tuple[Path, list[Credential]], tmp_path: Path
) -> None:
    folder, new = hub
    place = tmp_path / "engine"
    place.mkdir()
    with engine.running(place, {one.kiosk: one.token for one in new[:2]}) as region:
        for one in new[:2]:
            row = {
                "kiosk": one.kiosk,
                "period": "2026-11-22",
                "event": "visits",
                "journey": "a",
                "step": "",
                "outcome": "",
            }
            headers = {name: text.format(kiosk=one.kiosk, token=one.token) for name, text in engine.HEADERS.items()}
            reply = requests.post(region.url, json={"rows": [{**row, "n": 4}]}, headers=headers, timeout=120)
            assert reply.json() == {"ok": True}
        told = region.text("/nightly")
    done = run("take", folder, told)
    assert (done.returncode, done.stdout) == (0, "2 rows of counts\n"), done.stderr
    assert sorted(counts(folder)) == sorted((one.kiosk, "2026-11-22", "visits", "a", "", "", 4) for one in new[:2])
    with closing(open_enrolment(folder)) as connection:
        heard = {each.kiosk: each.heard for each in kiosks(connection)}
    assert (datetime.now(UTC).date() - (heard[new[0].kiosk] or DAY)).days in {-1, 0, 1}
    assert heard[new[2].kiosk] is None
