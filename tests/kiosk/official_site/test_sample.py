"""Made-up pages for the tour: the guidance takes each for its own, and says on it what it says on the real one."""

from importlib.resources import files
from pathlib import Path

import pytest

from kiosk.official_site.events import Arrived, BrowserEvent, Touched
from kiosk.official_site.guidance import Guidance
from kiosk.official_site.loading import read_guidances
from kiosk.official_site.protocol import Frame, Glass
from kiosk.official_site.recognise import recognise
from kiosk.official_site.sample import BUTTON, Samples, sample_view, sample_views
from kiosk.official_site.telling import tell
from kiosk.official_site.view import View
from tests.kiosk.official_site.made import GUIDANCE

_SHIPPED, _ = read_guidances(Path(str(files("kiosk") / "journeys")))
GLASS = Glass(400, 300, 1.0)


@pytest.mark.parametrize("guidance", [*_SHIPPED.values(), GUIDANCE], ids=lambda one: one.id)
def test_each_page_is_recognised_and_told_by_its_first_cue(guidance: Guidance) -> None:
    assert guidance.pages
    for page in guidance.pages:
        view = sample_view(guidance, page)
        assert recognise(guidance, view) is page
        told = tell(guidance, view)
        assert (told.say, told.free) == (page.cues[0].say, False)
        assert bool(told.pointed) == bool(page.cues[0].point)
        assert (BUTTON in [one.name for one in view.elements]) == (told.pointed is None)


def test_no_two_pages_are_in_one_place_and_the_first_is_that_of_the_start() -> None:
    guidance = _SHIPPED["forem_inscription"]  # type: ignore[index]
    views = sample_views(guidance)
    assert [recognise(guidance, view).id for view in views] == ["site", "connexion", "inscription"]  # type: ignore[union-attr]
    assert len({view.url for view in views}) == len(views)


def test_whatever_is_pressed_leads_to_the_next_page_and_back_again() -> None:
    told: list[BrowserEvent] = []
    drawn: list[View] = []

    def draw(view: View, glass: Glass) -> Frame:
        drawn.append(view)
        return Frame(b"", glass.width, glass.height)

    browsers = Samples(draw).browsers
    guidance = _SHIPPED["guichet_la_louviere"]  # type: ignore[index]
    hosts = browsers.hosts(guidance)
    assert hosts == guidance.allowed()
    browser = browsers.browser()
    browser.on_event(told.append)
    browser.on_frame(lambda _: None)
    browser.open(guidance.start, hosts, GLASS)
    browser.look(1, 1)
    browser.activate(1)
    browser.back()
    views = sample_views(guidance)
    assert [one.view.url for one in told if isinstance(one, Arrived)] == [views[0].url, views[1].url, views[0].url]
    assert [one.view.has_before for one in told if isinstance(one, Arrived)] == [False, True, False]
    assert [one.element.name for one in told if isinstance(one, Touched) and one.element] == [BUTTON]
    assert drawn == [views[0], views[1], views[0]]
    browser.close()
    browser.activate(1)
    assert isinstance(told[-1], Arrived)
    assert len(told) == 4
