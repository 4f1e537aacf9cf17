"""One calendar server for all the suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.booking_site import Clock, key
from tests.calendar_office import Office
from tests.cutting_proxy import CuttingProxy, proxy_before
from tests.radicale import Radicale, running


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A calendar server, really started."""
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    """A wall clock turned by hand."""
    return Clock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the kiosk's own files."""
    return tmp_path / "data"


@pytest.fixture
def office(radicale: Radicale, clock: Clock) -> Office:
    return Office(radicale, clock)


@pytest.fixture
def calendar(radicale: Radicale) -> str:
    radicale.password_file()
    return radicale.calendar(f"rdv-{key()}")


@pytest.fixture
def proxy(radicale: Radicale) -> Iterator[CuttingProxy]:
    with proxy_before(radicale.port) as one:
        yield one
