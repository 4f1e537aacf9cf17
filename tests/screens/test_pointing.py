"""Where the hand stands: always on the glass, its finger always on the element."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.official_site.view import Box
from screens.panel import REFERENCE_PANELS
from screens.pointing import FINGERTIP, Place, hand_at, on_page, placed, scale_for
from screens.theme import Theme

GLASS = Place(40, 160, 838, 436)
SIDE = 90.0
inside = st.builds(
    Box,
    st.floats(0, 400),
    st.floats(0, 210),
    st.floats(4, 419),
    st.floats(4, 218),
)


@given(inside)
def test_the_hand_stays_on_the_glass_and_its_finger_on_the_element(box: Box) -> None:
    target = placed(box, 2.0, GLASS, 0.0)
    assert target is not None
    hand = hand_at(target, GLASS, SIDE)
    place = hand.place
    assert GLASS.x <= place.x <= GLASS.right - SIDE
    assert GLASS.y - 0.01 <= place.y <= GLASS.top - SIDE + 0.01
    tip = 1 - FINGERTIP[1] if hand.upside_down else FINGERTIP[1]
    beside = SIDE * (1 - FINGERTIP[1]) + 0.01
    assert target.y - beside <= place.y + tip * SIDE <= target.top + beside


@given(inside, st.floats(0.5, 4))
def test_a_box_is_cut_at_the_edge_of_the_glass(box: Box, scale: float) -> None:
    found = placed(box, scale, GLASS, 3.0)
    if found is not None:
        assert found.x >= GLASS.x + 3
        assert found.right <= GLASS.right - 3 + 0.01
        assert found.y >= GLASS.y + 3
        assert found.top <= GLASS.top - 3 + 0.01


def test_a_box_elsewhere_on_the_page_is_nowhere_on_the_glass() -> None:
    for box in (Box(10, 218, 50, 20), Box(10, -40, 50, 40), Box(419, 10, 50, 20), Box(-60, 10, 50, 20)):
        assert placed(box, 2.0, GLASS, 3.0) is None
    assert placed(None, 2.0, GLASS, 3.0) is None


@given(st.floats(2, 419), st.floats(2, 218))
def test_a_point_of_the_window_is_the_point_of_the_page_that_is_drawn_there(x: float, y: float) -> None:
    drawn = placed(Box(x - 1, y - 1, 2, 2), 2.0, Place(-1000, -1000, 4000, 4000), 0.0)
    assert drawn is not None
    found = on_page(drawn.x + drawn.width / 2, drawn.y + drawn.height / 2, 2.0, Place(-1000, -1000, 4000, 4000))
    assert abs(found[0] - x) < 0.01
    assert abs(found[1] - y) < 0.01


def test_zoom_makes_letters_larger_until_no_site_would_fit() -> None:
    for panel in REFERENCE_PANELS:
        theme = Theme(panel)
        wide = panel.width_px * 0.66
        scales = [scale_for(theme, zoom, wide) for zoom in (0.7, 1.0, 1.35)]
        assert scales == sorted(scales)
        assert all(wide / scale >= 240 - 0.01 for scale in scales)
        assert scale_for(Theme(panel, large=True), 1.0, wide) >= scales[1]
