"""The hub's systemd units: read by systemd itself, and closed as far as the services allow."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.hub_process import ROOT

UNITS = sorted((ROOT / "provisioning" / "hub" / "systemd").glob("*.*"))
INSTALLED = "/usr/lib/coup-de-pouce"
"""Where the units look for the program."""
MOST_EXPOSED = 20
"""Tenths, as systemd counts: 100 is a service without any sandbox."""


@pytest.fixture(autouse=True)
def systemd() -> None:
    """Skip where systemd is not installed."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """All units, with the program where it is on this machine."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(INSTALLED, str(ROOT))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", [unit.name for unit in UNITS])
def test_systemd_has_nothing_to_say_of_it(here: Path, name: str) -> None:
    said = _analyze("verify", "--man=no", str(here / name))
    assert (said.returncode, _of_ours(said.stderr)) == (0, []), said.stderr


@pytest.mark.parametrize("name", [unit.name for unit in UNITS if unit.suffix == ".service"])
def test_a_service_is_closed(here: Path, name: str) -> None:
    said = _analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(here / name))
    assert said.returncode == 0, said.stdout[-400:]


def test_a_mistake_in_a_unit_is_told(here: Path) -> None:
    unit = here / "hub-ingest.service"
    unit.write_text(unit.read_text(encoding="utf-8").replace("ProtectHome=yes", "ProtectHom=yes"), encoding="utf-8")
    assert _of_ours(_analyze("verify", "--man=no", str(unit)).stderr)


def _of_ours(told: str) -> list[str]:
    """Without what systemd says of other units of the machine."""
    return [line for line in told.splitlines() if any(unit.name in line for unit in UNITS)]


def _analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], check=False, capture_output=True, text=True)
