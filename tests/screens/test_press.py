"""When a press counts: by a clock turned by hand, then by real touches in a real window."""

from typing import TYPE_CHECKING

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import Choice
from screens.drive import HandClock
from screens.panel import panel_for
from screens.press import PressRules
from screens.theme import Theme

if TYPE_CHECKING:
    from screens.widgets.tile import Tile
    from tests.pilot import Pilot


@pytest.fixture
def clock() -> HandClock:
    return HandClock(100.0)


@pytest.fixture
def rules(clock: HandClock) -> PressRules:
    rules = PressRules(clock.now)
    clock.turn(0.5)
    return rules


def test_a_press_in_the_first_half_second_of_a_page_is_ignored(clock: HandClock) -> None:
    rules = PressRules(clock.now)
    clock.turn(0.49)
    assert not rules.begins("a")
    clock.turn(0.02)
    assert rules.begins("a")


def test_a_page_that_takes_the_place_is_quiet_again(rules: PressRules) -> None:
    rules.page_shown()
    assert not rules.begins("a")


def test_a_second_press_on_the_same_target_is_ignored_for_half_a_second(clock: HandClock, rules: PressRules) -> None:
    assert rules.begins("a")
    assert rules.ends("a", inside=True)
    clock.turn(0.49)
    assert not rules.begins("a")
    clock.turn(0.02)
    assert rules.begins("a")


def test_different_keys_are_never_filtered(rules: PressRules) -> None:
    for key in "MARIE":
        assert rules.begins(key)
        assert rules.ends(key, inside=True)


def test_a_press_that_slid_off_neither_counts_nor_filters_the_next(rules: PressRules) -> None:
    assert rules.begins("a")
    assert not rules.ends("a", inside=False)
    assert rules.begins("a")


@pytest.fixture
def chosen() -> list[str]:
    return []


@pytest.fixture
def tile(pilot: "Pilot", chosen: list[str]) -> "Tile":
    from kivy.uix.widget import Widget

    from screens.widgets.kit import Kit
    from screens.widgets.tile import Tile

    kit = Kit(Theme(panel_for(1280, 800)), PressRules(pilot.clock.now))
    tile = Tile(kit, Choice(ChoiceId("forem"), "Le Forem", icon="briefcase"), chosen.append)
    tile.pos, tile.size = (100, 300), (500, 200)
    root = Widget()
    root.add_widget(tile)
    pilot.show(root)
    pilot.advance(0.5)
    return tile


def test_a_tap_chooses(pilot: "Pilot", tile: "Tile", chosen: list[str]) -> None:
    pilot.tap(*tile.center)
    assert chosen == ["forem"]


def test_a_trembling_double_tap_chooses_once(pilot: "Pilot", tile: "Tile", chosen: list[str]) -> None:
    pilot.tap(*tile.center)
    pilot.tap(*tile.center)
    assert chosen == ["forem"]


def test_sliding_off_cancels(pilot: "Pilot", tile: "Tile", chosen: list[str]) -> None:
    pilot.slide(tile.center, (900, 50))
    assert chosen == []


def test_sliding_onto_a_tile_chooses_nothing(pilot: "Pilot", tile: "Tile", chosen: list[str]) -> None:
    pilot.slide((900, 50), tile.center)
    assert chosen == []


def test_it_shows_that_it_is_pressed_while_the_finger_is_on_it(pilot: "Pilot", tile: "Tile") -> None:
    pilot.press(*tile.center)
    assert tile.pressed
    pilot.move(900, 50)
    assert not tile.pressed
    pilot.release(900, 50)


def test_a_choice_that_is_not_enabled_takes_no_press(pilot: "Pilot", tile: "Tile", chosen: list[str]) -> None:
    tile.choice = Choice(ChoiceId("forem"), "Le Forem", enabled=False)
    pilot.tap(*tile.center)
    assert chosen == []
