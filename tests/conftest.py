"""What every test needs before the first kivy import: no window on the desk, nothing read from or left in ~/.kivy."""

import atexit
import os
import shutil
import tempfile

import pytest

from tests.summary import Tell

_kivy_home = tempfile.mkdtemp(prefix="kivy-home-")
atexit.register(shutil.rmtree, _kivy_home, ignore_errors=True)

os.environ |= {
    "KIVY_HOME": _kivy_home,
    "KIVY_NO_ARGS": "1",
    "KIVY_NO_CONFIG": "1",
    "KIVY_NO_FILELOG": "1",
    "KIVY_LOG_MODE": "PYTHON",
    "SDL_VIDEODRIVER": "offscreen",
}

_TOLD = pytest.StashKey[Tell]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[_TOLD] = Tell()


@pytest.fixture
def tell(pytestconfig: pytest.Config) -> Tell:
    """Take figures for the end of the run."""
    return pytestconfig.stash[_TOLD]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was walked and laid out."""
    lines = list(config.stash[_TOLD].lines())
    if lines:
        terminalreporter.write_sep("=", "walked and laid out")
    for line in lines:
        terminalreporter.write_line(line)
