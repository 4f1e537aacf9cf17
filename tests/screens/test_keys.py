"""Keys and the reset button: two keys do something, all others nothing at all; the button from wherever one stands."""

from collections.abc import Iterator
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from kiosk.device_state import Key
from kiosk.facilitator.pin import hashed
from kiosk.page import ErasedPage, HomePage, IdlePage
from tests.pilot import Pilot
from tests.screens.test_sleep import Night

if TYPE_CHECKING:
    from pathlib import Path

F11, F12 = 292, 293
MODIFIERS: tuple[list[str], ...] = ([], ["ctrl"], ["alt"], ["shift"], ["meta"], ["ctrl", "alt"], ["ctrl", "shift"])


@pytest.fixture
def day(pilot: Pilot, tmp_path: "Path") -> Iterator[Night]:
    """The same kiosk awake: nobody has chosen hours."""
    pilot.resize(1280, 800)
    day = Night(pilot)
    day.state.put(Key.PIN_HASH, hashed("274951"))
    day.build(tmp_path, (1280, 800))
    pilot.advance(0.6)
    yield day
    day.stage.close()


def test_no_key_and_no_combination_goes_any_further(day: Night) -> None:
    """What the pane takes, Kivy offers to nobody else: no exit by Escape, no settings by F1, no picture by F12."""
    window, before = day.pilot.window, day.page
    further: list[int] = []

    def noted(_window: object, key: int, *_: object) -> bool:
        further.append(key)
        return False

    window.bind(on_keyboard=noted)
    keys = [key for key in range(512) if key not in {F11, F12}]
    for key in keys:
        for held in MODIFIERS:
            if not window.dispatch("on_key_down", key, 0, chr(key), held):
                window.dispatch("on_keyboard", key, 0, chr(key), held)
            window.dispatch("on_key_up", key, 0)
    window.dispatch("on_textinput", "q")
    day.pilot.step()
    window.unbind(on_keyboard=noted)
    assert further == []
    assert day.page == before
    assert [type(child).__name__ for child in window.children] == ["BlindLayer"]


def test_a_key_that_is_held_erases_once(day: Night) -> None:
    day.pilot.tap_label("La commune")
    day.pilot.key(F12)
    assert isinstance(day.page, ErasedPage)
    serial = day.stage.kiosk.session.serial
    for _ in range(100):
        day.pilot.advance(0.03)
        day.pilot.key(F12)
    assert day.stage.kiosk.session.serial == serial
    day.pilot.advance(6.0, 1.0)
    day.pilot.tap_label("La commune")
    day.pilot.key(F12)
    assert day.stage.kiosk.session.serial == serial + 1


def visiting(day: Night) -> None:
    day.pilot.tap_label("La commune")


def warned(day: Night) -> None:
    visiting(day)
    day.pilot.advance(125, 1.0)
    assert isinstance(day.page, IdlePage)


def at_the_pin(day: Night) -> None:
    visiting(day)
    day.stage.kiosk.staff.knock()


def at_the_panel(day: Night) -> None:
    at_the_pin(day)
    day.stage.kiosk.staff.let_in()


def paused(day: Night) -> None:
    day.state.put(Key.PAUSE, '{"sentence": "", "day": ""}')
    day.stage.kiosk.refresh()


def calling(day: Night) -> None:
    day.pilot.tap_label("Une personne")


@pytest.mark.parametrize("where", [visiting, warned, at_the_pin, at_the_panel, paused, calling])
def test_the_button_on_a_pin_erases_from_wherever_one_stands(day: Night, where: object) -> None:
    """It is told by threads of its own, and its contact bounces."""
    assert callable(where)
    where(day)
    serial = day.stage.kiosk.session.serial
    presses = [Thread(target=day.stage.reset_button) for _ in range(5)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    day.pilot.step(2)
    assert isinstance(day.page, ErasedPage)
    assert day.stage.kiosk.session.serial == serial + 1
    assert day.stage.kiosk.session.started is None
    if where is not paused:
        day.pilot.advance(6.0, 1.0)
        assert isinstance(day.page, HomePage)
