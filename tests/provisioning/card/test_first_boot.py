"""What runs on the machine at its first boot: the parts that need no machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from provisioning.appliance.first_boot import disk, leaving, network
from provisioning.appliance.first_boot.disk import GIB
from provisioning.appliance.first_boot.machine import UNIT, Machine, put
from provisioning.appliance.first_boot.site import bring
from provisioning.appliance.first_boot.wiping import wipe
from provisioning.first_boot.program import built

FLASHED = {"node": "/dev/mmcblk0p2", "start": 1064960, "size": 5 * GIB // 2}
FIRST = {"node": "/dev/mmcblk0p1", "start": 16384, "size": 1048576}


def table(*parts: dict[str, object]) -> dict[str, object]:
    return {"label": "dos", "partitions": list(parts)}


@pytest.mark.parametrize(
    ("card", "root"),
    [(64, 8.0), (32, 8.0), (16, 8.0), (12, 7.49), (8, 7.49), (4, 3.49), (3, None)],
)
def test_the_root_grows_to_a_bound_that_leaves_room_for_the_data(card: int, root: float | None) -> None:
    """GiB of the card and of the root; a card of 8 has room for one of both."""
    grown = disk.root_size(table(FIRST, FLASHED), FLASHED["node"], card * GIB)  # type: ignore[arg-type]
    assert (None if grown is None else round(grown / GIB, 1)) == (None if root is None else round(root, 1))
    if grown is not None:
        assert FLASHED["start"] + grown <= card * GIB  # type: ignore[operator]


def test_a_root_with_a_part_behind_it_stays(tmp_path: Path) -> None:
    data = {"node": "/dev/mmcblk0p3", "start": 20 * GIB, "size": GIB}
    assert disk.root_size(table(FIRST, FLASHED, data), "/dev/mmcblk0p2", 64 * GIB) is None
    assert disk.root_size(table(FIRST, FLASHED), "/dev/mmcblk0p12", 64 * GIB) is None
    grown = {**FLASHED, "size": 8 * GIB}
    assert disk.root_size(table(FIRST, grown), "/dev/mmcblk0p2", 64 * GIB) is None
    assert not list(tmp_path.iterdir())


def test_only_a_default_route_by_a_device_is_a_way_out(tmp_path: Path) -> None:
    four, six = tmp_path / "route", tmp_path / "ipv6_route"
    head = "Iface\tDestination\tGateway\n"
    four.write_text(head + "eth0\t0002000A\t00000000\n", encoding="ascii")
    six.write_text("0" * 32 + " 00 " + "0" * 32 + " 00 x x x x x       lo\n", encoding="ascii")
    assert not network.has_way_out((four, six))
    four.write_text(head + "eth0\t00000000\t0202000A\n", encoding="ascii")
    assert network.has_way_out((four, six))
    four.unlink()
    six.write_text("0" * 32 + " 00 " + "0" * 32 + " 00 fe x x x x     wlan0\n", encoding="ascii")
    assert network.has_way_out((four, six))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    one = Machine(tmp_path / "root")
    (one.card / "site").mkdir(parents=True)
    (one.card / "site" / "site.toml").write_text(
        '[updates]\nkey = "ssh-ed25519 A"\n[network]\nwifi = "EPN"\n[appliance]\nssh_keys = ["ssh-ed25519 B"]\n'
    )
    (one.card / "site" / "wifi.txt").write_text("un secret")
    (one.card / "bootstrap.pyz").write_bytes(built())
    (one.card / "cmdline.txt.original").write_text("root=x resize\n")
    for name in ("user-data", "meta-data", "network-config", "rpi-preseed.toml", "cmdline.txt", "config.txt"):
        (one.boot / name).write_text(f"{name}: un secret\n")
    return one


def calls(tmp_path: Path) -> dict[str, str]:
    """An environment in which the system's programs write down how they were called."""
    folder = tmp_path / "programs"
    folder.mkdir(exist_ok=True)
    for name in ("systemctl", "findmnt", "fstrim"):
        (folder / name).write_text(f'#!/bin/sh\necho "{name} $*" >>"{tmp_path}/called"\n')
        (folder / name).chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}


def test_installing_leaves_the_unit_and_begins_it_without_waiting(machine: Machine, tmp_path: Path) -> None:
    command = [sys.executable, str(machine.card / "bootstrap.pyz"), "install", "--root", str(machine.root)]
    done = subprocess.run(command, check=False, env=calls(tmp_path), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    called = (tmp_path / "called").read_text().splitlines()
    assert f"systemctl enable {UNIT}" in called
    assert called[-1] == f"systemctl start --no-block {UNIT}"
    assert "Restart=on-failure" in machine.unit.read_text()
    assert machine.program.read_bytes() == built()


def test_a_finished_machine_does_nothing_more(machine: Machine, tmp_path: Path) -> None:
    machine.finished.parent.mkdir(parents=True)
    machine.finished.touch()
    for what in ("install", "run"):
        command = [sys.executable, str(machine.card / "bootstrap.pyz"), what, "--root", str(machine.root)]
        assert subprocess.run(command, check=False, env=calls(tmp_path)).returncode == 0
    assert not list(tmp_path.rglob("called"))
    assert not machine.unit.exists()


def test_what_the_settings_name_is_kept_for_root_alone_also_once_the_card_has_it_no_more(machine: Machine) -> None:
    wanted = bring(machine)
    assert not isinstance(wanted, str)
    assert (wanted.key, wanted.wifi, wanted.credential) == ("ssh-ed25519 A", True, None)
    assert wanted.keys == ("ssh-ed25519 B",)
    kept = machine.kept / "site" / "wifi.txt"
    assert kept.stat().st_mode & 0o777 == 0o600
    wipe(machine)
    assert bring(machine) == wanted
    assert kept.read_text() == "un secret"


def test_a_cut_settings_file_is_a_fault_and_no_end(machine: Machine) -> None:
    (machine.card / "site" / "site.toml").write_text("[upda")
    assert str(bring(machine)).startswith("site.toml: ")


def test_leaving_takes_away_all_but_the_mark(machine: Machine) -> None:
    assert not isinstance(bring(machine), str)
    for name in ("etc/cloud/cloud.cfg", "var/lib/cloud/instance/obj.pkl", "etc/netplan/50-cloud-init.yaml"):
        (machine.root / name).parent.mkdir(parents=True, exist_ok=True)
        (machine.root / name).write_text("un secret" if name != "etc/cloud/cloud.cfg" else "")
    connections = machine.root / "etc/NetworkManager/system-connections"
    connections.mkdir(parents=True)
    (connections / "kiosk-wifi.nmconnection").write_text("[connection]\ntype=wifi\n")
    (connections / "preconfigured.nmconnection").write_text("[connection]\ntype=wifi\n[wifi-security]\npsk=un secret\n")
    leaving.hold_root_writable(machine)
    leaving.leave(machine)
    assert not list((machine.root / "etc").glob("overlayroot*")), "the next start is the first with a read-only root"
    assert [path.name for path in machine.kept.iterdir()] == ["finished"]
    assert (machine.root / "etc/cloud/cloud-init.disabled").exists()
    left = [path for path in machine.root.rglob("*") if path.is_file() and machine.boot not in path.parents]
    assert not [path for path in left if "un secret" in path.read_text()]


def test_a_leaving_that_is_cut_is_done_again_and_the_root_is_read_only_all_the_same(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not isinstance(bring(machine), str)
    leaving.hold_root_writable(machine)
    for path in (machine.provisioned, machine.unit):
        put(path, b"")
    with monkeypatch.context() as cut:
        cut.setattr(leaving, "_forget_connections", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            leaving.leave(machine)
    assert not list((machine.root / "etc").glob("overlayroot*"))
    assert machine.unit.exists()
    assert machine.provisioned.exists(), (
        "without it the whole provisioning would begin again, with a card that is wiped"
    )
    leaving.leave(machine)
    assert not machine.unit.exists()
    assert [path.name for path in machine.kept.iterdir()] == ["finished"]


def test_the_only_way_to_the_network_is_never_taken_away(machine: Machine) -> None:
    assert not isinstance(bring(machine), str)
    only = machine.root / "etc/NetworkManager/system-connections/preconfigured.nmconnection"
    only.parent.mkdir(parents=True)
    only.write_text("[connection]\ntype=wifi\n")
    leaving.leave(machine)
    assert only.exists()
