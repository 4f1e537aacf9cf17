"""The fields of the touch trial, touched for real on every panel."""

import pytest

from kiosk.pages.staff_opening import FIELD, FIELDS, grid_page
from screens.theme import TARGET_FLOOR_MM
from tests.pilot import Pilot
from tests.screens.staging import stage

PANELS = [(800, 480), (720, 1280), (1280, 800), (1920, 1080)]


@pytest.mark.parametrize("size", PANELS[:2])
def test_every_field_is_felt_and_gets_its_tick_while_the_others_stay(pilot: Pilot, size: tuple[int, int]) -> None:
    pilot.resize(*size)
    staged = stage(pilot, grid_page(()))
    pilot.advance(0.6)
    before = {widget.choice.id: widget for widget in pilot.touchables()}
    for number in range(1, FIELDS + 1):
        pilot.tap_label(str(number))
        staged.screen.update(grid_page(range(1, number + 1)))
        pilot.step()
    assert staged.touched == [f"{FIELD}{number}" for number in range(1, FIELDS + 1)]
    ticked = {widget.choice.id: widget.center for widget in pilot.touchables() if widget.choice.chosen}
    assert len(ticked) == FIELDS
    assert all(before[one].center == center for one, center in ticked.items())
    assert pilot.labels_that_do_not_fit() == []
    assert all(before[one.id] in pilot.touchables() for one in grid_page(()).bar if one.enabled)


@pytest.mark.parametrize("size", PANELS)
def test_the_fields_reach_every_side_and_none_is_too_small(pilot: Pilot, size: tuple[int, int]) -> None:
    pilot.resize(*size)
    staged = stage(pilot, grid_page((1, 12)))
    fields = [widget for widget in pilot.touchables() if widget.choice.id.startswith(FIELD)]
    least = TARGET_FLOOR_MM * staged.screen.theme.panel.px_per_mm
    assert len(fields) == FIELDS
    assert min(min(field.size) for field in fields) >= least
    assert min(field.x for field in fields) <= 1.5 * staged.screen.theme.margin
    assert max(field.right for field in fields) >= size[0] - 1.5 * staged.screen.theme.margin
    assert pilot.targets_that_do_not_fit() == []


def test_a_finger_on_one_field_is_not_lost_when_another_gets_its_tick(pilot: Pilot) -> None:
    staged = stage(pilot, grid_page(()))
    pilot.advance(0.6)
    pilot.press(*pilot.find("7").center)
    staged.screen.update(grid_page((6,)))
    pilot.step()
    pilot.release(*pilot.find("7").center)
    assert staged.touched == [f"{FIELD}7"]
