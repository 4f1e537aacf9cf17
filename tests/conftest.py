"""What every test needs before the first kivy import: no window on the desk, nothing read from or left in ~/.kivy."""

import atexit
import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest

from tests.summary import Tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.django_office import DjangoOffice

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


@pytest.fixture(scope="session")
def user() -> "Iterator[str]":
    """Give an ordinary user for browsers; skip where Debian's chromium-headless-shell is not installed."""
    from kiosk.official_site.browser.program import found
    from tests.ordinary_user import ordinary_user

    if not found():
        pytest.skip("chromium-headless-shell is not installed")
    with ordinary_user() as name:
        yield name


@pytest.fixture(scope="session")
def one_django_office(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[DjangoOffice]":
    """Run a real booking site on 127.0.0.1, once."""
    from tests.django_office import running

    with running(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def django_office(one_django_office: "DjangoOffice") -> "DjangoOffice":
    """Give the booking site without any appointment in it."""
    one_django_office.forget()
    return one_django_office


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was walked and laid out."""
    lines = list(config.stash[_TOLD].lines())
    if lines:
        terminalreporter.write_sep("=", "walked and laid out")
    for line in lines:
        terminalreporter.write_line(line)
