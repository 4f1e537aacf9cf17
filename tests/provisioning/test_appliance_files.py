"""The files of the appliance: each is read by the program it is for, where that is here, and says what it should."""

import re
from pathlib import Path

import pytest

from provisioning.appliance import make_cursor

APPLIANCE = Path(__file__).parents[2] / "provisioning" / "appliance"
ETC = APPLIANCE / "root" / "etc"
UNITS = APPLIANCE.parents[1] / "systemd"


def words(path: Path) -> list[str]:
    """Lines of a list, without what stands after "#"."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


@pytest.mark.parametrize("name", ["packages.txt", "masked.txt", "boot/cmdline.txt"])
def test_nothing_stands_twice_in_a_list(name: str) -> None:
    listed = words(APPLIANCE / name)
    assert len(listed) == len(set(listed)) > 0
    assert all(re.fullmatch(r"\??[a-zA-Z0-9.+@_=/-]+", one) for one in listed)


def test_overlayroot_comes_with_what_it_needs_to_be_read_only() -> None:
    assert {"overlayroot", "busybox", "initramfs-tools"} <= set(words(APPLIANCE / "packages.txt"))


def test_the_screen_stays_on_and_the_kernel_is_quiet() -> None:
    assert {"consoleblank=0", "console=tty3", "quiet", "systemd.swap=0"} <= set(words(APPLIANCE / "boot/cmdline.txt"))


def test_a_start_that_fails_is_mended_or_begun_again_and_gives_nobody_a_shell() -> None:
    assert {"panic=10", "fsck.repair=yes"} <= set(words(APPLIANCE / "boot/cmdline.txt"))


def test_no_rule_of_the_firewall_resolves_a_name() -> None:
    rules = (ETC / "nftables.conf").read_text(encoding="utf-8")
    addresses = re.findall(
        r"addr (?!& )(?!@)(\S+)", rules.replace("type ipv4_addr;", "").replace("type ipv6_addr;", "")
    )
    assert all(re.match(r"limit|[0-9a-f:/.]+$", one) for one in addresses), addresses
    assert rules.count("policy drop;") == 3


def test_the_mount_point_of_sticks_and_the_marker_are_made_at_each_start() -> None:
    lines = words(ETC / "tmpfiles.d" / "kiosk.conf")
    assert {line.split()[1] for line in lines} >= {"/media/borne", "/run/kiosk-stick"}


def test_udev_calls_a_program_that_is_there() -> None:
    rules = (ETC / "udev/rules.d/70-kiosk.rules").read_text(encoding="utf-8")
    (program,) = re.findall(r"/usr/local/lib/kiosk/\S+\.py", rules)
    assert (APPLIANCE / "root" / program.lstrip("/")).is_file()
    assert f"{Path(program).name} plugged" in rules


@pytest.mark.parametrize("unit", ["kiosk-resolver.service", "kiosk-export.service", "kiosk-import.service"])
def test_units_call_files_that_are_there(unit: str) -> None:
    text = (UNITS / unit).read_text(encoding="utf-8")
    named = re.findall(r"/usr/local/lib/kiosk/[\w.]+", text)
    assert named
    assert all((APPLIANCE / "root" / one.lstrip("/")).is_file() for one in named)


@pytest.mark.parametrize("wish", ["export", "import"])
def test_a_wish_for_a_stick_is_taken_away_before_it_is_done(wish: str) -> None:
    assert f"PathExists=/run/kiosk/ask/{wish}\n" in (UNITS / f"kiosk-{wish}.path").read_text(encoding="utf-8")
    service = (UNITS / f"kiosk-{wish}.service").read_text(encoding="utf-8")
    assert f"ExecStartPre=/usr/bin/rm -f /run/kiosk/ask/{wish}\n" in service
    assert ("hold --write" in service) is (wish == "export")


def test_the_cursors_are_those_that_are_made(tmp_path: Path) -> None:
    make_cursor.write(tmp_path)
    made = {one.relative_to(tmp_path): one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    kept = {one.relative_to(make_cursor.HERE): one.read_bytes() for one in make_cursor.HERE.rglob("*") if one.is_file()}
    assert made == kept
    path = "/" + str(make_cursor.HERE.parent.relative_to(APPLIANCE / "root"))
    assert f"XCURSOR_PATH={path} " in (UNITS / "kiosk.service").read_text(encoding="utf-8")
