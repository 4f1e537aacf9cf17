"""What `kiosk run` gives the panel to let the counts leave: real counts, a folder that stands for a stick."""

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.commands.usage_desk import counts_desk
from kiosk.device.setup import DeviceTable
from kiosk.figures import NoFigures
from kiosk.hub_setup import HubTable
from kiosk.opening import Opened
from kiosk.stick.saving import Saved, SaveState
from kiosk.usage.clock import SystemClock
from kiosk.usage.export import Export, from_json
from kiosk.usage.period import Period
from kiosk.usage.store import FILE_NAME, Store
from kiosk.usage.sync.status import SyncStatus
from tests.kiosk.bench import Bench
from tests.kiosk.usage.samples import USUAL, rows


class Untrusted(SystemClock):
    """A clock that nobody trusts."""

    def booted(self) -> float | None:
        return None


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return Bench(tmp_path_factory.mktemp("site")).opened


def changed(opened: Opened, **tables: object) -> Opened:
    settings = structs.replace(opened.site.settings, **tables)
    return replace(opened, site=replace(opened.site, settings=settings))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    store = Store.open(folder / FILE_NAME)
    store.add(rows(USUAL, up=False) | rows({("aide_cpas", "phone"): 40}, up=False, week=Period("2026-W48")))
    store.close()
    return folder


def test_both_files_lie_on_the_stick_and_only_weeks_that_are_surely_over(
    shipped: Opened, data: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = counts_desk(changed(shipped, device=DeviceTable(stick=str(stick))), data, Untrusted())
    assert desk.export() == Saved(SaveState.SAVED, "comptes-1.csv")
    assert desk.export() == Saved(SaveState.SAVED, "comptes-2.csv"), "nothing there is overwritten"
    folder = stick / "borne" / "comptes"
    assert "Ma carte d’identité" in (folder / "comptes-1.csv").read_text(encoding="utf-8-sig")
    found = from_json((folder / "comptes-1.json").read_bytes())
    assert isinstance(found, Export)
    assert [week.week for week in found.weeks] == ["2026-W47"]


def test_what_goes_wrong_is_told(shipped: Opened, data: Path, tmp_path: Path) -> None:
    away = counts_desk(changed(shipped, device=DeviceTable(stick=str(tmp_path / "none"))), data, Untrusted())
    assert away.export() == Saved(SaveState.NO_STICK)
    (data / FILE_NAME).write_bytes(b"damaged " * 600)
    there = counts_desk(changed(shipped, device=DeviceTable(stick=str(tmp_path))), data, Untrusted())
    assert there.export() is NoFigures.UNREADABLE
    assert there.status() == SyncStatus()


@pytest.mark.parametrize(
    ("tables", "hub", "carries"),
    [
        ({}, False, False),
        ({"device": DeviceTable(actions="appliance")}, False, True),
        ({"hub": HubTable(url="https://hub.example/counts/push")}, True, True),
    ],
)
def test_who_may_send_and_carry(
    shipped: Opened, tmp_path: Path, tables: dict[str, object], *, hub: bool, carries: bool
) -> None:
    desk = counts_desk(changed(shipped, **tables), tmp_path, SystemClock())
    assert (desk.hub, desk.carries) == (hub, carries)
