"""The facilitator over a visit: the door, the PIN, the panel; and the visit, untouched, underneath."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.events import EndReason
from kiosk.facilitator.pin import hashed
from kiosk.page import EntryPage, ErasedPage, HomePage, IdlePage, Prefs, Sound
from kiosk.session import Overlay
from kiosk.staff_page import StaffPage
from tests.kiosk.staff_desk import PIN, Desk


@pytest.fixture(scope="module")
def pin_hash() -> str:
    return hashed(PIN)


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
