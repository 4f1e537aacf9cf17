"""Who the browser runs as, for all tests with a real browser."""

from collections.abc import Iterator

import pytest

from kiosk.official_site.browser.process import found
from tests.ordinary_user import ordinary_user


@pytest.fixture(scope="session")
def user() -> Iterator[str]:
    """Give an ordinary user; skip where Debian's chromium-headless-shell is not installed."""
    if not found():
        pytest.skip("chromium-headless-shell is not installed")
    with ordinary_user() as name:
        yield name
