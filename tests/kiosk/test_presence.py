"""Whether nobody is there, as it is told to whoever restarts the kiosk."""

from pathlib import Path

import pytest

from kiosk.device_state import DeviceState, Key
from kiosk.facilitator.lockout import Instant
from kiosk.facilitator.pin import hashed
from kiosk.page import ErasedPage, HomePage, IdlePage
from kiosk.presence import STAYS_FOR
from kiosk.staff_flow import LOCKS_AFTER
from kiosk.staff_ports import StaffPorts
from tests.kiosk.bench import Bench


class Room:
    """A bench, and what was told."""

    def __init__(self, data: Path, staff: StaffPorts | None = None) -> None:
        self.told: list[bool] = []
        self.bench = Bench(data, more={"rests": self.told.append, "staff": staff or StaffPorts()})
        self.bench.turn(1)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_kiosk_that_nobody_has_touched_rests_and_says_so_once(room: Room) -> None:
    room.bench.turn(600)
    assert room.told == [True]


def test_a_touch_is_told_at_once_and_a_visit_lasts_until_it_is_erased_and_a_while(room: Room) -> None:
    room.bench.press("commune")
    assert room.told == [True, False]
    idle = room.bench.settings.idle
    room.bench.turn(idle.after + 1)
    assert isinstance(room.bench.page, IdlePage)
    assert room.told == [True, False]
    room.bench.turn(idle.countdown)
    assert isinstance(room.bench.page, ErasedPage)
    assert room.told == [True, False]
    room.bench.turn(10)
    assert isinstance(room.bench.page, HomePage)
    assert room.told == [True, False, True]


def test_who_touches_the_resting_screen_without_choosing_is_there_for_a_while(room: Room) -> None:
    room.bench.touch_beside()
    room.bench.turn(STAYS_FOR - 1)
    assert room.told == [True, False]
    room.bench.turn(1)
    assert room.told == [True, False, True]


def test_the_end_of_a_visit_is_not_yet_a_rest(room: Room) -> None:
    room.bench.press("commune", "@finish", "@end")
    room.bench.turn(STAYS_FOR - 2)
    assert room.told == [True, False]
    room.bench.turn(2)
    assert room.told == [True, False, True]


def test_the_facilitator_is_somebody(tmp_path: Path) -> None:
    state = DeviceState()
    state.put(Key.PIN_HASH, hashed("274951"))
    room = Room(tmp_path, StaffPorts(state=state))
    room.bench.kiosk.staff.knock()
    room.bench.turn(STAYS_FOR + 10)
    assert room.told == [True, False]
    room.bench.turn(LOCKS_AFTER)
    assert room.told == [True, False, True]


def test_the_question_of_a_first_start_is_a_rest_until_it_is_touched(tmp_path: Path) -> None:
    clock = Instant("one", 50.0)
    room = Room(tmp_path, StaffPorts(state=DeviceState(), clock=lambda: clock, must_choose=True))
    assert room.bench.kiosk.staff.here
    assert room.told == [True]
    room.bench.press("key:1")
    room.bench.turn(1)
    assert room.told == [True, False]
    room.bench.turn(LOCKS_AFTER)
    assert room.told == [True, False, True]
