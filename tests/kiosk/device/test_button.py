"""The reset button on pins that are only played: gpiozero's own mock."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from kiosk.device.button import ResetButton, open_button, open_later
from kiosk.device.hold_off import HoldOff

mock = pytest.importorskip("gpiozero.pins.mock")
PIN = 17


@pytest.fixture
def pins() -> Iterator[Any]:
    factory = mock.MockFactory()
    yield factory
    factory.close()


def test_a_press_is_told_and_the_letting_go_is_not(pins: Any) -> None:
    pressed: list[str] = []
    button = ResetButton(PIN, lambda: pressed.append("now"), pins)
    pins.pin(PIN).drive_low()
    assert pressed == ["now"]
    pins.pin(PIN).drive_high()
    assert pressed == ["now"]
    button.close()
    pins.pin(PIN).drive_low()
    assert pressed == ["now"], "a closed button tells nothing"


def test_a_contact_that_bounces_is_one_wish(pins: Any) -> None:
    time, wishes = [100.0], 0
    hold_off = HoldOff(lambda: time[0])

    def pressed() -> None:
        nonlocal wishes
        wishes += hold_off.counts()

    button = ResetButton(PIN, pressed, pins)
    for _ in range(40):
        pins.pin(PIN).drive_low()
        pins.pin(PIN).drive_high()
        time[0] += 0.002
    assert wishes == 1
    time[0] += 1.0
    pins.pin(PIN).drive_low()
    assert wishes == 2
    button.close()


def test_a_key_that_is_held_stays_one_wish() -> None:
    """It repeats itself for minutes."""
    time = [0.0]
    hold_off = HoldOff(lambda: time[0])
    counted = 0
    for _ in range(2000):
        counted += hold_off.counts()
        time[0] += 0.03
    assert counted == 1


def test_without_a_pin_there_is_no_button() -> None:
    assert open_button(None, lambda: None, pytest.fail) is None


def test_a_machine_without_pins_is_told_of_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import gpiozero

    told: list[str] = []
    taken = mock.MockFactory()
    first = ResetButton(PIN, lambda: None, taken)
    assert open_button(PIN, lambda: None, told.append, taken) is None
    monkeypatch.setattr(gpiozero.Device, "pin_factory", None)
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "nosuchpins")
    assert open_button(PIN, lambda: None, told.append) is None
    first.close()
    assert len(told) == 2
    assert all(line.startswith("no reset button: GPIO17 cannot be used (") for line in told)


def test_a_missing_library_is_told_of_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setitem(__import__("sys").modules, "gpiozero.exc", None)
    assert open_button(PIN, lambda: None, told.append) is None
    assert "pip install" in told[0]


def test_the_button_comes_after_the_first_picture_and_goes_with_the_kiosk(
    monkeypatch: pytest.MonkeyPatch, pins: Any
) -> None:
    import gpiozero

    monkeypatch.setattr(gpiozero.Device, "pin_factory", pins)
    pressed, contact = Event(), pins.pin(PIN)
    close = open_later(PIN, pressed.set, pytest.fail, seconds=0.0)
    while not pressed.wait(0.01):
        contact.drive_low()
        contact.drive_high()
    close()
    pressed.clear()
    contact.drive_low()
    assert not pressed.is_set()


def test_a_kiosk_that_ends_at_once_never_looks_for_its_button() -> None:
    told: list[str] = []
    close = open_later(PIN, lambda: None, told.append, seconds=3600.0)
    close()
    open_later(None, lambda: None, told.append)()
    assert told == []
