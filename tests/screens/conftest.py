"""A pilot for every test that needs a window."""

from collections.abc import Iterator

import pytest

from tests.pilot import Pilot


@pytest.fixture
def pilot() -> Iterator[Pilot]:
    """The process's window, empty, 1280 x 800; emptied again afterwards."""
    pilot = Pilot()
    pilot.clear()
    yield pilot
    pilot.clear()
