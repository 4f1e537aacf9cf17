"""The parts of the measure of official sites: the kiosk that tells of itself, and the judgement on figures."""

import sys
import time
from dataclasses import replace
from math import nan
from pathlib import Path

import pytest

from benchmarks.guided_peers import GuidedKiosk, guided_kiosk
from benchmarks.guided_site import Run, medians, table
from benchmarks.peers import HEIGHT, PIN, WIDTH, ask
from benchmarks.x_screen import Box, Screen, x_screen
from kiosk.official_site.browser import group
from tests import django_office
from tests.official_journey import DOOR, GO
from tests.ordinary_user import ordinary_user

KIOSK = Run(50.0, 40.0, 70.0, 900.0, 349.0, 150.0, 0.5, 0.4, 0.1, 0.4)
CHROMIUM = replace(KIOSK, press_ms=20.0, mark_ms=nan, scroll_ms=nan, pss_mb=500.0)


def test_the_table_tells_medians_ratios_and_which_aims_are_reached() -> None:
    runs = {"kiosk": [KIOSK, replace(KIOSK, press_ms=58.0), replace(KIOSK, press_ms=90.0)], "chromium": [CHROMIUM]}
    assert medians(runs)["press_ms"] == {"kiosk": 58.0, "chromium": 20.0, "ratio": 2.9}
    rows = table(runs).splitlines()
    assert rows[2].endswith("| 58 | 20 | 2.9 | at most 60: reached |")
    assert rows[4].endswith("| 70 |  |  | at most 60: **not reached** |")
    assert rows[6].endswith("| 349 | 500 | 0.698 | at most 350: reached |")
    assert len(rows) == 2 + len(medians(runs))


@pytest.mark.timeout(120)
def test_the_kiosk_that_is_measured_leads_to_a_page_that_can_be_touched(tmp_path: Path) -> None:
    office, data, frame = (tmp_path / name for name in ("office", "data", "frame"))
    for folder in (office, data, frame):
        folder.mkdir()
    ask(Path(sys.executable), data, "pin", "set", said=PIN)
    with (
        ordinary_user() as user,
        django_office.running(office) as site,
        x_screen(frame, WIDTH, HEIGHT) as (screen, _),
    ):
        kiosk = guided_kiosk(Path(sys.executable), data, site.port, user, screen.display)
        try:
            _press(screen, kiosk, DOOR)
            _press(screen, kiosk, GO)
            browser = kiosk.next("ready")["group"]
            assert group.members(browser)
            month, glass = kiosk.see("›"), kiosk.boxes()["glass"]
            assert glass.left < month.left < month.right < glass.right
        finally:
            kiosk.process.terminate()
            kiosk.process.wait(20)
            _close(kiosk)
        assert not group.members(browser)


def _press(screen: Screen, kiosk: GuidedKiosk, name: str) -> None:
    """Touch it until it is gone: what is touched in a page's first moments does not count."""
    box = kiosk.see(name)
    end = time.monotonic() + 30
    while name in kiosk.boxes():
        assert time.monotonic() < end, name
        _tap(screen, box)


def _tap(screen: Screen, box: Box) -> None:
    screen.move((box.left + box.right) // 2, (box.top + box.bottom) // 2)
    time.sleep(0.7)
    screen.press(down=True)
    time.sleep(0.1)
    screen.press(down=False)
    time.sleep(0.3)


def _close(kiosk: GuidedKiosk) -> None:
    for stream in (kiosk.process.stdin, kiosk.process.stdout):
        if stream is not None:
            stream.close()
