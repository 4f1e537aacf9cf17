"""A facilitator lets the counts leave, in a real window: real counts, real wishes, a folder that stands for a stick."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.commands.usage_desk import counts_desk
from kiosk.device.appliance import Appliance
from kiosk.device.device import Device
from kiosk.device.setup import DeviceTable
from kiosk.facilitator.sharing import LOOK_EVERY
from kiosk.figures import NoFigures
from kiosk.hub_setup import HubTable
from kiosk.opening import Opened
from kiosk.page import HomePage, WaitingPage
from kiosk.staff_ports import StaffPorts
from kiosk.stick.saving import Saved
from kiosk.usage.counts_desk import CountsDesk
from kiosk.usage.store import FILE_NAME, Store
from kiosk.usage.sync import status
from kiosk.usage.sync.state import State
from kiosk.usage.sync.status import Note, SyncStatus, UnreadableStatus
from tests.e2e.conftest import Begin, TrustedClock, Visit
from tests.kiosk.usage.samples import USUAL, rows


class Outside:
    """What systemd does at a real kiosk: sees a wish, takes it away, and notes an end."""

    def __init__(self, folder: Path, opened: Callable[[], Opened]) -> None:
        self.data, self.stick, self.ask = folder, folder / "stick", folder / "run" / "ask"
        self.ask.mkdir(parents=True)
        self.stick.mkdir()
        self._opened = opened
        store = Store.open(folder / FILE_NAME)
        store.add(rows(USUAL, up=False))
        store.close()

    @property
    def ports(self) -> StaffPorts:
        """The panel's: the site is opened later."""

        def read() -> SyncStatus | UnreadableStatus:
            return self._desk.status()

        def write() -> Saved | NoFigures:
            return self._desk.export()

        desk = CountsDesk(hub=True, carries=True, status=read, export=write)
        return StaffPorts(sharing=desk, device=Device(Appliance(self.ask)))

    @property
    def _desk(self) -> CountsDesk:
        opened = self._opened()
        hub = HubTable(url="https://hub.example/counts/push")
        settings = structs.replace(opened.site.settings, hub=hub, device=DeviceTable(stick=str(self.stick)))
        return counts_desk(replace(opened, site=replace(opened.site, settings=settings)), self.data, TrustedClock())

    def answer(self, wish: str, **notes: str) -> None:
        """Fail where nothing was asked."""
        (self.ask / wish).unlink()
        state = State.open(self.data / status.FILE_NAME)
        state.note({Note(name): value for name, value in notes.items()})
        state.close()


def waited(visit: Visit, told: str) -> bool:
    """Let the kiosk look once more, then give its threads real time, until a title or a sentence is there.

    The kiosk's clock goes as fast as ours meanwhile: however slow the machine is, nobody has been away for long.
    """
    visit.pilot.advance(LOOK_EVERY + 1, 0.5)
    return visit.pilot.wait_until(lambda: told in {visit.page.title, *(line.text for line in visit.page.lines)}, 60)


@pytest.mark.parametrize("size", [(800, 480), (1280, 800)])
def test_the_counts_leave_by_touch(begin: Begin, tmp_path: Path, size: tuple[int, int]) -> None:
    shown: list[Opened] = []

    def remember(opened: Opened) -> Opened:
        shown.append(opened)
        return opened

    outside = Outside(tmp_path, lambda: shown[0])
    visit = begin(size=size, change=remember, staff=outside.ports)
    visit.stage.kiosk.staff.knock()  # the door has tests of its own
    visit.stage.kiosk.staff.let_in()
    visit.touch("Partager les comptes")
    assert waited(visit, "Partager les comptes")
    assert visit.page.lines[0].text == "Aucun envoi n’a encore réussi."
    assert isinstance(visit.touch("Envoyer maintenant"), WaitingPage)
    assert visit.pilot.wait_until((outside.ask / "sync-now").exists, seconds=60)
    outside.answer("sync-now", attempts="1", result="done", success="2026-11-23", enrolled="1")
    assert waited(visit, "Les comptes sont envoyés")
    visit.touch("C’est fini", "Partager les comptes", "Exporter les comptes")
    assert waited(visit, "Les comptes sont écrits")
    outside.answer("counts-to-stick", carries="1", carry="done", carried="2026-11-23")
    assert waited(visit, "La copie pour le centre est prête.")
    with (outside.stick / "borne" / "comptes" / "comptes-1.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file, delimiter=";"))
    assert [one["Nombre"] for one in table if one["Mesure"] == "Visites en tout"] == ["52"]
    assert isinstance(visit.touch("Fermer"), HomePage)
