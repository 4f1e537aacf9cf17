"""The facilitator's PIN at the door: typed unseen, kept as a hash, refused after five wrong ones, chosen at first."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.device_state import DeviceState, Key
from kiosk.facilitator.gate import LOOK_EVERY
from kiosk.facilitator.pin import hashed
from kiosk.page import EntryPage, HomePage, OutOfServicePage
from kiosk.staff_page import StaffPage
from tests.kiosk.staff_desk import PIN, Desk


@pytest.fixture(scope="module")
def pin_hash() -> str:
    return hashed(PIN)


@pytest.fixture
def desk(tmp_path: Path, pin_hash: str) -> Desk:
    return Desk(tmp_path, pin_hash)


def test_the_pin_is_typed_unseen_and_unheard(desk: Desk) -> None:
    begin = len(desk.bench.pages)
    desk.bench.kiosk.staff.knock()
    for digit in PIN:
        desk.bench.press(f"key:{digit}")
    shown = desk.bench.page
    assert isinstance(shown, EntryPage)
    assert shown.value.text == "\u2022" * 6
    desk.bench.press("@repeat")
    pages = desk.bench.pages[begin:]
    assert not any(PIN in repr(replace(page, bar=())) for page in pages)
    assert not any(utterance.text == "\u2022" * 6 and not utterance.personal for utterance in desk.bench.page.say)


# ---- the PIN -------------------------------------------------------------------------------------------------


def test_five_wrong_pins_shut_the_door_and_a_right_one_is_refused(desk: Desk) -> None:
    desk.bench.kiosk.staff.knock()
    for _ in range(5):
        desk.type("274952")
    assert desk.bench.page.title == "Attendez 15\u00a0secondes"
    desk.type(PIN)
    assert isinstance(desk.bench.page, EntryPage)
    desk.uptime += 14
    desk.type(PIN)
    assert isinstance(desk.bench.page, EntryPage)
    desk.uptime += 1
    desk.bench.turn(1)
    desk.type(PIN)
    assert isinstance(desk.bench.page, StaffPage)


def test_a_pin_set_at_the_keyboard_opens_a_shut_door(desk: Desk) -> None:
    desk.bench.kiosk.staff.knock()
    for _ in range(5):
        desk.type("274952")
    desk.bench.turn(LOOK_EVERY + 1)
    assert desk.bench.page.title == "Attendez 15\u00a0secondes", "nothing was set"
    elsewhere = DeviceState(desk.data / "device.db")
    elsewhere.put(Key.PIN_HASH, hashed("806293"))
    elsewhere.put(Key.LOCKOUT, "")
    elsewhere.save()
    desk.bench.turn(LOOK_EVERY + 1)
    assert "Attendez" not in desk.bench.page.title
    desk.type("806293")
    assert isinstance(desk.bench.page, StaffPage)


def test_a_shut_door_stays_shut_over_a_restart(desk: Desk) -> None:
    desk.bench.kiosk.staff.knock()
    for _ in range(5):
        desk.type("274952")
    again = Desk(desk.data, "", uptime=3.0, boot="two")
    again.enter()
    assert again.bench.page.title == "Attendez 15\u00a0secondes"


def test_a_try_is_on_disk_before_it_is_looked_at(desk: Desk) -> None:
    """Pulling the plug while a PIN is being looked at must not give the try back."""
    desk.bench.later = True
    desk.bench.kiosk.staff.knock()
    desk.type("274952")
    job, _ = desk.bench.jobs[-1]
    job()
    assert DeviceState(desk.data / "device.db").get(Key.LOCKOUT) != ""


def test_an_answer_that_comes_after_the_door_was_closed_lets_nobody_in(desk: Desk) -> None:
    desk.bench.later = True
    desk.enter()
    desk.bench.press("@shut")
    desk.bench.work()
    assert isinstance(desk.bench.page, HomePage)


def test_a_door_that_opens_again_says_so_without_a_touch(desk: Desk) -> None:
    desk.bench.kiosk.staff.knock()
    for _ in range(5):
        desk.type("274952")
    desk.uptime += 15
    desk.bench.turn(1)
    assert desk.bench.page.title == "Ce n’est pas le bon code"


def test_the_right_pin_forgets_the_wrong_ones(desk: Desk) -> None:
    desk.bench.kiosk.staff.knock()
    for _ in range(4):
        desk.type("274952")
    desk.type(PIN)
    desk.bench.press("@shut")
    desk.bench.kiosk.staff.knock()
    for _ in range(4):
        desk.type("274952")
    assert desk.bench.page.title == "Ce n’est pas le bon code"


def test_the_hash_alone_is_on_disk(desk: Desk) -> None:
    desk.enter()
    written = [file.read_bytes() for file in desk.data.rglob("*") if file.is_file()]
    assert any(b"argon2id" in one for one in written)
    assert not any(PIN.encode() in one for one in written)


def test_acts_are_logged_by_name_and_digits_are_not(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kiosk.staff")
    desk.bench.touch("La commune")
    desk.bench.kiosk.staff.knock()
    desk.type("274952")
    desk.type(PIN)
    desk.bench.touch("Effacer la session")
    assert [record.getMessage() for record in caplog.records] == [
        "staff: open: failed",
        "staff: open: done",
        "staff: erase: done",
        "staff: close: done",
    ]


# ---- a kiosk without a PIN -----------------------------------------------------------------------------------


def test_a_very_first_start_asks_for_a_pin_twice(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", must_choose=True)
    assert desk.bench.page.title == "Choisissez un code de 6 chiffres"
    desk.type("123456")
    assert desk.bench.page.title == "Ce code est trop facile"
    desk.type(PIN)
    assert desk.bench.page.title == "Tapez encore le même code"
    desk.type("806293")
    assert desk.bench.page.title == "Les 2 codes sont différents"
    desk.type(PIN)
    desk.type(PIN)
    assert isinstance(desk.bench.page, StaffPage)
    desk.bench.press("@shut")
    assert isinstance(desk.bench.page, HomePage)
    again = Desk(tmp_path, "", must_choose=True)
    assert isinstance(again.bench.page, HomePage)
    again.enter()
    assert isinstance(again.bench.page, StaffPage)


def test_a_first_pin_that_is_being_written_while_time_goes_by_opens_the_panel(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", must_choose=True)
    desk.type(PIN)
    desk.bench.later = True
    desk.type(PIN)
    job, deliver = desk.bench.jobs.pop()
    end = job()
    desk.bench.turn(1)
    deliver(end)
    assert isinstance(desk.bench.page, StaffPage)


def test_after_ten_minutes_without_a_pin_nobody_is_served(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", must_choose=True)
    desk.uptime += 599
    desk.bench.turn(1)
    assert isinstance(desk.bench.page, EntryPage)
    desk.uptime += 1
    desk.bench.turn(1)
    assert isinstance(desk.bench.page, OutOfServicePage)
    assert "kiosk pin set" in desk.bench.page.fault
    desk.bench.kiosk.staff.knock()
    assert isinstance(desk.bench.page, OutOfServicePage), "nobody becomes the facilitator by coming late"
    again = Desk(tmp_path, "", must_choose=True, boot="two", uptime=5.0)
    assert isinstance(again.bench.page, OutOfServicePage), "a restart is not the first start"


def test_a_pin_that_is_set_at_the_keyboard_opens_the_kiosk(tmp_path: Path, pin_hash: str) -> None:
    desk = Desk(tmp_path, "", must_choose=True, boot="one")
    desk.uptime += 700
    desk.bench.turn(1)
    other = DeviceState(tmp_path / "device.db")
    other.put(Key.PIN_HASH, pin_hash)
    other.save()
    desk.bench.turn(12)
    assert isinstance(desk.bench.page, HomePage)


def test_of_two_facilitators_who_choose_at_once_the_first_wins(tmp_path: Path, pin_hash: str) -> None:
    desk = Desk(tmp_path, "", must_choose=True)
    desk.type("806293")
    other = DeviceState(tmp_path / "device.db")
    other.put(Key.PIN_HASH, pin_hash)
    other.save()
    desk.type("806293")
    assert desk.bench.page.title == "Code de l’animateur"
    assert DeviceState(tmp_path / "device.db").get(Key.PIN_HASH) == pin_hash


def test_a_pin_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "", must_choose=True)
    (tmp_path / "device.db").unlink()
    (tmp_path / "device.db").mkdir()
    desk.type(PIN)
    desk.type(PIN)
    assert isinstance(desk.bench.page, StaffPage)
    assert "n’écrit pas" in desk.bench.page.lines[0].text


def test_without_a_pin_a_demonstration_serves_and_the_door_asks_for_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "")
    assert isinstance(desk.bench.page, HomePage)
    desk.bench.turn(2000)
    desk.bench.kiosk.staff.knock()
    assert desk.bench.page.title == "Choisissez un code de 6 chiffres"


# ---- areas ---------------------------------------------------------------------------------------------------
