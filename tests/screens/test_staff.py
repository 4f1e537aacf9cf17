"""The facilitator by real touches in a real window: the door from every screen, the keypad, the panel."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.device_state import DeviceState, Key
from kiosk.facilitator.pause import Pause
from kiosk.facilitator.pin import hashed
from kiosk.opening import open_site
from kiosk.page import EntryPage, ErasedPage, HomePage, IdlePage, OutOfServicePage, Page
from kiosk.settings import load
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from tests.pilot import Pilot
from tests.screens.gallery import PAGES
from voices.silent import SilentVoice

if TYPE_CHECKING:
    from screens.stage import Stage
    from screens.widgets.title import RoundSign

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PIN = "274951"
F12 = 293


@dataclass
class Room:
    """A kiosk with a PIN, a visitor's hands and a facilitator's."""

    pilot: Pilot
    stage: "Stage"
    state: DeviceState

    @property
    def page(self) -> Page:
        return self.stage.app.page

    def sign(self) -> "RoundSign":
        from screens.widgets.title import RoundSign

        (found,) = [one for one in self.pilot.touchables() if isinstance(one, RoundSign)]
        return found

    def knock(self, times: int = 5, every: float = 0.2) -> None:
        for _ in range(times):
            self.pilot.tap(*self.sign().center)
            self.pilot.advance(every)

    def touch(self, *labels: str) -> None:
        for label in labels:
            self.pilot.advance(0.6)
            self.pilot.tap_label(label)

    def type_pin(self) -> None:
        """As quick as fingers are: digits follow one another at once."""
        self.pilot.advance(0.6)
        for digit in PIN:
            self.pilot.tap_label(digit)
        self.touch("Ouvrir")
        assert self.pilot.wait_until(lambda: isinstance(self.page, StaffPage))


@pytest.fixture(scope="module")
def pin_hash() -> str:
    return hashed(PIN)


@pytest.fixture(params=[(1280, 800)])
def room(pilot: Pilot, tmp_path: Path, pin_hash: str, request: pytest.FixtureRequest) -> Iterator[Room]:
    from screens.panel import panel_for
    from screens.stage import Stage

    pilot.resize(*request.param)
    state = DeviceState()
    state.put(Key.PIN_HASH, pin_hash)
    stage = Stage(
        open_site(load(), tmp_path, lambda: MONDAY, date(2026, 11, 23)),
        voice=SilentVoice(),
        record=lambda _: None,
        now=lambda: MONDAY,
        monotonic=pilot.clock.now,
        panel=panel_for(*request.param),
        staff=StaffPorts(state=state),
    )
    pilot.show(stage.root)
    stage.start()
    pilot.step()
    yield Room(pilot, stage, state)
    stage.close()


def visiting(room: Room) -> None:
    room.touch("La commune")


def warned(room: Room) -> None:
    room.touch("La commune")
    room.pilot.advance(125, 1.0)
    assert isinstance(room.page, IdlePage)


def erased(room: Room) -> None:
    room.touch("La commune", "Terminer", "Oui, tout effacer")
    assert isinstance(room.page, ErasedPage)


def paused(room: Room) -> None:
    room.state.put(Key.PAUSE, Pause("Je reviens à 14\u00a0h").text())
    room.stage.kiosk.refresh()
    room.pilot.step()
    assert isinstance(room.page, OutOfServicePage)


def calling(room: Room) -> None:
    room.touch("Une personne")


def without_sight(room: Room) -> None:
    room.stage.kiosk.choose("@blind")  # type: ignore[arg-type]  # an id
    room.pilot.step()


@pytest.mark.parametrize("where", [lambda _: None, visiting, warned, erased, paused, calling, without_sight])
def test_five_touches_on_the_sign_ask_for_the_pin(room: Room, where: Callable[[Room], None]) -> None:
    where(room)
    room.knock()
    assert isinstance(room.page, EntryPage)
    assert room.page.title == "Code de l’animateur"


def test_the_filter_of_a_new_page_does_not_shut_the_door(room: Room) -> None:
    """All five within the half second in which a press on a target counts for nothing."""
    room.touch("La commune")
    room.knock(every=0.0)
    assert isinstance(room.page, EntryPage)


def test_four_touches_do_not_and_one_says_the_page_again(room: Room) -> None:
    room.touch("La commune")
    title = room.page.title
    room.pilot.advance(0.6)
    room.knock(times=1)
    assert room.page.title == title
    assert room.page.say
    room.pilot.advance(5.0)
    room.knock(times=4)
    assert room.page.title == title


def test_in_and_out_again_to_the_same_page(room: Room) -> None:
    room.touch("La commune")
    before = room.page
    room.knock()
    room.type_pin()
    room.touch("Fermer")
    assert replace(room.page, say=(), fresh=True) == replace(before, say=(), fresh=True)


def test_digits_are_seen_as_dots_and_never_heard(room: Room) -> None:
    room.knock()
    room.pilot.advance(0.6)
    for digit in "27":
        room.pilot.tap_label(digit)
    assert "\u2022\u2022" in room.pilot.texts()
    assert room.pilot.labels_that_do_not_fit() == []
    assert room.page.say == ()


def test_effacer_la_session_leads_to_the_resting_screen(room: Room) -> None:
    room.touch("La commune")
    room.knock()
    room.type_pin()
    room.touch("Effacer la session")
    assert isinstance(room.page, ErasedPage)
    room.pilot.advance(6, 1.0)
    assert isinstance(room.page, HomePage)


@pytest.mark.parametrize("inside", [False, True])
def test_the_reset_key_erases_from_the_page_and_from_the_panel(room: Room, *, inside: bool) -> None:
    room.touch("La commune")
    if inside:
        room.knock()
        room.type_pin()
    room.pilot.key(F12)
    assert isinstance(room.page, ErasedPage)
    assert room.stage.kiosk.session.started is None


@pytest.mark.parametrize("room", [(800, 480), (720, 1280)], indirect=True)
def test_a_pause_on_a_small_panel(room: Room) -> None:
    room.touch("La commune")
    room.knock()
    room.type_pin()
    room.touch("Mettre en pause", "Je reviens à 11 h")
    room.touch("Fermer")
    room.pilot.advance(6, 1.0)
    assert isinstance(room.page, OutOfServicePage)
    assert "Je reviens à 11\u00a0h." in room.pilot.texts()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_sign_is_on_every_screen(pilot: Pilot, name: str) -> None:
    from screens.widgets.title import RoundSign
    from tests.screens.staging import stage

    pilot.resize(1280, 800)
    stage(pilot, PAGES[name])
    (sign,) = [one for one in pilot.touchables() if isinstance(one, RoundSign)]
    assert sign.x < 200
    assert sign.y > 500
