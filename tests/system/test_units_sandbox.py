"""Every unit of ours in the system that it is made for: understood, tight, and what it names is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.container import Container
from tests.system.kiosks import KIOSK, UNITS, kiosk, processes, wait_ready

pytestmark = pytest.mark.system
SHIPPED = sorted(path.name for path in (Path(__file__).parents[2] / "systemd").iterdir())
SERVICES = [name for name in SHIPPED if name.endswith(".service")]
_WRITABLE_SYS = (
    "mkdir /run/groups; mount --bind /sys/fs/cgroup /run/groups; mount -t sysfs sysfs /sys;"
    " mount --bind /run/groups /sys/fs/cgroup"
)
"""A container's /sys is read-only altogether; a machine's is not."""


@pytest.fixture(scope="module")
def booted(provisioned_root: Path, tools_layer: Path) -> Iterator[Container]:
    """One that has done all that it does at a start."""
    with kiosk(provisioned_root, tools_layer, quiet=False) as one:
        one.boot()
        yield one


def test_nothing_fails_at_a_start(booted: Container) -> None:
    assert booted.ok("systemctl", "list-units", "--failed", "--plain", "--no-legend") == ""
    assert booted.ok("systemctl", "is-system-running") == "running\n"
    wait_ready(booted)
    for picture in ("kiosk-fallback.service", "kiosk-maintenance-picture.service"):
        assert booted.property(picture, "ActiveState") == "inactive", "the screen is the kiosk's"


def test_all_of_ours_are_installed_as_they_ship(booted: Container) -> None:
    for name in SHIPPED:
        text = (Path(__file__).parents[2] / "systemd" / name).read_text(encoding="utf-8")
        assert (booted.root / UNITS / name).read_text(encoding="utf-8") == text, name
        wanted = "enabled" if "[Install]" in text else "static"
        assert booted.run("systemctl", "is-enabled", name).stdout == f"{wanted}\n", name


def test_systemd_finds_no_fault_in_any(booted: Container) -> None:
    done = booted.run("systemd-analyze", "verify", "--man=no", *(f"/{UNITS / name}" for name in SHIPPED))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_its_sandbox_is_tight(booted: Container, name: str) -> None:
    analyse = ("systemd-analyze", "security", "--offline=true", "--no-pager")
    done = booted.run(*analyse, "--threshold=25", f"/{UNITS / name}")
    assert done.returncode == 0, done.stdout


def test_a_sandbox_with_a_hole_would_be_told(booted: Container) -> None:
    path = booted.file("/run/hole.service")
    text = (Path(__file__).parents[2] / "systemd" / KIOSK).read_text(encoding="utf-8")
    path.write_text(text.replace("ProtectKernelTunables=yes\n", ""), encoding="utf-8")
    command = ("systemd-analyze", "security", "--offline=true", "--threshold=25", "--no-pager", "/run/hole.service")
    assert booted.run(*command).returncode != 0


def test_the_firewall_is_there_before_anything_speaks(booted: Container) -> None:
    rules = booted.ok("nft", "list", "ruleset")
    for chain in ("input", "output", "forward"):
        assert re.search(rf"hook {chain} priority filter; policy drop;", rules), chain
    order = booted.property("nftables.service", "Before").split()
    assert "network-pre.target" in order


def test_each_process_of_the_kiosk_has_no_right(booted: Container) -> None:
    for name, number in processes(booted).items():
        lines = booted.ok("cat", f"/proc/{number}/status").splitlines()
        told = {key: value for key, _, value in (line.partition(":\t") for line in lines)}
        assert set(told["CapBnd"]) == set(told["CapEff"]) == {"0"}, name
        assert (told["NoNewPrivs"], told["Seccomp"]) == ("1", "2"), name


def test_the_light_of_the_panel_may_be_written_and_no_setting_of_the_kernel(booted: Container) -> None:
    booted.ok("systemctl", "stop", KIOSK)
    booted.ok("sh", "-ec", _WRITABLE_SYS)
    try:
        booted.ok("systemctl", "start", KIOSK)
        seen = booted.ok("cat", f"/proc/{processes(booted)['cage']}/mountinfo")
    finally:
        booted.ok("systemctl", "stop", KIOSK)
        booted.ok("umount", "/sys/fs/cgroup", "/sys", "/run/groups")
        booted.ok("rmdir", "/run/groups")
        booted.ok("systemctl", "start", KIOSK)
    modes = {words[4]: words[5].split(",")[0] for words in map(str.split, seen.splitlines())}
    assert (modes["/sys/devices"], modes["/proc/sys"], modes["/sys/fs/cgroup"]) == ("rw", "ro", "ro")
