"""The pages of *Partager les comptes* on every panel: nothing is cut, small or crowded."""

import pytest

from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.counts_gallery import PAGES, SHOWN
from tests.screens.staging import stage
from tests.screens.test_gallery import check_whole

SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_whole_in_its_parts_and_nothing_is_cut(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], name: str
) -> None:
    from screens.split import split

    panel = panel_for(*size)
    parts = split(PAGES[name], panel)
    pilot.resize(*size)
    monkeypatch.setattr(pilot, "draws", False)
    for part in parts:
        staged = stage(pilot, part, panel)
        assert staged.screen.fits, part
        assert pilot.labels_that_do_not_fit() == [], part
        assert pilot.targets_that_do_not_fit(panel) == [], part
    check_whole(PAGES[name], parts)
