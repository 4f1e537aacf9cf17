"""Every page of the embedded site, on every panel, in normal and large letters: nothing is cut, nothing too small."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.page import Page, Prefs
from kiosk.pages.site import Site
from kiosk.sentences import every_page
from kiosk.settings import load
from tests.kiosk.bench import Bench
from tests.pilot import Pilot
from tests.summary import Tell

SIZES = ((800, 480), (720, 1280), (1280, 800), (1920, 1080))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Bench(tmp_path_factory.mktemp("data"), settings=load()).opened.site


@pytest.mark.timeout(600)  # some hundred screens are built to find out what fits
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("size", SIZES, ids=["7-inch", "portrait", "10-inch", "15-inch"])
def test_nothing_is_cut_or_too_small(
    pilot: Pilot, tell: Tell, site: Site, size: tuple[int, int], *, large: bool
) -> None:
    assert faults_of(pilot, tell, tuple(every_page(site)), size, Prefs(large=large)) == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("size", "large"), [((800, 480), True), ((1280, 800), False)])
def test_no_dutch_word_is_cut_or_too_small(
    pilot: Pilot, tell: Tell, site: Site, size: tuple[int, int], *, large: bool
) -> None:
    """Dutch words are longer: tried where room is shortest, and on the usual panel."""
    pages = tuple(every_page(site, site.catalogue("nl")))
    assert faults_of(pilot, tell, pages, size, Prefs(large=large, language="nl")) == []


def faults_of(pilot: Pilot, tell: Tell, pages: Sequence[Page], size: tuple[int, int], prefs: Prefs) -> list[str]:
    """What does not fit of these pages, in all their parts, on a panel of this size."""
    from screens.navigator import screen_for
    from screens.panel import panel_for
    from screens.press import PressRules
    from screens.split import split
    from screens.theme import theme_for
    from screens.widgets.kit import Kit

    pilot.resize(*size)
    panel = panel_for(*size)
    kit = Kit(theme_for(panel, prefs), PressRules(pilot.clock.now))
    faults = []
    tell("pages, each at every size in both text modes", len(set(pages)), most=True)
    for page in dict.fromkeys(pages):
        for part in split(replace(page, prefs=prefs), panel):
            tell("layouts of their parts", 1)
            pilot.lay_out(screen_for(part)(kit, part, lambda _: None))
            found = pilot.labels_that_do_not_fit() + pilot.targets_that_do_not_fit()
            faults += [f"{type(page).__name__} {page.title!r}: {fault}" for fault in found]
    return faults


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
