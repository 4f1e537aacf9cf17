"""What the facilitator does from the panel to the visit under it, and what it tells."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.device_state import DeviceState, Key
from kiosk.facilitator.pause import Pause
from kiosk.facilitator.pin import hashed
from kiosk.figures import Cell, Figures, StaffCounts, Week
from kiosk.ids import ChoiceId, JourneyId
from kiosk.page import ErasedPage, FiguresPage, HomePage, IdlePage, OutOfServicePage
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from kiosk.usage.period import Period
from tests.kiosk.bench import Bench
from tests.kiosk.staff_desk import PIN, Desk


@pytest.fixture(scope="module")
def pin_hash() -> str:
    return hashed(PIN)


@pytest.fixture
def desk(tmp_path: Path, pin_hash: str) -> Desk:
    return Desk(tmp_path, pin_hash)


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
