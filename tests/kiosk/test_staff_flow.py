"""The facilitator over a visit: the door, the PIN, the panel; and the visit, untouched, underneath."""

import logging
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.device_state import DeviceState, Key
from kiosk.events import EndReason
from kiosk.facilitator.lockout import Instant
from kiosk.facilitator.pause import Pause
from kiosk.facilitator.pin import hashed
from kiosk.figures import Cell, Figures, StaffCounts, Week, none_yet
from kiosk.ids import ChoiceId, JourneyId
from kiosk.page import EntryPage, ErasedPage, FiguresPage, HomePage, IdlePage, OutOfServicePage, Prefs, Sound
from kiosk.session import Overlay
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from kiosk.usage.period import Period
from tests.kiosk.bench import Bench

PIN = "274951"
NOT_COUNTED = StaffCounts(None, none_yet())


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
    must_choose: bool = False
    counts: StaffCounts = NOT_COUNTED
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        state = DeviceState(self.data / "device.db")
        if self.pin_hash:
            state.put(Key.PIN_HASH, self.pin_hash)
            state.save()
        ports = StaffPorts(
            state=state,
            clock=lambda: Instant(self.boot, self.uptime),
            must_choose=self.must_choose,
            counts=lambda: self.counts,
        )
        self.bench = Bench(self.data, more={"staff": ports})

    def type(self, digits: str) -> None:
        self.bench.press(*(f"key:{digit}" for digit in digits), "@done")

    def enter(self) -> None:
        self.bench.kiosk.staff.knock()
        self.type(PIN)


@pytest.fixture
def desk(tmp_path: Path, pin_hash: str) -> Desk:
    return Desk(tmp_path, pin_hash)


def test_the_right_pin_opens_the_panel(desk: Desk) -> None:
    desk.bench.kiosk.staff.knock()
    assert isinstance(desk.bench.page, EntryPage)
    desk.type(PIN)
    assert isinstance(desk.bench.page, StaffPage)


def test_a_wrong_pin_does_not(desk: Desk) -> None:
    desk.bench.kiosk.staff.knock()
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


# ---- the visit underneath ------------------------------------------------------------------------------------


def test_nothing_of_the_visit_is_shown_or_said_meanwhile(desk: Desk) -> None:
    bench = desk.bench
    bench.touch("La commune")
    title = bench.page.title
    begin = len(bench.pages)
    desk.enter()
    bench.turn(30)
    bench.kiosk.refresh()
    told = bench.pages[begin:]
    assert all(title not in (page.title, *(line.text for line in page.lines)) for page in told)
    assert all(page.say == () for page in told)
    assert all(page.prefs == Prefs() for page in told)


def test_idle_time_stands_still(desk: Desk) -> None:
    bench = desk.bench
    bench.touch("La commune")
    bench.turn(100)
    desk.bench.kiosk.staff.knock()
    bench.turn(110)
    bench.press("@shut")
    bench.turn(15)
    assert not isinstance(bench.page, IdlePage)
    bench.turn(10)
    assert isinstance(bench.page, IdlePage)


def test_from_the_idle_warning_the_page_itself_is_given_back(desk: Desk) -> None:
    bench = desk.bench
    bench.touch("La commune")
    title = bench.page.title
    bench.turn(130)
    assert isinstance(bench.page, IdlePage)
    bench.touch_beside()
    bench.kiosk.staff.knock()
    bench.press("@shut")
    assert bench.page.title == title


def test_who_hears_nothing_gets_their_page_back_too(desk: Desk) -> None:
    """One touch on the sign asks them how to listen; it was the first of the facilitator's five."""
    bench = desk.bench
    bench.touch("La commune")
    title = bench.page.title
    prefs = replace(bench.kiosk.session.prefs, sound=Sound.NONE)
    bench.kiosk.session = replace(bench.kiosk.session, prefs=prefs)
    bench.press("@repeat")
    bench.kiosk.staff.knock()
    bench.press("@shut")
    assert bench.page.title == title


def test_the_door_locks_after_two_minutes_without_a_touch(desk: Desk) -> None:
    bench = desk.bench
    bench.touch("La commune")
    title = bench.page.title
    desk.enter()
    bench.turn(119)
    assert isinstance(bench.page, StaffPage)
    bench.touch_beside()
    bench.turn(119)
    assert isinstance(bench.page, StaffPage)
    bench.turn(2)
    assert bench.page.title == title
    bench.kiosk.staff.knock()
    assert isinstance(bench.page, EntryPage), "the next one has to type the PIN again"


def test_a_late_answer_changes_the_visit_and_is_seen_when_the_door_is_closed(desk: Desk) -> None:
    bench = desk.bench
    bench.later = True
    bench.kiosk.cover(Overlay.SETTINGS)
    desk.bench.kiosk.staff.knock()
    bench.kiosk.session = replace(bench.kiosk.session, overlay=Overlay.OTHER)
    bench.kiosk.refresh()
    assert isinstance(bench.page, EntryPage)
    bench.press("@shut")
    assert bench.page.title == "Autre chose\u00a0? Une personne vous aide"


def test_a_target_of_the_visit_does_nothing_meanwhile(desk: Desk) -> None:
    desk.bench.touch("La commune")
    session = desk.bench.kiosk.session
    choice = desk.bench.page.choices[0].id
    desk.bench.kiosk.staff.knock()
    desk.bench.kiosk.choose(choice)
    assert desk.bench.kiosk.session == session


def test_une_personne_leads_to_a_person_from_the_pin(desk: Desk) -> None:
    desk.bench.touch("La commune")
    desk.bench.kiosk.staff.knock()
    desk.bench.press("@person")
    assert desk.bench.page.title == "Quelqu’un demande de l’aide"


def test_the_reset_button_wipes_from_the_panel_too(desk: Desk) -> None:
    desk.bench.touch("La commune")
    desk.enter()
    desk.bench.kiosk.staff.wipe()
    assert isinstance(desk.bench.page, ErasedPage)
    assert [event.reason for event in desk.bench.events] == [EndReason.STAFF]
    desk.bench.turn(5)
    assert isinstance(desk.bench.page, HomePage)


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


def test_a_pause_is_said_once_and_stays_over_a_restart(desk: Desk) -> None:
    bench = desk.bench
    bench.touch("La commune")
    desk.enter()
    bench.touch("Mettre en pause", "Je reviens à 11 h")
    bench.press("@shut")
    assert isinstance(bench.page, ErasedPage), "the pause ends the visit"
    bench.turn(5)
    assert isinstance(bench.page, OutOfServicePage)
    assert bench.page.lines[0].text == "Je reviens à 11\u00a0h."
    assert "Je reviens à 11\u00a0h." in bench.said
    bench.touch_beside()
    bench.kiosk.choose(ChoiceId("@person"))
    bench.turn(300)
    assert isinstance(bench.page, OutOfServicePage)
    again = Desk(desk.data, "", uptime=5.0, boot="two")
    assert isinstance(again.bench.page, OutOfServicePage)
    again.enter()
    again.bench.touch("Reprendre")
    again.bench.press("@shut")
    assert isinstance(again.bench.page, HomePage)
    assert isinstance(Desk(desk.data, "").bench.page, HomePage)


def test_the_sentence_of_a_pause_is_the_one_that_was_touched(desk: Desk) -> None:
    """The hours to choose from go on every few minutes, and become fewer in the evening."""
    bench = desk.bench
    bench.wall = bench.wall.replace(hour=16, minute=40, second=50)  # 17 h 40 in Brussels, in winter
    desk.enter()
    bench.touch("Mettre en pause")
    closed = bench.page.choices[-1]
    assert closed.label == "C’est fermé aujourd’hui"
    bench.turn(30)
    bench.kiosk.choose(closed.id)
    bench.press("@shut")
    assert isinstance(bench.page, OutOfServicePage)
    assert bench.page.lines[0].text == "C’est fermé aujourd’hui."


def test_an_hour_of_return_is_not_shown_another_day(desk: Desk) -> None:
    desk.enter()
    desk.bench.touch("Mettre en pause", "C’est fermé aujourd’hui")
    desk.bench.press("@shut")
    assert desk.bench.page.lines[0].text == "C’est fermé aujourd’hui."
    assert desk.bench.page.say
    desk.bench.kiosk.days.site = desk.bench.kiosk.site.on(date(2026, 11, 24))
    desk.bench.kiosk.refresh()
    assert isinstance(desk.bench.page, OutOfServicePage)
    assert "C’est fermé aujourd’hui." not in [line.text for line in desk.bench.page.lines]


def test_the_sentence_of_a_pause_goes_with_its_day_though_nobody_touches(tmp_path: Path) -> None:
    day = [date(2026, 11, 23)]
    state = DeviceState()
    state.put(Key.PAUSE, Pause("Je reviens à 11\u00a0h.", day[0]).text())
    bench = Bench(tmp_path, today=lambda: day[0], more={"staff": StaffPorts(state=state)})
    bench.turn(70)
    assert bench.page.lines[0].text == "Je reviens à 11\u00a0h."
    day[0] = date(2026, 11, 24)
    bench.turn(70)
    assert isinstance(bench.page, OutOfServicePage)
    assert "Je reviens à 11\u00a0h." not in [line.text for line in bench.page.lines]


def test_prolonging_is_for_this_visitor_alone(desk: Desk) -> None:
    bench = desk.bench
    bench.touch("La commune")
    desk.enter()
    bench.touch("Prolonger")
    bench.press("@shut")
    bench.turn(590)
    assert not isinstance(bench.page, IdlePage)
    bench.turn(15)
    assert isinstance(bench.page, IdlePage)
    bench.turn(40)
    bench.touch("La commune")
    bench.turn(125)
    assert isinstance(bench.page, IdlePage)


def test_the_panel_tells_of_today_in_all_and_of_the_closed_week(desk: Desk) -> None:
    week = Week(Period("2026-W47"), 60, (Cell(JourneyId("commune_identite"), "booked", 31),))
    desk.counts = StaffCounts(18, Figures(week, date(2026, 11, 16)))
    desk.enter()
    shown = desk.bench.page
    assert isinstance(shown, StaffPage)
    assert [(one.number, one.label) for one in shown.figures] == [
        ("18", "visites aujourd’hui"),
        ("31", "visites la semaine passée"),
        ("31", "rendez-vous, même semaine"),
    ]
    assert {bar.label: bar.number for bar in shown.bars}["La commune"] == "31"
    desk.bench.touch("Les chiffres")
    assert isinstance(desk.bench.page, FiguresPage)
    desk.bench.press("@back")
    assert isinstance(desk.bench.page, StaffPage)
