"""The picture for a kiosk that cannot start: our own page, drawn ahead, as files that Python alone can read."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

from kiosk.page import OutOfServicePage
from screens.drive import Driver
from screens.panel import REFERENCE_PANELS, Panel
from voices.protocol import Voice

SETTLING_S: Final = 1.0
"""By the clock that is turned by hand: until nothing on the page moves any more."""


def draw_stills(folder: Path, voice: Voice, page: OutOfServicePage) -> Iterator[Path]:
    """Write `<width>x<height>.ppm.gz` of every known panel into `folder`, and give the path of each; needs no display.

    `voice` is one that is silent; `page` one of `kiosk.pages.house_pages`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for panel in REFERENCE_PANELS:
        path = folder / f"{panel.width_px}x{panel.height_px}.ppm.gz"
        path.write_bytes(gzip.compress(_ppm(page, voice, panel), mtime=0))
        yield path


def _ppm(page: OutOfServicePage, voice: Voice, panel: Panel) -> bytes:
    """As a binary PPM of 8 bits a colour."""
    driver = Driver(panel.width_px, panel.height_px)
    from screens.app import KioskApp

    app = KioskApp(
        panel,
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
    return b"P6 %d %d 255\n" % (panel.width_px, panel.height_px) + pixels
