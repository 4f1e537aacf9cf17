"""What the tests of releases share: one key for all, and a kiosk on which 1.0 runs."""

from pathlib import Path

import pytest

from provisioning.appliance.root.usr.local.lib.kiosk.releases.installing import install
from provisioning.appliance.root.usr.local.lib.kiosk.releases.store import Store
from tests.provisioning.release import making


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> making.Signer:
    return making.signer(tmp_path_factory.mktemp("key"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    one = Store(tmp_path / "data")
    one.incoming.mkdir()
    assert install(one, making.lay_out(tmp_path / "first", "1.0"), maker=making.make) == "1.0"
    one.switch("1.0", trial=False)
    return one
