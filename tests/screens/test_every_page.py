"""Every page of the embedded site, on every panel, in normal and large letters: nothing is cut, nothing too small."""

import pytest

from kiosk.page import Page, Prefs
from kiosk.sentences import every_page
from kiosk.settings import load
from tests.kiosk.bench import Bench
from tests.pilot import Pilot

SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    bench = Bench(tmp_path_factory.mktemp("data"), settings=load())
    return tuple(dict.fromkeys(every_page(bench.opened.site)))


@pytest.mark.timeout(600)  # some hundred screens are built to find out what fits
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("size", SIZES, ids=["7-inch", "portrait", "10-inch", "15-inch"])
def test_nothing_is_cut_or_too_small(
    pilot: Pilot, pages: tuple[Page, ...], size: tuple[int, int], *, large: bool
) -> None:
    from dataclasses import replace

    from screens.navigator import screen_for
    from screens.panel import panel_for
    from screens.press import PressRules
    from screens.split import split
    from screens.theme import theme_for
    from screens.widgets.kit import Kit

    pilot.resize(*size)
    panel, prefs = panel_for(*size), Prefs(large=large)
    kit = Kit(theme_for(panel, prefs), PressRules(pilot.clock.now))
    faults = []
    for page in pages:
        for part in split(replace(page, prefs=prefs), panel):
            pilot.show(screen_for(part)(kit, part, lambda _: None))
            found = pilot.labels_that_do_not_fit() + pilot.targets_that_do_not_fit()
            faults += [f"{type(page).__name__} {page.title!r}: {fault}" for fault in found]
    assert faults == []


def test_a_label_that_does_not_fit_is_found(pilot: Pilot) -> None:
    from kivy.uix.floatlayout import FloatLayout

    from screens.panel import panel_for
    from screens.theme import theme_for
    from screens.widgets.text import Text

    pilot.resize(800, 480)
    theme = theme_for(panel_for(800, 480), Prefs())
    text = Text("Anticonstitutionnellement", theme.title, theme.palette.ink)
    text.size_hint, text.size = (None, None), (100, 40)
    root = FloatLayout()
    root.add_widget(text)
    pilot.show(root)
    assert pilot.labels_that_do_not_fit()
