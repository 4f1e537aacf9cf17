"""The pages of *Partager les comptes* on every panel: nothing is cut, small or crowded."""

import pytest

from tests.pilot import Pilot
from tests.screens.counts_gallery import PAGES, SHOWN
from tests.screens.test_gallery import check_whole, checked_parts

SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_whole_in_its_parts_and_nothing_is_cut(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], name: str
) -> None:
    monkeypatch.setattr(pilot, "draws", False)
    check_whole(PAGES[name], checked_parts(pilot, PAGES[name], size))
