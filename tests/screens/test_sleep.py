"""A sleeping kiosk by real touches in a real window: the touch that wakes it presses nothing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.device.device import Device
from kiosk.device.simulated import Simulated
from kiosk.device_state import DeviceState, Key
from kiosk.facilitator.pin import hashed
from kiosk.opening import open_site
from kiosk.opening_hours import USUAL_WEEK
from kiosk.page import AsleepPage, EntryPage, ErasedPage, HomePage, Page
from kiosk.settings import load
from kiosk.staff_ports import StaffPorts
from tests.pilot import Pilot
from tests.screens.film import Film
from tests.summary import Tell
from voices.silent import SilentVoice

if TYPE_CHECKING:
    from kiosk.ids import ChoiceId
    from screens.stage import Stage

NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
F11, F12 = 292, 293


@dataclass
class Night:
    """A kiosk at night, asleep; `pressed`: every press that has counted."""

    pilot: Pilot
    state: DeviceState = field(default_factory=DeviceState)
    screen: Simulated = field(default_factory=Simulated)
    pressed: "list[ChoiceId]" = field(default_factory=list)
    stage: "Stage" = field(init=False)

    def open(self, data: Path, size: tuple[int, int]) -> None:
        self.state.put(Key.HOURS, USUAL_WEEK.text())
        self.state.put(Key.PIN_HASH, hashed("274951"))
        self.build(data, size)
        self.sleep()

    def build(self, data: Path, size: tuple[int, int]) -> None:
        """Put the kiosk on the window, awake."""
        from screens.panel import panel_for
        from screens.stage import Stage

        begun = self.pilot.clock.now()
        self.stage = Stage(
            open_site(load(), data, lambda: NIGHT, date(2026, 11, 23)),
            voice=SilentVoice(),
            record=lambda _: None,
            now=lambda: NIGHT + timedelta(seconds=self.pilot.clock.now() - begun),
            monotonic=self.pilot.clock.now,
            panel=panel_for(*size),
            staff=StaffPorts(state=self.state, device=Device(self.screen)),
        )
        choose = self.stage.kiosk.choose

        def noted(choice: "ChoiceId") -> None:
            self.pressed.append(choice)
            choose(choice)

        self.stage.kiosk.choose = noted  # type: ignore[assignment,method-assign]  # listens, and passes on
        self.pilot.show(self.stage.root)
        self.stage.start()

    @property
    def page(self) -> Page:
        return self.stage.app.page

    def sleep(self) -> None:
        """Nobody comes for a while."""
        self.pilot.advance(305, 5.0)
        assert isinstance(self.page, AsleepPage)
        assert self.pilot.wait_until(lambda: not self.screen.lit)

    def place(self, label: str) -> tuple[float, float]:
        x, y = self.pilot.find(label).center
        return float(x), float(y)


@pytest.fixture(params=[(1280, 800)])
def night(pilot: Pilot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Night]:
    pilot.resize(*request.param)
    night = Night(pilot)
    night.open(tmp_path, request.param)
    yield night
    night.stage.close()


def test_there_is_nothing_to_see_to_touch_or_to_say(night: Night, tmp_path: Path) -> None:
    from PIL import Image

    assert night.pilot.touchables() == []
    assert night.pilot.texts() == []
    with Image.open(night.pilot.screenshot(tmp_path / "dark.png")) as picture:
        assert picture.convert("RGB").getextrema() == ((0, 0), (0, 0), (0, 0)), "black, where a light cannot be put out"


def test_the_waking_touch_presses_nothing_wherever_it_lands(night: Night, tell: Tell) -> None:
    """On every place where the resting screen has something to touch, and on its round sign."""
    night.pilot.tap(640, 400)
    places = [(str(one.label), one.center) for one in night.pilot.touchables()]
    assert len(places) > 8
    for label, place in places:
        night.sleep()
        night.pilot.tap(*place)
        assert isinstance(night.page, HomePage), label
        night.pilot.advance(0.6)
    assert night.pressed == []
    assert night.stage.kiosk.session.started is None
    tell("waking touches on a target that pressed nothing", len(places), whole=len(places))


def test_a_long_waking_touch_that_slides_and_leaves_late_presses_nothing(night: Night) -> None:
    """The half second of a new page is over when this finger leaves: it is the touch itself that is not counted."""
    night.pilot.press(300, 400)
    night.pilot.advance(1.0)
    night.pilot.move(320, 420)
    night.pilot.advance(1.0)
    night.pilot.release(320, 420)
    assert night.pressed == []
    assert isinstance(night.page, HomePage)


def test_the_next_touch_counts(night: Night) -> None:
    night.pilot.tap(640, 400)
    night.pilot.advance(0.6)
    night.pilot.tap_label("La commune")
    assert len(night.pressed) == 1
    assert night.page.title != ""
    assert not isinstance(night.page, HomePage)


def test_after_the_night_by_itself_the_first_touch_counts(night: Night) -> None:
    """The hours opened meanwhile: nobody has to wake it."""
    night.pilot.advance(11 * 3600, 60.0)
    assert isinstance(night.page, HomePage)
    assert night.pilot.wait_until(lambda: night.screen.lit)
    night.pilot.advance(0.6)
    night.pilot.tap_label("La commune")
    assert len(night.pressed) == 1


def test_the_waking_touch_is_none_of_the_corners_three(night: Night) -> None:
    for _ in range(3):
        night.pilot.tap(1275, 795)
    assert not night.page.prefs.blind
    night.pilot.tap(1275, 795)
    assert night.page.prefs.blind


def test_the_door_opens_after_the_touch_that_wakes(night: Night) -> None:
    night.pilot.tap(640, 400)
    sign = next(one for one in night.pilot.touchables() if type(one).__name__ == "RoundSign").center
    night.pilot.advance(305, 5.0)
    assert isinstance(night.page, AsleepPage)
    for _ in range(5):
        night.pilot.tap(*sign)
    assert isinstance(night.page, HomePage), "the first of them only wakes"
    night.pilot.tap(*sign)
    assert isinstance(night.page, EntryPage)


def test_a_kiosk_that_ends_in_its_sleep_leaves_light_behind(night: Night) -> None:
    """Who comes to mend it at night must see what the screen says."""
    night.stage.close()
    assert night.screen.lit


def test_keys_wake_too_and_the_reset_key_does_what_it_does(night: Night) -> None:
    night.pilot.key(F11)
    assert isinstance(night.page, HomePage)
    assert not night.page.prefs.blind
    night.sleep()
    night.pilot.key(F12)
    assert isinstance(night.page, ErasedPage)
    assert night.pilot.wait_until(lambda: night.screen.lit)


def test_other_keys_do_not_even_wake(night: Night) -> None:
    for key in (13, 27, 32, 97, 282):
        night.pilot.key(key)
    assert isinstance(night.page, AsleepPage)


@pytest.mark.parametrize("night", [(800, 480), (1280, 800)], indirect=True)
def test_a_recording_of_the_waking_touch(night: Night, tmp_path: Path) -> None:
    """Pictures and a log of the touches; KIOSK_FILM names a folder that keeps them."""
    night.pilot.tap(400, 200)
    door = night.place("La commune")
    night.sleep()
    film = Film(night.pilot, tmp_path)
    film.tap(door, "la borne dort, un doigt touche la place de « La commune »")
    assert night.pressed == []
    night.pilot.advance(0.6)
    film.tap(door, "le même doigt touche encore au même endroit")
    assert len(night.pressed) == 1
    assert film.log().count("\n") == 4
    kept = os.environ.get("KIOSK_FILM")
    if kept:
        name = f"reveil-{night.pilot.window.width}"
        Path(kept, f"{name}.txt").write_text(film.log(), encoding="utf-8")
        film.strip(Path(kept, f"{name}.png"))
