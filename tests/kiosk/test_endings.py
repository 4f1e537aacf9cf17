"""However a visit ends, the next visitor finds everything as it was before: no setting, no answer, no word is left."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.page import ErasedPage, HomePage, Prefs, Sound
from kiosk.pages.speech import explorable
from kiosk.session import VisitorSession
from kiosk.settings import load
from kiosk.tour import stops
from kiosk.walk import NEXT, OTHERWISE, offered
from tests.kiosk.bench import Bench

CHOSEN = ("volume:5", "speed:65", "size:on", "contrast:on", "blind:on", "sound:headset")
IDLE = load().idle


def _own_end(bench: Bench) -> None:
    """*J'ai fini*, where a journey offers it."""
    site = bench.kiosk.site
    ways = (
        (*stop.answers, option.id)
        for stop in stops(site)
        if not {NEXT, OTHERWISE} & set(stop.answers)
        for option in offered(site.library, stop.ref, site.abilities)
        if option.to == "@end"
    )
    bench.press("@back")
    for answer in next(ways):
        if not any(choice.id == answer for choice in explorable(bench.page)):
            bench.press("sound:headset")  # a personal matter asks first how to listen
        bench.press(answer)


def _terminer(bench: Bench) -> None:
    bench.press("@finish", "@end")


def _idle(bench: Bench) -> None:
    bench.turn(IDLE.after + IDLE.countdown + 1)


def _reset_button(bench: Bench) -> None:
    bench.kiosk.staff.wipe()


ENDINGS = (_terminer, _own_end, _idle, _reset_button)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A visitor who has set everything otherwise, and stands somewhere."""
    bench = Bench(tmp_path)
    bench.headset = True
    bench.press("@language", "language:nl", "@sound", *CHOSEN, "@close")
    bench.press("commune")
    return bench


def test_the_visitor_has_chosen_everything_that_can_be_chosen(bench: Bench) -> None:
    """A new preference must be set here, too."""
    prefs, usual = bench.kiosk.session.prefs, Prefs()
    same = {one.name for one in fields(Prefs) if getattr(prefs, one.name) == getattr(usual, one.name)}
    assert same <= {"loudest"}  # that is the facilitator's limit, no visitor's wish
    assert prefs.sound is Sound.HEADSET
    assert bench.page.prefs == prefs


@pytest.mark.parametrize("end", ENDINGS)
def test_all_is_as_before_after_each_ending(bench: Bench, end: Callable[[Bench], None]) -> None:
    serial = bench.kiosk.session.serial
    end(bench)
    assert isinstance(bench.page, ErasedPage)
    bench.turn(6)
    assert isinstance(bench.page, HomePage)
    assert bench.page.prefs == Prefs()
    assert bench.kiosk.session == VisitorSession(serial=serial + 1)
    assert bench.page.house.language == "fr"
