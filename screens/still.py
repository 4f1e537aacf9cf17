"""The picture for a kiosk that cannot start: our own page, drawn ahead, as files that Python alone can read."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

from kiosk.page import OutOfServicePage
from kiosk.pages.house_pages import still_page
from screens.drive import Driver
from voices.protocol import Voice

PANELS: Final = ((800, 480), (1024, 600), (1280, 720), (1280, 800), (1920, 1080))
"""Pixels of usual panels; each is drawn upright as well."""
SETTLING_S: Final = 1.0
"""By the clock that is turned by hand: until nothing on the page moves any more."""


def draw_stills(folder: Path, voice: Voice) -> Iterator[Path]:
    """Write `<width>x<height>.ppm.gz` of every panel into `folder`, and give the path of each; needs no display.

    `voice` is one that is silent.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page = still_page()
    for width, height in (size for panel in PANELS for size in (panel, panel[::-1])):
        path = folder / f"{width}x{height}.ppm.gz"
        path.write_bytes(gzip.compress(_ppm(page, voice, width, height), mtime=0))
        yield path


def _ppm(page: OutOfServicePage, voice: Voice, width: int, height: int) -> bytes:
    """As a binary PPM of 8 bits a colour."""
    driver = Driver(width, height)
    from screens.app import KioskApp
    from screens.panel import panel_for

    app = KioskApp(
        panel_for(width, height),
        voice,
        driver.clock.now,
        choose=lambda _: None,
        touched=lambda: None,
        heard=lambda _: None,
    )
    driver.show(app.pane)
    app.show(page)
    driver.advance(SETTLING_S)
    with TemporaryDirectory() as passing, Image.open(driver.screenshot(Path(passing) / "still.png")) as picture:
        pixels = picture.convert("RGB").tobytes()
    app.pane.close()
    return b"P6 %d %d 255\n" % (width, height) + pixels
