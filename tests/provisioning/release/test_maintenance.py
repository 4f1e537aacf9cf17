"""What is changed of the root, when, how often it is tried, and that it ends."""

from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases import disk, maintenance, status
from provisioning.appliance.root.usr.local.lib.kiosk.releases.installing import install
from provisioning.appliance.root.usr.local.lib.kiosk.releases.manifest import Fault
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store
from tests.provisioning.release import making
from tests.provisioning.release.night import Machine


@pytest.fixture
def machine(store: Store) -> Machine:
    one = Machine(store.data)
    one.appliance.note_applied(maintenance.digest(store.at("1.0")))
    return one


def boots_until_over(machine: Machine) -> int:
    """How many boots of maintenance it takes."""
    boots = 0
    while machine.boot():
        machine.maintain()
        boots += 1
        assert boots < 10
    return boots


def test_a_security_update_takes_one_boot_with_a_writable_root(machine: Machine) -> None:
    assert "chromium 2" in str(machine.night())
    assert boots_until_over(machine) == 1
    assert (machine.installed, machine.writable, machine.deployed) == ("2", False, [])
    assert "done" in status.read(machine.appliance.store)["maintenance"]
    assert "nothing waits" in str(machine.night())


def test_what_is_no_security_update_waits_for_one(machine: Machine) -> None:
    machine.apt.security = False
    assert "1 packages wait" in str(machine.night())
    assert not machine.boot()


def test_the_provisioning_of_a_new_release_is_done_once(machine: Machine) -> None:
    machine.apt.security = False
    (machine.appliance.store.at("1.0") / "systemd/kiosk.service").write_bytes(b"[Unit]\nDescription=x\n")
    assert "provisioning of 1.0" in str(machine.night())
    assert boots_until_over(machine) == 1
    assert machine.deployed == ["1.0"]
    assert "nothing waits" in str(machine.night())


def test_provisioning_needs_no_network(machine: Machine) -> None:
    machine.apt.unreached = True
    assert isinstance(machine.night(), Fault)
    assert not machine.boot()
    (machine.appliance.store.at("1.0") / "systemd/kiosk.service").write_bytes(b"[Unit]\nDescription=x\n")
    machine.night()
    assert boots_until_over(machine) == 1
    assert (machine.deployed, machine.installed) == (["1.0"], "1")


def test_provisioning_waits_for_a_package_that_cannot_be_fetched_yet(machine: Machine) -> None:
    machine.apt.unreached, machine.apt.lacking = True, ("dnsmasq-base",)
    (machine.appliance.store.at("1.0") / "systemd/kiosk.service").write_bytes(b"[Unit]\nDescription=x\n")
    assert isinstance(machine.night(), Fault)
    assert not machine.boot()
    machine.apt.unreached = False
    assert "provisioning of 1.0" in str(machine.night())
    assert boots_until_over(machine) == 1
    assert (machine.deployed, machine.installed) == (["1.0"], "2")


def test_what_fails_is_tried_three_times_and_not_every_night(machine: Machine) -> None:
    machine.apt.breaks = True
    machine.night()
    assert boots_until_over(machine) == maintenance.MOST_TRIES + 1
    assert not machine.writable
    assert "given up" in status.read(machine.appliance.store)["maintenance"]
    assert "given up on before" in str(machine.night())
    assert not machine.boot()


def test_a_root_that_forgets_is_not_changed(machine: Machine) -> None:
    machine.night()
    (machine.data / "overlayroot.conf").unlink()
    assert machine.boot()
    machine.maintain()
    assert machine.installed == "1"
    assert boots_until_over(machine) == 1
    assert machine.installed == "2"


def test_nothing_begins_beside_a_trial_or_a_first_boot(machine: Machine) -> None:
    (machine.data / "first-boot").write_bytes(b"")
    assert "at work" in str(machine.night())
    assert not machine.boot()


def test_a_release_without_provisioning_changes_no_root(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    assert maintenance.digest(tmp_path) == ""


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"key": "k", "packages": 3}'])
def test_what_cannot_be_read_is_over_at_once(machine: Machine, body: bytes) -> None:
    machine.night()
    (machine.data / "maintenance/pending").write_bytes(body)
    assert machine.boot()
    machine.maintain()
    assert not machine.boot()
    assert not machine.writable


def test_a_word_of_another_release_is_passed_over(machine: Machine) -> None:
    machine.night()
    path = machine.data / "maintenance/pending"
    path.write_bytes(path.read_bytes().replace(b"{", b'{"later": 1, ', 1))
    assert boots_until_over(machine) == 1
    assert machine.installed == "2"


def test_a_try_that_cannot_be_counted_is_none(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.night()
    machine.boot()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "write", full)
    assert "No space left" in str(machine.maintain())
    assert machine.installed == "1"
    assert not machine.boot()


def test_where_nothing_can_be_written_the_kiosk_serves(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.night()
    machine.boot()

    def read_only(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    for name in ("write", "remove"):
        monkeypatch.setattr(disk, name, read_only)
    assert isinstance(maintenance.begin(machine.appliance), Fault)
    assert machine.installed == "1"


def test_a_provisioning_that_fails_does_not_come_back_with_each_new_package(machine: Machine) -> None:
    machine.deploys = False
    (machine.appliance.store.at("1.0") / "systemd/kiosk.service").write_bytes(b"[Unit]\nDescription=x\n")
    machine.night()
    assert boots_until_over(machine) == maintenance.MOST_TRIES + 1
    machine.apt.newest = "3"
    assert "chromium 3" in str(machine.night())
    assert boots_until_over(machine) == 1
    assert (machine.installed, len(machine.deployed)) == ("3", maintenance.MOST_TRIES)
    machine.deploys = True
    (machine.appliance.store.at("1.0") / "systemd/kiosk.service").write_bytes(b"[Unit]\nDescription=y\n")
    assert "provisioning of 1.0" in str(machine.night())


def test_packages_that_fail_are_not_laid_to_the_provisioning_s_charge(machine: Machine) -> None:
    machine.apt.breaks = True
    (machine.appliance.store.at("1.0") / "systemd/kiosk.service").write_bytes(b"[Unit]\nDescription=x\n")
    machine.night()
    boots_until_over(machine)
    machine.apt.breaks, machine.apt.newest = False, "3"
    machine.night()
    assert boots_until_over(machine) == 1
    assert (machine.installed, machine.deployed) == ("3", ["1.0"])


def kept(machine: Machine, folder: Path, version: str) -> Store:
    """A newer release, whose provisioning is another one, is on trial and then kept."""
    store = machine.appliance.store
    files = {**making.FILES, "systemd/kiosk.service": f"[Unit]\nDescription={version}\n".encode()}
    assert install(store, making.lay_out(folder, version, files), maker=making.make) == version
    store.switch(version, trial=True)
    store.confirm()
    return store


def test_what_waited_for_a_release_that_was_left_does_not_bring_it_back(machine: Machine, tmp_path: Path) -> None:
    store = kept(machine, tmp_path / "new", "1.1")
    assert "provisioning of 1.1" in str(machine.night())
    assert store.rescue() == "1.0"
    assert machine.boot()
    assert "the night decides anew" in str(machine.maintain())
    assert (machine.deployed, machine.installed, store.current) == ([], "1", "1.0")
    assert store.is_refused("1.1")
    assert not machine.boot()
    assert not machine.writable


def test_the_night_decides_anew_where_the_release_of_what_waits_was_left(machine: Machine, tmp_path: Path) -> None:
    store = kept(machine, tmp_path / "new", "1.1")
    machine.night()
    assert store.rescue() == "1.0"
    machine.apt.security = False
    assert "nothing waits" in str(machine.night())
    assert not machine.boot()
    assert not machine.writable
    machine.apt.security = True
    assert "1 packages (chromium 2)" in str(machine.night())
    assert boots_until_over(machine) == 1
    assert (machine.deployed, machine.installed) == ([], "2")
