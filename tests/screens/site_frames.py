"""Pictures of official pages for tests and tours, always the same: no browser is needed to draw them."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from kiosk.official_site.protocol import Frame
from kiosk.official_site.view import Box

PAGE: Final = Path(__file__).parent / "pictures" / "official_page.jpg"
"""What a browser drew of a page of 419 x 218 CSS pixels, two device pixels each."""
PAGE_BUTTON: Final = Box(20, 112, 192, 48)
"""Where its blue button "Prendre rendez-vous" stands, CSS pixels."""
PAGE_SCALE: Final = 2.0

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 160, 60), (30, 60, 200), (120, 120, 120)


def page_frame() -> Frame:
    """The drawn page."""
    jpeg = PAGE.read_bytes()
    with Image.open(BytesIO(jpeg)) as picture:
        return Frame(jpeg, *picture.size)


@cache
def pattern_frame(width: int, height: int) -> Frame:
    """Quarters: red, green above, blue, grey below; a picture that is turned or shifted is another."""
    picture = Image.new("RGB", (width, height), GREY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 2, height // 2), fill=RED)
    draw.rectangle((width // 2, 0, width, height // 2), fill=GREEN)
    draw.rectangle((0, height // 2, width // 2, height), fill=BLUE)
    return Frame(_jpeg(picture), width, height)


@cache
def plain_frame(width: int, height: int, colour: tuple[int, int, int]) -> Frame:
    """One colour."""
    return Frame(_jpeg(Image.new("RGB", (width, height), colour)), width, height)


def _jpeg(picture: Image.Image) -> bytes:
    into = BytesIO()
    picture.save(into, "JPEG", quality=95, subsampling=0)
    return into.getvalue()
