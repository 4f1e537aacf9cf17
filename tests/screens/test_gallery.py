"""Every kind of page on every reference panel: nothing is cut, small, crowded or outside of the window."""

from dataclasses import replace

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import Page, Prefs
from screens.more import MORE
from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.gallery import PAGES
from tests.screens.staff_gallery import PAGES as STAFF_PAGES
from tests.screens.staging import stage

SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))
LOOKS = {"normal": Prefs(), "large": Prefs(large=True), "black-and-white": Prefs(black_and_white=True)}


CASES = [
    *((size, "normal", name) for size in SIZES for name in PAGES),
    *((size, "large", name) for size in SIZES[:2] for name in PAGES),
    *((SIZES[2], "black-and-white", name) for name in PAGES),
    *((size, "normal", name) for size in SIZES for name in STAFF_PAGES),
]
"""Large letters are hardest on small panels; colours change no size."""


@pytest.mark.parametrize(("size", "look", "name"), CASES, ids=lambda value: str(value).replace(", ", "x"))
def test_a_page_is_whole_in_its_parts_and_nothing_is_cut(
    pilot: Pilot, size: tuple[int, int], look: str, name: str
) -> None:
    from screens.split import split

    panel = panel_for(*size)
    page = replace((PAGES | STAFF_PAGES)[name], prefs=LOOKS[look])
    parts = split(page, panel)
    pilot.resize(*size)
    for part in parts:
        staged = stage(pilot, part, panel)
        assert pilot.labels_that_do_not_fit() == [], part
        assert pilot.targets_that_do_not_fit(panel) == [], part
        assert staged.screen.fits or look == "large", "letters of the normal size are never made smaller"
    check_whole(page, parts)


def checked_parts(pilot: Pilot, page: Page, size: tuple[int, int]) -> tuple[Page, ...]:
    """The parts of a page on that panel, after each was seen to fit in letters of the normal size."""
    from screens.split import split

    panel = panel_for(*size)
    parts = split(page, panel)
    pilot.resize(*size)
    for part in parts:
        staged = stage(pilot, part, panel)
        assert staged.screen.fits, part
        assert pilot.labels_that_do_not_fit() == [], part
        assert pilot.targets_that_do_not_fit(panel) == [], part
    return parts


def check_whole(page: Page, parts: tuple[Page, ...]) -> None:
    """The parts together offer what the page offers, and all but the last of a text lead on."""
    split_up = [choice for part in parts for choice in offered(part) if choice != MORE]
    assert sorted(set(split_up)) == sorted(set(offered(page)))
    assert {line for part in parts for line in part.lines} == set(page.lines)
    assert all(MORE in offered(part) for part in parts[:-1])


def offered(page: Page) -> list[ChoiceId]:
    """The ids of what can be touched in the body."""
    groups = tuple(option for group in getattr(page, "groups", ()) for option in group.options)
    days = () if getattr(page, "day", "") else tuple(day.choice for day in getattr(page, "days", ()))
    keys, tools = getattr(page, "keys", ()), getattr(page, "tools", ())
    choices = (*groups, *getattr(page, "items", ()), *days, *keys, *page.choices, *tools)
    return [choice.id for choice in choices if choice.label]
