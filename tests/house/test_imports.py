"""The import contracts: the tree keeps them, and each of them can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.rules import PACKAGES, ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The three packages and the settings of the tools, to be spoiled."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=_all_but_python)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _all_but_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]


def _lint(tree: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=tree, check=False, capture_output=True, text=True)


def test_the_tree_keeps_every_contract(copy: Path) -> None:
    result = _lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("kiosk/ids.py", "import kivy", "kiosk knows neither"),
        ("kiosk/ids.py", "import screens.widgets", "kiosk knows neither"),
        ("kiosk/ids.py", "import voices.protocol", "kiosk knows neither"),
        ("kiosk/bookings/protocol.py", "import provisioning.deploy", "kiosk knows neither"),
        ("kiosk/ids.py", "import kiosk.__main__", "nobody imports"),
        ("screens/theme.py", "import kiosk.commands.run", "nobody imports"),
        ("kiosk/__main__.py", "import voices.protocol", "kiosk knows neither"),
        ("kiosk/ids.py", "import requests", "HTTP only"),
        ("kiosk/bookings/practice.py", "import sqlite3", "an exercise has no way"),
        ("kiosk/bookings/timetable.py", "import kiosk.bookings.agenda", "an exercise has no way"),
        ("kiosk/opening.py", "import kiosk.checking.counting", "the rules of `kiosk check`"),
        ("screens/widgets/__init__.py", "import voices", "screens know of voices"),
        ("screens/widgets/__init__.py", "import kiosk.bookings.protocol", "a screen reads no"),
        ("voices/protocol.py", "import kiosk.ids", "voices know nothing"),
        ("voices/protocol.py", "import kivy.app", "voices know nothing"),
    ],
)
def test_a_bad_import_breaks_its_contract(copy: Path, module: str, line: str, contract: str) -> None:
    path = copy / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = _lint(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    broken = result.stdout.partition("Broken contracts")[2]
    assert contract in broken


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("kiosk/commands/run.py", "import kivy, screens.widgets, voices.protocol"),
        ("kiosk/bookings/caldav.py", "import requests"),
        ("screens/widgets/__init__.py", "import voices.protocol, kiosk.page"),
    ],
)
def test_what_the_house_allows_passes(copy: Path, module: str, line: str) -> None:
    path = copy / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = _lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr
