"""The kiosk asleep outside the hours that staff chose, and awake again."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.device.device import Device
from kiosk.device.simulated import Simulated
from kiosk.device_state import DeviceState, Key
from kiosk.events import EndReason
from kiosk.facilitator.pin import hashed
from kiosk.ids import ChoiceId
from kiosk.opening_hours import USUAL_WEEK
from kiosk.page import AsleepPage, EntryPage, ErasedPage, HomePage, OutOfServicePage
from kiosk.sleeping import AWAKE_FOR
from kiosk.staff_ports import StaffPorts
from tests.kiosk.bench import Bench

PIN = "274951"
EVENING = datetime(2026, 11, 23, 16, 55, tzinfo=UTC)
"""Five minutes to six in La Louvière."""
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 6, 59, tzinfo=UTC)


@pytest.fixture(scope="module")
def pin_hash() -> str:
    return hashed(PIN)


class Room:
    """A bench with hours, and a device that is played."""

    def __init__(self, data: Path, pin_hash: str = "", today: Callable[[], date | None] | None = None) -> None:
        self.state = DeviceState()
        self.state.put(Key.HOURS, USUAL_WEEK.text())
        self.state.put(Key.PIN_HASH, pin_hash)
        self.screen = Simulated()
        ports = StaffPorts(state=self.state, device=Device(self.screen))
        self.bench = Bench(data, today=today, more={"staff": ports})

    def at(self, moment: datetime) -> None:
        """It is so late, and nobody has been there for a while."""
        self.bench.wall = moment
        self.bench.monotonic += AWAKE_FOR
        self.bench.turn(2)


@pytest.fixture
def room(tmp_path: Path, pin_hash: str) -> Room:
    return Room(tmp_path, pin_hash)


def test_at_closing_time_it_sleeps_without_light_or_voice(room: Room) -> None:
    room.at(EVENING)
    assert isinstance(room.bench.page, HomePage)
    room.bench.turn(299)
    assert isinstance(room.bench.page, AsleepPage)
    assert room.bench.page.say == ()
    assert not room.screen.lit
    begin = len(room.bench.pages)
    room.bench.turn(3600)
    assert len(room.bench.pages) == begin, "nothing is shown or said all night"


def test_a_touch_wakes_it_and_presses_nothing(room: Room) -> None:
    room.at(NIGHT)
    assert isinstance(room.bench.page, AsleepPage)
    room.bench.touch_beside()
    assert isinstance(room.bench.page, HomePage)
    assert room.bench.said
    assert room.screen.lit
    assert room.bench.kiosk.session.started is None


@pytest.mark.parametrize("choice", ["@repeat", "@blind", "@language", "commune"])
def test_whatever_the_touch_was_meant_for_it_only_wakes(room: Room, choice: str) -> None:
    room.at(NIGHT)
    before = room.bench.kiosk.session
    room.bench.kiosk.choose(ChoiceId(choice))
    assert isinstance(room.bench.page, HomePage)
    assert room.bench.kiosk.session == before


def test_woken_at_night_it_sleeps_again_once_nobody_touches_it(room: Room) -> None:
    room.at(NIGHT)
    room.bench.touch_beside()
    room.bench.turn(AWAKE_FOR - 10)
    room.bench.touch_beside()
    room.bench.turn(AWAKE_FOR - 1)
    assert isinstance(room.bench.page, HomePage)
    room.bench.turn(1)
    assert isinstance(room.bench.page, AsleepPage)
    assert not room.screen.lit


def test_a_visit_at_closing_time_is_never_cut(room: Room) -> None:
    room.bench.wall = EVENING
    room.bench.touch("La commune")
    for _ in range(10):
        room.bench.turn(100)
        room.bench.touch_beside()
    assert room.bench.kiosk.session.started is not None
    assert not isinstance(room.bench.page, AsleepPage)
    room.bench.turn(155)
    assert isinstance(room.bench.page, HomePage), "it ends as every visit does"
    assert [event.reason for event in room.bench.events] == [EndReason.IDLE]
    room.bench.turn(AWAKE_FOR)
    assert isinstance(room.bench.page, AsleepPage)


def test_in_the_morning_it_wakes_in_silence(room: Room) -> None:
    room.at(MORNING)
    assert isinstance(room.bench.page, AsleepPage)
    room.bench.turn(60)
    assert isinstance(room.bench.page, HomePage)
    assert room.bench.page.say == ()
    assert room.screen.lit


def test_a_clock_that_nobody_trusts_never_puts_it_to_sleep(room: Room) -> None:
    room.bench.kiosk.days.site = room.bench.kiosk.site.on(None)
    room.at(NIGHT)
    room.bench.turn(600)
    assert isinstance(room.bench.page, HomePage)


def test_a_clock_that_becomes_right_is_noticed_without_a_visitor(tmp_path: Path) -> None:
    days: list[date | None] = [None]
    room = Room(tmp_path, today=lambda: days[-1])
    room.bench.kiosk.days.ask()
    room.at(NIGHT)
    room.bench.turn(120)
    assert isinstance(room.bench.page, HomePage)
    days.append(NIGHT.date())
    room.bench.turn(62)
    assert isinstance(room.bench.page, AsleepPage)


def test_without_hours_it_never_sleeps(room: Room) -> None:
    room.state.put(Key.HOURS, "")
    room.at(NIGHT)
    assert isinstance(room.bench.page, HomePage)


def test_a_pause_sleeps_too_and_is_there_again(room: Room) -> None:
    room.state.put(Key.PAUSE, '{"sentence": "", "day": ""}')
    room.at(NIGHT)
    assert isinstance(room.bench.page, AsleepPage)
    room.bench.touch_beside()
    assert isinstance(room.bench.page, OutOfServicePage)


def test_the_door_opens_from_sleep_and_nobody_sleeps_at_the_panel(room: Room) -> None:
    room.at(NIGHT)
    room.bench.touch_beside()
    room.bench.kiosk.staff.knock()
    room.bench.press(*(f"key:{digit}" for digit in PIN), "@done")
    for _ in range(8):
        room.bench.turn(100)
        room.bench.touch_beside()
    assert room.bench.page.title == "Espace animateur"
    room.bench.press("@shut")
    room.bench.turn(AWAKE_FOR - 1)
    assert isinstance(room.bench.page, HomePage)
    room.bench.turn(1)
    assert isinstance(room.bench.page, AsleepPage)


def test_a_knock_on_a_sleeping_kiosk_has_light_to_type_by(room: Room) -> None:
    room.at(NIGHT)
    room.bench.kiosk.staff.knock()
    room.bench.turn(1)
    assert isinstance(room.bench.page, EntryPage)
    assert room.screen.lit


def test_the_reset_button_wakes_it_for_a_while(room: Room) -> None:
    room.at(NIGHT)
    room.bench.kiosk.staff.wipe()
    assert isinstance(room.bench.page, ErasedPage)
    assert room.screen.lit
    room.bench.turn(5)
    assert isinstance(room.bench.page, HomePage)
    room.bench.turn(AWAKE_FOR - 5)
    assert isinstance(room.bench.page, AsleepPage)


def test_a_wipe_from_the_panel_is_a_touch(room: Room) -> None:
    room.at(NIGHT)
    room.bench.touch_beside()
    room.bench.kiosk.staff.knock()
    room.bench.press(*(f"key:{digit}" for digit in PIN), "@done")
    for _ in range(4):
        room.bench.turn(100)
        room.bench.touch_beside()
    room.bench.touch("Effacer la session")
    room.bench.turn(AWAKE_FOR - 1)
    assert isinstance(room.bench.page, HomePage)
    room.bench.turn(1)
    assert isinstance(room.bench.page, AsleepPage)


def test_a_wipe_by_the_button_at_the_open_panel_is_a_touch(room: Room) -> None:
    room.at(NIGHT)
    room.bench.touch_beside()
    room.bench.kiosk.staff.knock()
    room.bench.press(*(f"key:{digit}" for digit in PIN), "@done")
    for _ in range(4):
        room.bench.turn(100)
        room.bench.touch_beside()
    room.bench.kiosk.staff.wipe()
    room.bench.turn(AWAKE_FOR - 1)
    assert isinstance(room.bench.page, HomePage)


def test_new_hours_hold_at_once(room: Room) -> None:
    room.at(NIGHT)
    room.state.put(Key.HOURS, "")
    room.bench.turn(1)
    assert isinstance(room.bench.page, HomePage)
