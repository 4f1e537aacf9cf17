"""Where and when the counts of a test are made."""

from pathlib import Path

import pytest

from tests.kiosk.usage.hand import HandClock


@pytest.fixture
def clock() -> HandClock:
    """Monday 23 November 2026, noon in Belgium, half an hour after boot."""
    return HandClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of counts, in a folder that does not exist yet."""
    return tmp_path / "data" / "usage.db"
