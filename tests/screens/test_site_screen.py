"""An official page behind glass: its picture, the hand and the marks, and the touches on it, at each size."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kiosk.official_site.protocol import Glass
from kiosk.official_site.view import Box
from kiosk.page import Prefs, SiteEntryPage, SitePage
from screens.panel import panel_for
from screens.theme import CAP_HEIGHT
from tests.pilot import Pilot
from tests.screens.site_frames import BLUE, GREEN, GREY, PAGE_BUTTON, PAGE_SCALE, RED, page_frame, pattern_frame
from tests.screens.site_gallery import SITE_PAGES
from tests.screens.site_staging import SiteStage

SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))
POINTED = Box(30, 44, 120, 30)
YELLOW, INK = (255, 196, 0), (20, 33, 61)


def shown(name: str) -> SitePage:
    page = SITE_PAGES[name]
    assert isinstance(page, SitePage)
    return page


def open_field(name: str) -> SiteEntryPage:
    """The first part of the keypad for a field."""
    from screens.remembered import parts_of

    page = parts_of(SITE_PAGES[name], panel_for(1280, 800))[0]
    assert isinstance(page, SiteEntryPage)
    return page


PAGE = shown("site")
Colour = tuple[int, ...]


@pytest.fixture
def stage(pilot: Pilot) -> Iterator[SiteStage]:
    stage = SiteStage(pilot)
    yield stage
    stage.link.frames.close()


def marked(*, pointed: Box | None = None, touched: Box | None = None, page: SitePage = PAGE) -> SitePage:
    return replace(page, official=replace(page.official, pointed=pointed, touched=touched))


class Seen:
    """The pixels on the window."""

    def __init__(self, pilot: Pilot, folder: Path) -> None:
        self._height = pilot.window.height
        self._picture = Image.open(pilot.screenshot(folder / "seen.png")).convert("RGB")

    def at(self, x: float, y: float) -> Colour:
        pixel = self._picture.getpixel((round(x), round(self._height - y - 1)))
        assert isinstance(pixel, tuple)
        return pixel

    def count(self, colour: Colour, left: float, foot: float, right: float, top: float) -> int:
        box = tuple(map(round, (left, self._height - top, right, self._height - foot)))
        part = self._picture.crop(box)
        counted = part.getcolors(part.width * part.height) or ()
        return sum(number for number, found in counted if isinstance(found, tuple) and near(found, colour))


def near(one: Colour, other: Colour, by: int = 16) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=False))


@pytest.mark.parametrize("size", SIZES)
def test_hand_and_frame_are_where_the_element_is(
    stage: SiteStage, pilot: Pilot, tmp_path: Path, size: tuple[int, int]
) -> None:
    pilot.resize(*size)
    stage.show(marked(pointed=POINTED))
    stage.fill()
    seen, out = Seen(pilot, tmp_path), stage.theme.px(1.2)
    left, top = stage.window_point(POINTED.left, POINTED.top)
    right, foot = stage.window_point(POINTED.left + POINTED.width, POINTED.top + POINTED.height)
    middle = (top + foot) / 2
    assert near(seen.at(left - out, middle), YELLOW)
    assert near(seen.at(right + out, top - 4), YELLOW)
    assert near(seen.at(left + 30, top + out), YELLOW)
    assert near(seen.at(left + 30, foot - out), YELLOW)
    assert near(seen.at(left + 10, middle), (255, 255, 255)), "the element itself stays to be read"
    half = (left + right) / 2
    assert seen.count(INK, half, foot - 12 * out, right, foot - 2 * out) > 200, "the hand"
    assert seen.count(INK, left, foot - 12 * out, half - 20, foot - 3 * out) == 0, "one hand"


@pytest.mark.parametrize("size", SIZES)
def test_what_is_out_of_sight_is_not_pointed_at(
    stage: SiteStage, pilot: Pilot, tmp_path: Path, size: tuple[int, int]
) -> None:
    pilot.resize(*size)
    stage.show(marked(pointed=Box(30, 4000, 120, 30)))
    stage.fill()
    glass, seen = stage.glass, Seen(pilot, tmp_path)
    assert seen.count((255, 255, 255), glass.x, glass.y + 40, glass.right, glass.top) == glass.width * (
        glass.height - 40
    )


def test_the_wait_for_a_page_turns_no_more_once_its_screen_is_gone(stage: SiteStage, pilot: Pilot) -> None:
    from screens.spinner import TURN_SECONDS, Spinner

    waiting = replace(PAGE, official=replace(PAGE.official, busy=True))
    stage.show(waiting)
    pilot.advance(1.0)
    spinner = next(one for one in stage.glass.walk(restrict=True) if isinstance(one, Spinner))
    pilot.advance(2 * TURN_SECONDS, 0.1)
    angle = spinner.angle
    pilot.advance(0.3, 0.1)
    assert spinner.angle != angle
    stage.show(PAGE)
    pilot.advance(2 * TURN_SECONDS, 0.1)
    angle = spinner.angle
    pilot.advance(0.3, 0.1)
    assert spinner.angle == angle


def test_what_was_touched_is_marked(stage: SiteStage, pilot: Pilot, tmp_path: Path) -> None:
    stage.show(marked(touched=POINTED))
    stage.fill()
    seen = Seen(pilot, tmp_path)
    left, top = stage.window_point(POINTED.left, POINTED.top)
    assert near(seen.at(left, top - 20), INK)
    assert not near(seen.at(left + 20, top - 20), (255, 255, 255), 5)
    stage.screen.update(marked())
    pilot.step()
    assert near(Seen(pilot, tmp_path).at(left, top - 20), (255, 255, 255))


def test_the_picture_stands_as_it_was_drawn(stage: SiteStage, pilot: Pilot, tmp_path: Path) -> None:
    stage.show(marked())
    width, height = int(stage.glass.width), int(stage.glass.height)
    stage.link.frames.take(pattern_frame(width, height))
    assert pilot.wait_until(lambda: stage.link.frames.texture is not None)
    pilot.step()
    seen, glass = Seen(pilot, tmp_path), stage.glass
    corners = {(60, 60): BLUE, (width - 60, 60): GREY, (3, height - 3): RED, (width - 3, height - 3): GREEN}
    for (x, y), colour in corners.items():
        assert near(seen.at(glass.x + x, glass.y + y), colour)


def test_a_page_as_a_browser_draws_it_is_pointed_at_where_its_button_is(
    stage: SiteStage, pilot: Pilot, tmp_path: Path
) -> None:
    stage.show(marked(pointed=PAGE_BUTTON))
    stage.link.frames.take(page_frame())
    assert pilot.wait_until(lambda: stage.link.frames.texture is not None)
    pilot.step()
    assert stage.glass.scale == pytest.approx(PAGE_SCALE, rel=0.01)
    seen = Seen(pilot, tmp_path)
    left, top = stage.window_point(PAGE_BUTTON.left, PAGE_BUTTON.top)
    assert near(seen.at(left + 12, top - 12), (43, 108, 176))
    assert near(seen.at(left - stage.theme.px(1.2), top - 40), YELLOW)


@pytest.mark.parametrize("size", SIZES)
def test_a_touch_is_a_point_of_the_page(stage: SiteStage, pilot: Pilot, size: tuple[int, int]) -> None:
    pilot.resize(*size)
    stage.show(PAGE)
    pilot.advance(0.6)
    pilot.tap(*stage.window_point(100, 50))
    assert stage.notes.tapped == [pytest.approx((100, 50), abs=0.8)]
    assert stage.chosen == []


def test_a_finger_that_slides_off_touches_nothing(stage: SiteStage, pilot: Pilot) -> None:
    stage.show(PAGE)
    pilot.advance(0.6)
    start = stage.window_point(100, 100)
    pilot.slide(start, stage.window_point(200, 100))
    pilot.slide(start, (stage.glass.x - 20, stage.glass.y))
    assert stage.notes.tapped == []
    trembling = stage.theme.px(4)
    pilot.slide(start, (start[0] + trembling, start[1]))
    assert len(stage.notes.tapped) == 1


def test_a_tremor_counts_once_and_two_places_twice(stage: SiteStage, pilot: Pilot) -> None:
    stage.show(PAGE)
    pilot.advance(0.6)
    for _ in range(3):
        pilot.tap(*stage.window_point(100, 100))
    assert len(stage.notes.tapped) == 1
    pilot.tap(*stage.window_point(160, 40))
    assert len(stage.notes.tapped) == 2
    pilot.advance(0.6)
    pilot.tap(*stage.window_point(160, 40))
    assert len(stage.notes.tapped) == 3


def test_a_touch_that_was_meant_for_the_page_before_is_none(stage: SiteStage, pilot: Pilot) -> None:
    stage.show(PAGE)
    pilot.tap(*stage.window_point(100, 100))
    assert stage.notes.tapped == []


def test_what_is_grey_takes_no_touch(stage: SiteStage, pilot: Pilot) -> None:
    stage.show(PAGE)
    pilot.advance(0.6)
    for label in ("Monter", "Descendre", "Lire la page", "Page d’avant", "Agrandir"):
        pilot.tap_label(label)
    assert stage.chosen == ["@site_down", "@site_read", "@site_before", "@site_zoom"]


@pytest.mark.parametrize("size", SIZES)
def test_letters_of_an_ordinary_page_are_large_enough(stage: SiteStage, pilot: Pilot, size: tuple[int, int]) -> None:
    pilot.resize(*size)
    stage.show(PAGE)
    (glass,) = stage.notes.resized
    capital = 16 * CAP_HEIGHT * glass.scale / panel_for(*size).px_per_mm
    narrow = glass.width / glass.scale < 241
    assert capital >= (3.5 if narrow else 3.79)
    assert glass == Glass(int(stage.glass.width), int(stage.glass.height), stage.glass.scale)


def test_the_glass_says_when_it_has_another_size(stage: SiteStage) -> None:
    stage.show(PAGE)
    whole = stage.link.glass
    stage.show(replace(PAGE, official=replace(PAGE.official, zoom=1.35)))
    zoomed = stage.link.glass
    stage.show(open_field("site-champ"))
    low = stage.link.glass
    assert whole is not None
    assert zoomed is not None
    assert low is not None
    assert (zoomed.width, zoomed.height) == (whole.width, whole.height)
    assert zoomed.scale == pytest.approx(whole.scale * 1.35)
    assert low.height < whole.height / 2
    stage.show(PAGE)
    stage.show(PAGE)
    assert stage.notes.resized == [whole, zoomed, low, whole]


def test_a_wait_is_seen_after_a_moment(stage: SiteStage, pilot: Pilot, tmp_path: Path) -> None:
    stage.show(marked())
    stage.fill(BLUE)
    glass = stage.glass
    place = glass.x + 20, glass.y + glass.height - 20
    stage.screen.update(busy := replace(PAGE, official=replace(marked().official, busy=True)))
    pilot.advance(0.2)
    assert near(Seen(pilot, tmp_path).at(*place), BLUE)
    pilot.advance(0.2)
    dimmed = Seen(pilot, tmp_path)
    assert not near(dimmed.at(*place), BLUE, 60)
    middle = dimmed.count(INK, glass.center_x - 80, glass.center_y - 80, glass.center_x + 80, glass.center_y + 80)
    assert middle > 100
    stage.screen.update(replace(busy, official=marked().official))
    pilot.step()
    assert near(Seen(pilot, tmp_path).at(*place), BLUE)
    assert stage.glass is glass


def test_the_page_stays_where_it_is_while_its_field_is_filled_in(stage: SiteStage, pilot: Pilot) -> None:
    page = open_field("site-champ")
    stage.show(page)
    glass = stage.glass
    stage.screen.update(replace(page, value=replace(page.value, text="Vanden")))
    assert stage.glass is glass
    assert "Vanden" in pilot.texts()


def test_a_password_is_dots(stage: SiteStage, pilot: Pilot) -> None:
    stage.show(open_field("site-secret"))
    assert "••••••••" in pilot.texts()
    assert not [text for text in pilot.texts() if "Abc" in text]


@pytest.mark.parametrize("look", [Prefs(black_and_white=True), Prefs(large=True)])
def test_the_hand_is_seen_in_every_look(stage: SiteStage, pilot: Pilot, tmp_path: Path, look: Prefs) -> None:
    stage.show(replace(marked(pointed=POINTED), prefs=look))
    stage.fill(GREY)
    seen, ink = Seen(pilot, tmp_path), (0, 0, 0) if look.black_and_white else INK
    right, foot = stage.window_point(POINTED.left + POINTED.width, POINTED.top + POINTED.height)
    assert seen.count(ink, right - 160, foot - 80, right, foot - 20) > 200
    frame = ink if look.black_and_white else YELLOW
    assert near(seen.at(right + stage.theme.px(1.2), foot + 30), frame)
