"""What ruff bans in this house: the tree is clean, and each ban can fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.rules import PACKAGES, ROOT

_RUFF = str(Path(sys.executable).with_name("ruff"))
_BANNED = [
    "import time\n\ntime.sleep(1)\n",
    "from time import sleep\n\nsleep(1)\n",
    "from kivy.uix.textinput import TextInput\n\nTextInput()\n",
    "import kivy.uix.textinput\n\nkivy.uix.textinput.TextInput()\n",
    "from kivy.app import App\n\nApp.get_running_app()\n",
]


def _bans(text: str, name: str) -> str:
    command = [_RUFF, "check", "--no-cache", "--output-format=concise", f"--stdin-filename={name}", "-"]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, input=text).stdout


def test_the_tree_is_clean() -> None:
    command = [_RUFF, "check", "--no-cache", "--select=TID", *PACKAGES]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("text", _BANNED)
def test_a_ban_fails_the_check(text: str, package: str) -> None:
    assert "TID251" in _bans(text, f"{package}/bad.py")


def test_a_wait_for_an_event_passes() -> None:
    text = '"""Waits."""\n\nfrom threading import Event\n\nEvent().wait(1)\n'
    assert "All checks passed" in _bans(text, "kiosk/good.py")
