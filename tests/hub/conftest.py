"""One hub for the tests of what it takes and refuses: each enrols kiosks of its own."""

from collections.abc import Iterator

import pytest

from tests.hub_process import Hub, need_hub, running


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """Run a hub, once."""
    need_hub()
    with running(tmp_path_factory.mktemp("hub") / "files") as one:
        yield one


@pytest.fixture
def own_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """Run a hub that a test may kill or starve."""
    need_hub()
    with running(tmp_path_factory.mktemp("own") / "hub") as one:
        yield one
