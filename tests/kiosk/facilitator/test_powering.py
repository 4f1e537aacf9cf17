"""*Redémarrer* and *Éteindre*, touched through; and the plug that is pulled right afterwards."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.device.device import Device
from kiosk.device.simulated import Simulated
from kiosk.device_state import FILE_NAME, DeviceState, Key
from kiosk.events import EndReason
from kiosk.page import EntryPage, ErasedPage, WaitingPage
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from kiosk.usage.recorder import Recorder
from kiosk.usage.store import Store
from tests.kiosk.bench import Bench
from tests.kiosk.usage.hand import HandClock

TILES = [("Redémarrer", "Oui, redémarrer", "restart"), ("Éteindre", "Oui, éteindre", "power_off")]


class Panel:
    """A bench with a played device and real counts; `written`: the visits on disk when the device was asked."""

    def __init__(self, data: Path, *, able: bool = True) -> None:
        self.file = data / "usage.db"
        self.screen = Simulated(able=able)
        self.state = DeviceState(data / FILE_NAME)
        self.recorder: Recorder | None = None
        ports = StaffPorts(state=self.state, device=Device(self.screen, self._flush))
        self.bench = Bench(data, more={"staff": ports})
        self.recorder = Recorder(self.file, self.bench.opened.site.zone, HandClock())
        self.written = -1

    def _flush(self) -> bool:
        """As `kiosk run` does; then look into the file, as who pulls the plug now would find it."""
        assert self.recorder is not None
        for event in self.bench.events:
            self.recorder.record(event)
        well = self.recorder.flush()
        store = Store.read(self.file)
        self.written = sum(count for row, count in store.rows().items() if row.counter.value == "visits")
        store.close()
        return well

    def enter(self) -> None:
        self.bench.kiosk.staff.knock()
        self.bench.kiosk.staff.let_in()


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Panel]:
    panel = Panel(tmp_path)
    yield panel
    assert panel.recorder is not None
    panel.recorder.close()


@pytest.mark.parametrize(("tile", "yes", "asked"), TILES)
def test_it_is_asked_once_more_and_then_done(panel: Panel, tile: str, yes: str, asked: str) -> None:
    panel.enter()
    panel.bench.touch(tile)
    assert panel.bench.page.lines == ()
    assert asked not in panel.screen.asked
    panel.bench.touch("Non, je continue")
    assert isinstance(panel.bench.page, StaffPage)
    assert asked not in panel.screen.asked
    panel.bench.touch(tile, yes)
    assert isinstance(panel.bench.page, WaitingPage)
    assert panel.screen.asked.count(asked) == 1


@pytest.mark.parametrize(("tile", "yes", "asked"), TILES)
def test_a_visitor_underneath_is_told_of_counted_and_erased(panel: Panel, tile: str, yes: str, asked: str) -> None:
    panel.bench.touch("La commune")
    panel.enter()
    panel.bench.touch(tile)
    assert [line.text for line in panel.bench.page.lines] == [
        "Un visiteur utilise la borne.",
        "Sa visite va s’effacer.",
    ]
    assert panel.bench.kiosk.session.started is not None
    panel.bench.touch(yes)
    assert panel.screen.asked[-1] == asked
    assert [event.reason for event in panel.bench.events] == [EndReason.STAFF]
    assert panel.written == 1, "the visit is on disk before anything is asked of the device"
    panel.bench.press("@shut")
    assert isinstance(panel.bench.page, ErasedPage)


def test_what_staff_chose_is_on_disk_before_the_power_goes(panel: Panel, tmp_path: Path) -> None:
    panel.state.put(Key.LANGUAGE, "nl")
    panel.enter()
    panel.bench.touch("Éteindre", "Oui, éteindre")
    assert DeviceState(tmp_path / FILE_NAME).get(Key.LANGUAGE) == "nl"


def test_two_touches_ask_once(panel: Panel) -> None:
    panel.enter()
    panel.bench.touch("Redémarrer")
    panel.bench.later = True
    panel.bench.press("power:yes", "power:yes")
    panel.bench.work()
    assert panel.screen.asked.count("restart") == 1


def test_a_device_that_cannot_says_what_to_do(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kiosk.staff")
    panel = Panel(tmp_path, able=False)
    panel.enter()
    panel.bench.touch("Éteindre", "Oui, éteindre")
    assert isinstance(panel.bench.page, StaffPage)
    assert panel.bench.page.lines[0].text == "La borne ne s’éteint pas seule. Débranchez sa prise."
    assert "staff: power_off: failed" in caplog.messages
    assert panel.recorder is not None
    panel.recorder.close()


def test_an_answer_after_the_door_was_closed_disturbs_nobody(panel: Panel) -> None:
    panel.screen.able = False
    panel.enter()
    panel.bench.touch("Éteindre")
    panel.bench.later = True
    panel.bench.press("power:yes", "@shut")
    panel.bench.touch("La commune")
    before = panel.bench.page
    panel.bench.work()
    assert panel.bench.page == before
    panel.bench.kiosk.staff.knock()
    assert isinstance(panel.bench.page, EntryPage)
