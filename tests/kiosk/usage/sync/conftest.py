"""A hub that does what it is told, and a kiosk that sends to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub_server import HubServer, hub_server
from tests.kiosk.usage.sync.bench import Kiosk


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with hub_server() as running:
        yield running


@pytest.fixture
def kiosk(tmp_path: Path, hub: HubServer) -> Kiosk:
    return Kiosk.at(tmp_path / "data", hub)
