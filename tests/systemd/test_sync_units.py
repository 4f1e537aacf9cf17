"""The units of the sync: systemd understands them, their sandbox is tight, and names agree with the program."""

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from kiosk.usage.sync.credential import FILE_NAME

UNITS = Path(__file__).parents[2] / "systemd"
SERVICES = ("kiosk-sync.service", "kiosk-sync-now.service", "kiosk-counts-to-stick.service")
PATHS = {"kiosk-sync-now.path": "sync-now", "kiosk-counts-to-stick.path": "counts-to-stick"}
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")


def unit(name: str) -> RawConfigParser:
    """A unit in which no key stands twice in a section."""
    found = RawConfigParser(strict=True, interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string((UNITS / name).read_text(encoding="utf-8"))
    return found


@needs_systemd
def test_systemd_understands_each_unit(tmp_path: Path) -> None:
    for path in UNITS.glob("kiosk-*"):
        text = re.sub(r"^(Exec\w+)=\S+", r"\1=/bin/true", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = sorted(str(path) for path in tmp_path.iterdir())
    assert len(units) >= 6
    done = subprocess.run(["systemd-analyze", "verify", *units], check=False, capture_output=True, text=True)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "kiosk" in line]) == (0, [])


@needs_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_its_sandbox_is_tight(name: str) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25", "--no-pager", str(UNITS / name)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_all_services_share_their_sandbox() -> None:
    own = {"ExecStart", "ExecStartPre", "TimeoutStartSec", "ReadWritePaths", "RestrictAddressFamilies"}
    own |= {"PrivateNetwork", "IPAddressDeny", "UMask"}
    shared = [{key: text for key, text in unit(name)["Service"].items() if key not in own} for name in SERVICES]
    assert shared[0] == shared[1] == shared[2]


@pytest.mark.parametrize("name", SERVICES)
def test_the_credential_comes_from_systemd_alone(name: str) -> None:
    service = unit(name)["Service"]
    assert service["User"] == "kiosk"
    assert service["LoadCredential"].partition(":")[0] == FILE_NAME
    assert "--credential" not in service["ExecStart"]
    assert service["SuccessExitStatus"] == "3 6 8"


@pytest.mark.parametrize(("name", "wish"), PATHS.items())
def test_a_wish_is_taken_away_before_it_is_done(name: str, wish: str) -> None:
    file = unit(name)["Path"]["PathExists"]
    service = unit(name.replace(".path", ".service"))["Service"]
    assert file.endswith(f"/ask/{wish}")
    assert service["ExecStartPre"] == f"/usr/bin/rm -f {file}"
    assert file.rpartition("/")[0] in service["ReadWritePaths"].split()


def test_only_the_night_waits_for_network_and_time() -> None:
    for name in SERVICES:
        waits = "After" in unit(name)["Unit"]
        assert waits is (name == "kiosk-sync.service")
    timer = unit("kiosk-sync.timer")["Timer"]
    assert {"OnCalendar", "RandomizedDelaySec"} < set(timer)
    assert (timer["OnBootSec"], timer["FixedRandomDelay"], timer["Persistent"]) == ("20min", "true", "true")
