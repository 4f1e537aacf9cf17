"""The facilitator over a visit: the door, the PIN, the panel; and the visit, untouched, underneath."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.device_state import DeviceState, Key
from kiosk.facilitator.lockout import Instant
from kiosk.facilitator.pin import hashed
from kiosk.page import EntryPage, ErasedPage, StaffPage
from kiosk.staff_ports import StaffPorts
from tests.kiosk.bench import Bench

PIN = "274951"


@pytest.fixture(scope="module")
def pin_hash() -> str:
    return hashed(PIN)


@dataclass
class Desk:
    """A bench with a facilitator's PIN, and the machine's own clock in the hand."""

    data: Path
    pin_hash: str
    uptime: float = 50.0
    boot: str = "one"
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        state = DeviceState(self.data / "device.db")
        if self.pin_hash:
            state.put(Key.PIN_HASH, self.pin_hash)
            state.save()
        ports = StaffPorts(state=state, clock=lambda: Instant(self.boot, self.uptime))
        self.bench = Bench(self.data, more={"staff": ports})

    def type(self, digits: str) -> None:
        self.bench.press(*(f"key:{digit}" for digit in digits), "@done")

    def enter(self) -> None:
        self.bench.kiosk.knock()
        self.type(PIN)


@pytest.fixture
def desk(tmp_path: Path, pin_hash: str) -> Desk:
    return Desk(tmp_path, pin_hash)


def test_the_right_pin_opens_the_panel(desk: Desk) -> None:
    desk.bench.kiosk.knock()
    assert isinstance(desk.bench.page, EntryPage)
    desk.type(PIN)
    assert isinstance(desk.bench.page, StaffPage)


def test_a_wrong_pin_does_not(desk: Desk) -> None:
    desk.bench.kiosk.knock()
    desk.type("274952")
    assert desk.bench.page.title == "Ce n’est pas le bon code"


def test_closing_gives_the_same_page_back(desk: Desk) -> None:
    desk.bench.touch("La commune")
    before, session = desk.bench.page, desk.bench.kiosk.session
    desk.enter()
    desk.bench.press("@shut")
    assert (desk.bench.page.title, desk.bench.page.choices) == (before.title, before.choices)
    assert desk.bench.kiosk.session == session


def test_erasing_wipes_the_visit_under_the_panel(desk: Desk) -> None:
    desk.bench.touch("La commune")
    desk.enter()
    desk.bench.touch("Effacer la session")
    assert isinstance(desk.bench.page, ErasedPage)
    assert desk.bench.kiosk.session.started is None
