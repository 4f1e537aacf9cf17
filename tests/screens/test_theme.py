"""Sizes by the millimetre and colours by the contrast ratio."""

import struct
from pathlib import Path

import pytest

from kiosk.page import Prefs, Tone
from screens.palette import BLACK_AND_WHITE, COLOURS, Palette, contrast, rgba
from screens.panel import PANEL_21_INCHES, REFERENCE_PANELS, Panel, panel_for
from screens.theme import CAP_HEIGHT, Theme, theme_for

PANELS = (*REFERENCE_PANELS, PANEL_21_INCHES)


@pytest.mark.parametrize("panel", PANELS, ids=str)
@pytest.mark.parametrize("large", [False, True])
def test_capitals_are_as_tall_as_promised(panel: Panel, *, large: bool) -> None:
    theme = Theme(panel, large=large)
    small = theme.room < 1  # there a large title and bar would leave no room for the choices
    promised = (4.9 if small else 7.3, 7.3, 4.9, 3.0 if small else 4.9) if large else (4.9, 4.9, 3.8, 3.0)
    for style, millimetres in zip((theme.title, theme.choice, theme.body, theme.bar), promised, strict=True):
        assert style.size * CAP_HEIGHT / (panel.height_px / panel.height_mm) >= millimetres
        assert style.size * CAP_HEIGHT / (panel.width_px / panel.width_mm) >= millimetres


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_targets_and_gaps_never_go_below_the_floor(panel: Panel) -> None:
    theme = Theme(panel)
    assert theme.choice_height / theme.px(1) >= 12.7
    assert theme.bar_height / theme.px(1) >= 12.7
    assert theme.gap / theme.px(1) >= 2.54


def test_a_roomy_panel_takes_the_full_sizes() -> None:
    theme = Theme(panel_for(1280, 800))
    assert theme.choice_height == pytest.approx(theme.px(20))
    assert theme.bar_height == pytest.approx(theme.px(15))
    assert theme.gap == pytest.approx(theme.px(5))


def test_an_unknown_panel_counts_as_a_ten_inch_one_of_its_shape() -> None:
    panel = panel_for(1000, 1000)
    assert panel.width_mm == panel.height_mm == pytest.approx(257 / 2**0.5)


def test_the_preferences_reach_the_theme() -> None:
    theme = theme_for(panel_for(1280, 800), Prefs(large=True, black_and_white=True))
    assert theme.large
    assert theme.palette is BLACK_AND_WHITE


@pytest.mark.parametrize("palette", [COLOURS, BLACK_AND_WHITE], ids=["colours", "black and white"])
def test_what_is_read_has_ten_to_one_and_every_sign_seven_to_one(palette: Palette) -> None:
    least = 20.0 if palette is BLACK_AND_WHITE else 10.0
    weak = [f"{name}: {contrast(one, two):.1f}" for name, one, two in palette.pairs if contrast(one, two) < least]
    least = 20.0 if palette is BLACK_AND_WHITE else 7.0
    weak += [f"{name}: {contrast(one, two):.1f}" for name, one, two in palette.signs if contrast(one, two) < least]
    assert weak == []


def test_every_tone_is_painted_in_both_palettes() -> None:
    assert set(COLOURS.tones) == set(BLACK_AND_WHITE.tones) == set(Tone)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(rgba("#000000"), rgba("#FFFFFF")) == pytest.approx(21)
    assert contrast(rgba("#767676"), rgba("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


def test_the_cap_height_is_that_of_the_font_files() -> None:
    from screens.fonts import FILES, font_path

    for name in FILES:
        data = Path(font_path(name)).read_bytes()
        count = struct.unpack(">H", data[4:6])[0]
        records = [data[12 + 16 * number : 28 + 16 * number] for number in range(count)]
        tables = {record[:4]: struct.unpack(">I", record[8:12])[0] for record in records}
        units = struct.unpack(">H", data[tables[b"head"] + 18 :][:2])[0]
        cap = struct.unpack(">h", data[tables[b"OS/2"] + 88 :][:2])[0]
        assert cap / units == CAP_HEIGHT
