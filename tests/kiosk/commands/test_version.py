"""`kiosk --version`, by the real command line."""

import subprocess
import sys
from importlib.metadata import version

import pytest

from kiosk.__main__ import main


def test_it_prints_the_version_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"kiosk {version('coup-de-pouce')}\n"


def test_a_process_of_its_own_says_the_same_in_one_line() -> None:
    done = subprocess.run([sys.executable, "-m", "kiosk", "--version"], capture_output=True, text=True, check=True)
    assert (done.stdout.split()[0], done.stderr) == ("kiosk", "")
    assert len(done.stdout.splitlines()) == 1
