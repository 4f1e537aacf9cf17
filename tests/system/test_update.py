"""Updates by the real units: a good one, one that does not start, and a package of Debian's in a maintenance boot."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.provisioning.release import making
from tests.system import releases
from tests.system.container import Container
from tests.system.kiosks import KIOSK, drop_in, invocation, is_ready, kiosk, wait_ready

pytestmark = pytest.mark.system
UPDATE, MORNING = "kiosk-stick-update.service", "kiosk-morning.service"
STICK = Path("media/borne/borne/mise-a-jour")
PICTURE = """\
[Service]
ExecStart=
ExecStart=/usr/bin/sleep infinity
StandardInput=null
"""
"""A container has neither a terminal nor a framebuffer to show a picture on."""
SOONER = """\
[Service]
Environment=KIOSK_SETTLE_SECONDS=5 KIOSK_UNKNOWN_SECONDS=0 KIOSK_QUIET_SECONDS=0
"""
"""What is waited for is as it is; how long, is said shorter."""
PACKAGE = "kiosk-test-package"


@pytest.fixture
def machine(provisioned_root: Path, tools_layer: Path) -> Iterator[Container]:
    """Not booted yet, and without work of its own at night."""
    with kiosk(provisioned_root, tools_layer) as one:
        for unit in ("kiosk-fallback.service", "kiosk-maintenance-picture.service"):
            drop_in(one, unit, PICTURE)
        drop_in(one, "kiosk-night.service", SOONER)
        for unit in (UPDATE, MORNING):
            drop_in(one, unit, f"{SOONER}Environment=KIOSK_PATIENCE_SECONDS=1\n")
        yield one


@pytest.fixture
def key(machine: Container, tmp_path: Path) -> making.Signer:
    """What the machine's settings believe."""
    by = making.signer(tmp_path)
    path = machine.root / "etc/kiosk/site.toml"
    said = path.read_text(encoding="utf-8")
    assert 'key = "" ' in said
    path.write_text(said.replace('key = "" ', f'key = "{by.public}" ', 1), encoding="utf-8")
    return by


def stick(machine: Container, bundle: Path) -> None:
    """Put a bundle where the facilitator's stick is mounted, and nothing else."""
    shutil.rmtree(machine.root / STICK, ignore_errors=True)
    (machine.root / STICK).mkdir(parents=True)
    shutil.copy(bundle, machine.root / STICK)


def status(machine: Container) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(machine.file("/data/releases/status.json").read_bytes())
    return said


def nothing_restarts_it_under_a_visitor_s_hands(machine: Container) -> None:
    """Neither an update nor the morning; it is as it was afterwards, with the update at hand."""
    machine.until(lambda: machine.property(KIOSK, "StatusText") == "resting")
    begun = invocation(machine)
    say(machine, "visit")
    machine.ok("systemctl", "start", UPDATE)
    machine.run("systemctl", "start", MORNING)
    assert status(machine)["result"] == "waiting"
    assert "somebody is at the kiosk" in machine.journal(MORNING)
    assert (invocation(machine), is_ready(machine)) == (begun, True)
    say(machine, "resting")


def say(machine: Container, word: str) -> None:
    """Have systemd told this in the kiosk's name, as the kiosk itself tells it."""
    pid = machine.property(KIOSK, "MainPID")
    machine.ok("env", "NOTIFY_SOCKET=/run/systemd/notify", "systemd-notify", f"--pid={pid}", f"STATUS={word}")
    machine.until(lambda: machine.property(KIOSK, "StatusText") == word)


def test_an_update_waits_for_a_rest_and_is_kept_and_one_that_does_not_start_falls_back_by_itself(
    machine: Container, key: making.Signer, tmp_path: Path
) -> None:
    first = (machine.root / "data/releases/current").readlink().name
    stick(machine, releases.follow(machine.root, tmp_path, key, "1.1"))
    machine.boot(wait=False)
    wait_ready(machine)
    nothing_restarts_it_under_a_visitor_s_hands(machine)
    machine.file(f"/{STICK}/coup-de-pouce-1.1.kiosk").unlink()
    machine.ok("systemctl", "start", UPDATE)
    assert (status(machine)["result"], status(machine)["running"]) == ("updated", "1.1")
    begun = invocation(machine)
    machine.ok("systemctl", "start", MORNING)
    assert invocation(machine) != begun
    assert is_ready(machine)
    assert machine.ok("kiosk", "--version").split()[-1] == "1.1"
    assert {path.name for path in machine.file("/data/releases").glob("[0-9]*")} == {first, "1.1"}

    stick(machine, releases.follow(machine.root, tmp_path, key, "1.2", broken=True))
    machine.ok("systemctl", "start", UPDATE)
    assert (status(machine)["result"], status(machine)["running"]) == ("rolled-back", "1.1")
    machine.until(lambda: is_ready(machine))
    assert machine.ok("kiosk", "--version").split()[-1] == "1.1"
    assert "1.2 did not come up: back to 1.1" in machine.journal(UPDATE)
    machine.ok("systemctl", "start", UPDATE)
    assert "not tried again" in status(machine)["reason"]
    assert is_ready(machine)
    one_that_fails_after_it_was_kept_is_left(machine, first)


def one_that_fails_after_it_was_kept_is_left(machine: Container, first: str) -> None:
    kiosk = machine.file("/data/releases/current/venv/bin/kiosk")
    kiosk.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    machine.ok("systemctl", "kill", "--signal=KILL", KIOSK)
    machine.until(lambda: status(machine)["result"] == "rolled-back" and status(machine)["running"] == first)
    assert "failed after it was kept" in status(machine)["reason"]
    machine.until(lambda: is_ready(machine))
    assert machine.property("kiosk-fallback.service", "ActiveState") == "inactive"
    assert "/1.1/" not in machine.ok("readlink", "/data/releases/current")


def test_a_bundle_of_somebody_else_is_refused_in_one_line(
    machine: Container, key: making.Signer, tmp_path: Path
) -> None:
    other = making.signer(tmp_path, "other")
    stick(machine, making.bundle(tmp_path / "made", other, "9.9"))
    assert key.public != other.public
    machine.boot(wait=False)
    machine.until(lambda: machine.run("systemctl", "start", UPDATE).returncode == 0)
    assert status(machine)["result"] == "refused"
    assert "the signature is not by the key of [updates]" in machine.journal(UPDATE)


def test_the_root_is_changed_in_a_boot_of_its_own_and_stays_so(machine: Container, tmp_path: Path) -> None:
    """A package of Debian's, and the release's own provisioning: here in short, for all of it takes a minute."""
    root = machine.root
    now = (root / "data/releases/current").readlink().name
    provision = root / "data/releases" / now / "provisioning/provision"
    provision.write_text("#!/bin/sh\ntouch /etc/kiosk/was-here\n", encoding="utf-8")
    shutil.copy(releases.package(tmp_path, PACKAGE, "1"), root / "srv")
    (root / "srv/archive").mkdir()
    releases.archive(root / "srv/archive", releases.package(tmp_path, PACKAGE, "2"))
    for path in [root / "etc/apt/sources.list", *(root / "etc/apt/sources.list.d").iterdir()]:
        path.unlink(missing_ok=True)
    (root / "etc/apt/sources.list").write_text("deb [trusted=yes] copy:/srv/archive ./\n", encoding="utf-8")
    machine.boot()
    machine.ok("dpkg", "--install", f"/srv/{PACKAGE}_1_all.deb")
    machine.run("systemctl", "--no-block", "start", "kiosk-night.service")
    machine.rebooted(wait=False)
    machine.rebooted()
    assert (root / "usr/share" / PACKAGE).read_text(encoding="utf-8") == "2"
    assert (root / "etc/kiosk/was-here").exists()
    assert not (root / "data/maintenance/pending").exists()
    assert not (root / "data/overlayroot.conf").exists()
    assert status(machine)["maintenance"].startswith("done")
    machine.until(lambda: is_ready(machine))
    assert "kiosk-maintenance" not in machine.ok("systemctl", "list-units", "--state=failed")


def test_a_maintenance_whose_count_ends_by_a_signal_is_none_and_the_kiosk_serves(machine: Container) -> None:
    folder = machine.root / "data/maintenance"
    folder.mkdir()
    (folder / "pending").write_text(json.dumps({"key": "k", "packages": []}), encoding="utf-8")
    killed = "[Service]\nExecCondition=\nExecCondition=/bin/sh -c 'kill -KILL $$$$'\n"
    drop_in(machine, "kiosk-maintenance.service", killed)
    machine.boot(wait=False)
    wait_ready(machine)
    assert machine.property("kiosk-maintenance.service", "Result") == "signal"
    assert machine.property("kiosk-maintenance-picture.service", "ActiveState") == "inactive"


def test_a_maintenance_that_cannot_be_counted_is_none_and_the_kiosk_serves(machine: Container) -> None:
    folder = machine.root / "data/maintenance"
    folder.mkdir()
    (folder / "pending").write_text(json.dumps({"key": "k", "packages": []}), encoding="utf-8")
    drop_in(machine, "kiosk-maintenance.service", "[Service]\nReadOnlyPaths=/data/maintenance\n")
    machine.boot(wait=False)
    wait_ready(machine)
    assert machine.property("kiosk-maintenance.service", "Result") == "exec-condition"
    assert "Read-only file system" in machine.journal("kiosk-maintenance.service")
    assert machine.property("kiosk-maintenance-picture.service", "ActiveState") == "inactive"
