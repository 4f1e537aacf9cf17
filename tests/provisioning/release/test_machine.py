"""What is asked of systemd, by a `systemctl` that writes down what it is asked and answers as it is told."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases import command, disk
from provisioning.appliance.root.usr.local.lib.kiosk.releases.installing import install
from provisioning.appliance.root.usr.local.lib.kiosk.releases.machine import Services
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store
from tests.provisioning.release import making

_SYSTEMCTL = """\
#!/bin/sh
cd "${0%/*}" || exit
echo "$*" >>asked
[ "$1" = show ] || exit 0
head -n 1 states | tr ' ' '\\n'
[ "$(wc -l <states)" = 1 ] || sed -i 1d states
"""
_FAILED = "ActiveState=failed NRestarts=4 InvocationID=1"
_UP = "ActiveState=active NRestarts=0 InvocationID="


@dataclass(frozen=True, slots=True)
class Systemd:
    """Where it lies."""

    folder: Path

    def says(self, *states: str) -> None:
        """At each look the next one of these; the last one from then on."""
        (self.folder / "states").write_text("".join(f"{state}\n" for state in states), encoding="ascii")

    @property
    def asked(self) -> list[str]:
        """Its words, call by call."""
        return (self.folder / "asked").read_text(encoding="ascii").splitlines()


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Systemd:
    program = tmp_path / "systemctl"
    program.write_text(_SYSTEMCTL, encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("KIOSK_SETTLE_SECONDS", "0")
    return Systemd(tmp_path)


def test_a_release_that_serves_says_its_sentences_and_its_hosts_anew(systemd: Systemd) -> None:
    Services().after()
    assert systemd.asked == ["--no-block restart kiosk-voices.service kiosk-hosts.service"]


def test_a_kiosk_that_stays_up_is_proven(systemd: Systemd) -> None:
    systemd.says(f"{_UP}1")
    assert Services().proves()


@pytest.mark.parametrize("later", ["failed NRestarts=0", "active NRestarts=1", "activating NRestarts=0"])
def test_a_kiosk_that_does_not_stay_up_is_not(systemd: Systemd, later: str) -> None:
    systemd.says(f"{_UP}1", f"ActiveState={later} InvocationID=2")
    assert not Services().proves()


def test_a_wished_start_that_is_under_way_condemns_nothing(systemd: Systemd) -> None:
    systemd.says(f"{_UP}1", "ActiveState=activating NRestarts=0 InvocationID=2", f"{_UP}2")
    assert Services().proves()


def test_a_crash_that_is_not_counted_yet_is_found_at_the_next_look(systemd: Systemd) -> None:
    crashed = "ActiveState=activating NRestarts=0 InvocationID="
    systemd.says(f"{_UP}1", crashed, "ActiveState=active NRestarts=1 InvocationID=2")
    assert not Services().proves()


def test_a_start_that_somebody_wished_for_meanwhile_condemns_nothing(systemd: Systemd) -> None:
    systemd.says(f"{_UP}1", f"{_UP}2")
    assert Services().proves()
    assert sum(one.startswith("show") for one in systemd.asked) == 3, "the new start was given its own time"


def test_a_kiosk_that_is_started_again_and_again_is_not_proven(systemd: Systemd) -> None:
    systemd.says(*(f"{_UP}{start}" for start in range(20)))
    assert not Services().proves()


@pytest.fixture
def young(store: Store, tmp_path: Path) -> Store:
    """1.1 was kept this night."""
    assert install(store, making.lay_out(tmp_path / "new", "1.1"), maker=making.make) == "1.1"
    store.switch("1.1", trial=True)
    store.confirm()
    return store


def rescued(store: Store) -> int:
    return command.main(["--data", str(store.data), "rescue"])


def test_a_kiosk_that_has_given_up_leaves_a_young_release(systemd: Systemd, young: Store) -> None:
    systemd.says(_FAILED, f"{_UP}2")
    assert rescued(young) == 0
    assert young.current == "1.0"


@pytest.mark.parametrize(("found", "current"), [(_FAILED, "1.0"), (f"{_UP}2", "1.1")])
def test_a_rescue_waits_for_the_end_of_an_update_and_looks_again(
    systemd: Systemd, young: Store, monkeypatch: pytest.MonkeyPatch, found: str, current: str
) -> None:
    with ExitStack() as update:
        assert update.enter_context(disk.alone(young.folder / ".lock"))

        def ends(_: float) -> None:
            systemd.says(found, f"{_UP}3")
            update.close()

        monkeypatch.setattr(disk, "pause", ends)
        assert rescued(young) == 0
    assert young.current == current


def test_a_rescue_does_not_wait_for_ever(
    systemd: Systemd, young: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    systemd.says(_FAILED)
    monkeypatch.setattr(command, "RESCUE_SECONDS", 0)
    with disk.alone(young.folder / ".lock"):
        assert rescued(young) == 1
    assert "another update is at work" in capsys.readouterr().err
    assert young.current == "1.1"
