"""The units of the counts, booted: sent to a real hub by their own credential, at each kiosk's own time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.usage.store import FILE_NAME
from kiosk.usage.sync.credential import Credential
from tests.hub_process import Hub, need_hub
from tests.hub_process import running as running_hub
from tests.system.container import Container, container
from tests.system.kiosks import kiosk, processes, wait_ready
from tests.system.network import inside

pytestmark = pytest.mark.system
DATA = "/var/lib/kiosk"
SECRET = "/etc/kiosk/hub.toml"
RELEASE = "/data/releases/current/venv"
_VISITS = """
import sys
from datetime import date
from pathlib import Path
from kiosk.events import EndReason, Outcome, VisitEnded
from kiosk.ids import JourneyId, StepId
from kiosk.usage.counters import rows_of
from kiosk.usage.store import Store

store, home = Store.open(Path(sys.argv[1])), JourneyId("accueil")
for _ in range(2):
    visit = VisitEnded(home, home, StepId("depart"), Outcome.LEFT, EndReason.FINISHED, 3)
    store.add(rows_of(visit, date.fromisoformat(sys.argv[2])))
store.close()
"""
_TIMERS = ("kiosk-sync.timer", "kiosk-update.timer", "kiosk-night.timer", "kiosk-morning.timer")


@pytest.fixture(scope="module")
def booted(provisioned_root: Path, tools_layer: Path) -> Iterator[Container]:
    with kiosk(provisioned_root, tools_layer) as one:
        one.boot(wait=False)
        wait_ready(one)
        yield one


@pytest.fixture(scope="module")
def hub(booted: Container, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A hub that the container alone reaches."""
    need_hub()
    with inside(booted), running_hub(tmp_path_factory.mktemp("hub") / "files") as one:
        yield one


@pytest.fixture(scope="module")
def enrolled(booted: Container, hub: Hub) -> Credential:
    """The kiosk knows its hub, has its credential, a right clock, and something to send."""
    (credential,) = hub.enrol()
    secret = f'kiosk = "{credential.kiosk}"\ntoken = "{credential.token}"\nkey = "{credential.key}"\n'
    booted.ok("install", "--owner=root", "--mode=0600", "/dev/stdin", SECRET, stdin=secret)
    booted.ok("tee", "--append", "/etc/kiosk/site.toml", stdin=f'\n[hub]\nurl = "{hub.url}"\n')
    booted.ok("install", "--directory", "/run/systemd/timesync")
    booted.ok("touch", "/run/systemd/timesync/synchronized")
    _count(booted)
    return credential


def _count(one: Container) -> None:
    """Two visits of the day before yesterday, by the kiosk's own code and user."""
    day = (datetime.now(UTC) - timedelta(days=2)).date()
    one.ok(f"{RELEASE}/bin/python", "-I", "-c", _VISITS, f"{DATA}/{FILE_NAME}", day.isoformat(), user="kiosk")


def test_the_counts_reach_the_hub_by_the_units_own_credential(
    booted: Container, hub: Hub, enrolled: Credential
) -> None:
    booted.ok("systemctl", "start", "kiosk-sync.service")
    assert booted.property("kiosk-sync.service", "ExecMainStatus") == "0", booted.journal("kiosk-sync.service")
    sent = {(row.event, row.journey): row.n for row in hub.rows() if row.kiosk == enrolled.kiosk}
    assert sent["visits", "accueil"] == 2
    assert enrolled.token not in booted.journal()


def test_what_the_panel_wishes_is_sent_at_once(booted: Container, hub: Hub, enrolled: Credential) -> None:
    unit = "kiosk-sync-now.service"
    before = booted.property(unit, "InvocationID")
    booted.ok("install", "--directory", "--mode=0700", "/run/kiosk/ask", user="kiosk")
    booted.ok("touch", "/run/kiosk/ask/sync-now", user="kiosk")
    booted.until(
        lambda: booted.property(unit, "InvocationID") != before and booted.property(unit, "SubState") == "dead"
    )
    assert booted.property(unit, "Result") == "success", booted.journal(unit)
    assert booted.property(unit, "ExecMainStatus") == "0"
    assert hub.kiosks()[enrolled.kiosk].heard


def test_the_credential_is_out_of_reach_of_what_visitors_touch(booted: Container, enrolled: Credential) -> None:
    assert booted.run("cat", SECRET, user="kiosk").returncode != 0
    for name, number in processes(booted).items():
        open_files = booted.run("sh", "-c", f"readlink /proc/{number}/fd/*; tr '\\0' '\\n' </proc/{number}/environ")
        assert "hub.toml" not in open_files.stdout, name
        assert "CREDENTIALS" not in open_files.stdout, name
        seen = booted.run(
            *("nsenter", f"--target={number}", "--mount", "--setuid", booted.ok("id", "-u", "kiosk").strip()),
            *("sh", "-c", f"cat {SECRET} /run/credentials/*/hub.toml"),
        )
        assert seen.returncode != 0, name
        assert enrolled.token not in seen.stdout, name


def test_a_wrong_credential_is_seen_and_nothing_is_lost(booted: Container, hub: Hub, enrolled: Credential) -> None:
    good = booted.ok("cat", SECRET)
    rows = hub.rows()
    try:
        booted.ok("tee", SECRET, stdin="# none")
        assert booted.run("systemctl", "start", "kiosk-sync.service").returncode != 0
        assert booted.property("kiosk-sync.service", "ExecMainStatus") == "5"
    finally:
        booted.ok("tee", SECRET, stdin=good)
        booted.ok("systemctl", "reset-failed", "kiosk-sync.service")
    assert hub.rows() == rows
    assert enrolled.token in booted.ok("cat", SECRET)


def test_each_kiosk_has_times_of_its_own_and_keeps_them(provisioned_root: Path) -> None:
    one, again, other = (_times(provisioned_root, number) for number in (1, 1, 2))
    assert one == again, "the same at each boot"
    assert one.keys() == set(_TIMERS)
    assert all(one[timer] != other[timer] for timer in _TIMERS)


def _times(root: Path, number: int) -> dict[str, str]:
    """When each timer elapses next at a machine of this id."""
    with container(root) as one:
        (one.root / "etc" / "machine-id").write_text(f"{number:032x}\n", encoding="ascii")
        (one.root / "etc" / "systemd" / "system" / "kiosk.service").unlink()
        one.boot(wait=False)
        one.until(lambda: one.run("systemctl", "is-active", "timers.target").returncode == 0)
        return {timer: one.property(timer, "NextElapseUSecRealtime") for timer in _TIMERS}
