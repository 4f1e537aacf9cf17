"""Killed at every single change of the disk: the kiosk of the next boot runs, and the next night ends the work."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store
from tests.provisioning.release import making
from tests.provisioning.release.making import Signer

ROOT = Path(__file__).parents[3]


def kills(what: str, folder: Path) -> list[dict[str, Any]]:
    """What was found after each; the last run was not killed."""
    command = [sys.executable, "-m", "tests.provisioning.release.kill_points", what, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["killed"] for one in found] == [True] * (len(found) - 1) + [False]
    return found


@pytest.fixture
def folder(store: Store, key: Signer, tmp_path: Path) -> Path:
    shutil.copy(making.bundle(tmp_path / "made", key, "1.1"), tmp_path / "bundle")
    shutil.copy(key.private.with_suffix(".pub"), tmp_path / "key.pub")
    assert store.current == "1.0"
    return tmp_path


def test_an_update_killed_anywhere_leaves_a_kiosk_that_runs_and_can_be_updated(folder: Path) -> None:
    found = kills("update", folder)
    assert len(found) > 40
    assert {one["booted"] for one in found} == {"1.0", "1.1"}
    assert {one["then"] for one in found} == {"1.1"}
    assert {one["trial"] for one in found} == {"None"}


def test_a_broken_update_killed_anywhere_never_keeps_the_broken_one(folder: Path) -> None:
    found = kills("broken", folder)
    assert len(found) > 40
    assert {(one["booted"], one["then"]) for one in found} == {("1.0", "1.0")}


def test_a_maintenance_killed_anywhere_is_done_in_the_end_and_nobody_is_served_on_a_writable_root(folder: Path) -> None:
    found = kills("maintain", folder)
    assert len(found) > 8
    assert {(one["installed"], one["served_writable"]) for one in found} == {("2", False)}
    assert all(one["boots"] <= 3 for one in found)
