"""Exploring without sight: the decisions alone, then real touches on a real window."""

from typing import TYPE_CHECKING

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import Choice
from screens.blind import Activate, CornerKnock, Explorer, Say
from screens.panel import panel_for
from screens.press import PressRules
from screens.theme import Theme

if TYPE_CHECKING:
    from screens.blind_layer import BlindLayer
    from tests.pilot import Pilot


@pytest.fixture
def explorer() -> Explorer[str]:
    return Explorer(px_per_mm=5.0)


def test_a_touch_tells_what_lies_under_it(explorer: Explorer[str]) -> None:
    assert explorer.down(10, 10, 0, "forem") == Say("forem")
    assert explorer.up(10, 10, 0.1, "forem") is None


def test_sliding_tells_each_new_thing_once(explorer: Explorer[str]) -> None:
    explorer.down(10, 10, 0, "forem")
    assert explorer.move(20, 10, 0.1, "forem") is None
    assert explorer.move(200, 10, 0.3, None) is None
    assert explorer.move(400, 10, 0.5, "commune") == Say("commune")
    assert explorer.up(400, 10, 0.6, "commune") is None


def test_a_second_tap_anywhere_activates_the_last_thing_told(explorer: Explorer[str]) -> None:
    explorer.down(10, 10, 0, "forem")
    explorer.up(10, 10, 0.1, "forem")
    assert explorer.down(700, 500, 1.0, "commune") is None
    assert explorer.up(700, 500, 1.2, "commune") == Activate("forem")


def test_a_second_touch_that_slides_explores_and_activates_nothing(explorer: Explorer[str]) -> None:
    explorer.down(10, 10, 0, "forem")
    explorer.up(10, 10, 0.1, "forem")
    assert explorer.down(400, 10, 1.0, "commune") is None
    assert explorer.move(480, 10, 1.1, "commune") == Say("commune")
    assert explorer.up(480, 10, 1.2, "commune") is None


def test_a_second_touch_that_stays_long_tells_and_activates_nothing(explorer: Explorer[str]) -> None:
    explorer.down(10, 10, 0, "forem")
    explorer.up(10, 10, 0.1, "forem")
    explorer.down(400, 10, 1.0, "commune")
    assert explorer.up(400, 10, 2.0, "commune") == Say("commune")


def test_a_trembling_tap_is_still_a_tap(explorer: Explorer[str]) -> None:
    explorer.down(10, 10, 0, "forem")
    explorer.up(10, 10, 0.1, "forem")
    explorer.down(400, 10, 1.0, "commune")
    assert explorer.move(430, 25, 1.1, "commune") is None
    assert explorer.up(420, 20, 1.2, "commune") == Activate("forem")


def test_bare_ground_says_nothing_and_activates_nothing(explorer: Explorer[str]) -> None:
    assert explorer.down(10, 10, 0, None) is None
    assert explorer.up(10, 10, 0.1, None) is None


def test_three_touches_in_the_corner_within_two_seconds_knock() -> None:
    knock = CornerKnock()
    assert [knock.touch(5, 5, time) for time in (0, 0.6, 1.9)] == [False, False, True]


def test_slow_or_stray_touches_do_not_knock() -> None:
    knock = CornerKnock()
    assert not any(knock.touch(5, 5, time) for time in (0, 1.5, 3, 4.5))
    knock = CornerKnock()
    assert not any([knock.touch(5, 5, 0), knock.touch(5, 5, 0.3), knock.touch(21, 5, 0.5), knock.touch(5, 5, 0.7)])


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def layer(pilot: "Pilot", heard: list[str]) -> "BlindLayer":
    from kivy.uix.widget import Widget

    from screens.blind_layer import BlindLayer
    from screens.widgets.kit import Kit
    from screens.widgets.tile import Tile

    panel = panel_for(1280, 800)
    layer = BlindLayer(
        panel,
        pilot.clock.now,
        toggle=lambda: heard.append("toggle"),
        explored=lambda mark: heard.append(f"hear {mark}"),
        touched=lambda: None,
        door=lambda: heard.append("door"),
        wipe=lambda: heard.append("wipe"),
    )
    screen = Widget()
    kit = Kit(Theme(panel), PressRules(pilot.clock.now))
    for number, name in enumerate(("forem", "commune")):
        tile = Tile(kit, Choice(ChoiceId(name), name), lambda name: heard.append(f"do {name}"))
        tile.pos, tile.size = (100, 450 - number * 250), (500, 200)
        screen.add_widget(tile)
    pilot.show(layer)
    layer.hold(screen, blind=True)
    pilot.advance(1)
    return layer


@pytest.mark.usefixtures("layer")
def test_a_finger_slides_over_the_tiles_and_a_tap_elsewhere_activates(pilot: "Pilot", heard: list[str]) -> None:
    pilot.slide((300, 700), (300, 300), steps=12)
    assert heard == ["hear choice:forem", "hear choice:commune"]
    pilot.tap(1000, 100)
    assert heard[2:] == ["do commune"]


@pytest.mark.usefixtures("layer")
def test_a_knock_in_the_corner_does_not_activate_what_was_told(pilot: "Pilot", heard: list[str]) -> None:
    pilot.tap(300, 300)
    pilot.tap(1270, 790)
    assert heard == ["hear choice:commune"]


@pytest.mark.usefixtures("layer")
def test_one_tap_alone_does_nothing_but_tell(pilot: "Pilot", heard: list[str]) -> None:
    pilot.tap(300, 300)
    assert heard == ["hear choice:commune"]


def test_without_the_preference_a_tap_chooses_at_once(pilot: "Pilot", layer: "BlindLayer", heard: list[str]) -> None:
    layer.blind = False
    pilot.tap(300, 300)
    assert heard == ["do commune"]


@pytest.mark.parametrize("blind", [False, True])
def test_the_corner_and_the_key_toggle_at_any_time(
    pilot: "Pilot", layer: "BlindLayer", heard: list[str], *, blind: bool
) -> None:
    layer.blind = blind
    for _ in range(3):
        pilot.tap(1270, 790)
    assert heard == ["toggle"]
    pilot.key(292)
    assert heard == ["toggle", "toggle"]
    layer.close()
    pilot.key(292)
    assert heard == ["toggle", "toggle"]
