"""The pages of *Importer* and *Aide technique* on every panel; the squares read from the screen by other eyes."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.pages.staff_stick import square_page
from kiosk.support.bundle import Checked, Spot, Support, squares
from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.staging import stage
from tests.screens.stick_gallery import PAGES
from tests.screens.test_gallery import check_whole, checked_parts

SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))
SUPPORT = Support(
    versions={"coup-de-pouce": "0.1.0", "python": "3.11.2"},
    settings={f"idle.after{number}": number for number in range(20)},
    checks=tuple(Checked(f"check_{number}", "ready") for number in range(30)),
    weeks=(),
    faults=tuple(Spot("ValueError", f"kiosk/bookings/agenda.py:{number}", number) for number in range(12)),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_in_its_parts_and_nothing_is_cut(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], name: str
) -> None:
    monkeypatch.setattr(pilot, "draws", False)
    check_whole(PAGES[name], checked_parts(pilot, PAGES[name], size))


@pytest.mark.parametrize("size", [(800, 480), (1280, 800)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_squares_are_read_from_the_screen_and_hold_all(pilot: Pilot, size: tuple[int, int], tmp_path: Path) -> None:
    from screens.split import split

    texts, panel = squares(SUPPORT), panel_for(*size)
    assert len(texts) > 2
    pilot.resize(*size)
    read = []
    for number, text in enumerate(texts, 1):
        stage(pilot, split(square_page(text, number, len(texts)), panel)[-1], panel)
        with Image.open(pilot.screenshot(tmp_path / f"{number}.png")) as picture:
            (found,) = zxingcpp.read_barcodes(picture)
        read.append(found.text)
    assert tuple(read) == texts
    whole = "".join(read)
    assert all(one.where in whole for one in SUPPORT.faults)
    assert all(one.id in whole for one in SUPPORT.checks)
    assert all(key in whole for key in SUPPORT.settings)
