"""Pictures become pixels, by either reader, the lowest row first."""

import pytest

from screens import jpeg
from screens.jpeg import JpegReader, Pixels
from tests.screens.site_frames import BLUE, GREEN, GREY, RED, page_frame, pattern_frame

WIDTH, HEIGHT = 64, 48
NEAR = 12
"""What JPEG may change of a colour."""


@pytest.fixture(params=["turbo", "kivy"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> JpegReader:
    if request.param == "kivy":
        monkeypatch.setattr(jpeg, "_LIBRARY", "no-such-library.so")
    reader = JpegReader()
    if request.param == "turbo" and reader.by_kivy:
        pytest.skip("libturbojpeg0 is not installed")
    assert reader.by_kivy is (request.param == "kivy")
    return reader


def at(pixels: Pixels, x: int, y_from_below: int) -> tuple[int, ...]:
    start = (y_from_below * pixels.width + x) * 4
    return tuple(pixels.data[start : start + 4])


def test_each_quarter_stands_where_it_was_drawn(reader: JpegReader) -> None:
    frame = pattern_frame(WIDTH, HEIGHT)
    pixels = reader.read(frame.jpeg)
    assert pixels is not None
    assert (pixels.width, pixels.height, len(pixels.data)) == (WIDTH, HEIGHT, WIDTH * HEIGHT * 4)
    places = {(8, 8): BLUE, (56, 8): GREY, (8, 40): RED, (56, 40): GREEN}
    for place, colour in places.items():
        seen = at(pixels, *place)
        assert seen[3] == 255
        assert all(abs(one - other) <= NEAR for one, other in zip(seen, colour, strict=False)), (place, seen)


def test_a_page_of_a_browser_is_read_whole(reader: JpegReader) -> None:
    frame = page_frame()
    pixels = reader.read(frame.jpeg)
    assert pixels is not None
    assert (pixels.width, pixels.height) == (frame.width, frame.height)


@pytest.mark.parametrize("broken", [b"", b"no picture", pattern_frame(WIDTH, HEIGHT).jpeg[:30]])
def test_what_is_no_picture_is_none(reader: JpegReader, broken: bytes) -> None:
    assert reader.read(broken) is None
