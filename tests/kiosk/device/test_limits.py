"""What staff allow, as it is kept and as a visit begins with it."""

import pytest

from kiosk.device.limits import Limits, first_prefs, within
from kiosk.ids import ChoiceId
from kiosk.page import Prefs, SettingsPage
from kiosk.pages.settings_pages import settings_page
from kiosk.preferences import preferred


def test_what_is_kept_is_read_again() -> None:
    assert Limits.kept(Limits(2, 3).text()) == Limits(2, 3)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"volume": "loud"}', '{"volume": null}'])
def test_a_text_that_nobody_wrote_so_is_no_limit(text: str) -> None:
    assert Limits.kept(text) == Limits()


@pytest.mark.parametrize(("kept", "volume"), [('{"volume": 9}', 5), ('{"volume": -1}', 1)])
def test_a_limit_stays_among_the_steps(kept: str, volume: int) -> None:
    assert Limits.kept(kept).volume == volume


def test_a_visit_begins_as_chosen() -> None:
    assert first_prefs(Limits(), "", {"nl"}) == Prefs()
    assert first_prefs(Limits(volume=2), "nl", {"nl"}) == Prefs(volume=2, loudest=2, language="nl")
    assert first_prefs(Limits(), "de", {"nl"}).language == "fr"


@pytest.mark.parametrize("loudest", [1, 2, 3, 4, 5])
def test_no_touch_is_louder_than_allowed(loudest: int) -> None:
    prefs = within(Prefs(), Limits(volume=loudest))
    page = settings_page(prefs)
    assert isinstance(page, SettingsPage)
    offered = [option.id for option in page.groups[0].options]
    assert offered == [f"volume:{number}" for number in range(1, loudest + 1)]
    assert max(preferred(prefs, ChoiceId(f"volume:{number}")).volume for number in range(1, 6)) == loudest


def test_who_hears_it_too_loud_now_is_turned_down() -> None:
    assert within(Prefs(volume=5, large=True), Limits(volume=2)) == Prefs(volume=2, loudest=2, large=True)
