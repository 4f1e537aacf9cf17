"""The pages of the opening check on every panel: nothing is cut, small or crowded, with every fault at once."""

import pytest

from kiosk.health.result import CheckId, Found, Result, State
from kiosk.health.running import all_checks
from kiosk.page import Page
from kiosk.pages import staff_opening
from screens.panel import panel_for
from tests.pilot import Pilot
from tests.screens.staging import stage
from tests.screens.test_gallery import check_whole

LONG = Found(
    State.ATTENTION,
    "142 informations sont à vérifier par téléphone.",
    "Appelez la commune et notez ses réponses. Donnez-les au service technique.",
)


def every_page() -> dict[str, Page]:
    """Each at its fullest: all checks there are, with the longest sentences."""
    states = (State.BROKEN, State.ATTENTION, State.READY, State.ABSENT)
    ill = tuple(
        Result(
            CheckId(one.id),
            one.title,
            one.icon,
            Found(states[number % 4], LONG.says, LONG.do if number % 4 < 2 else ""),
        )
        for number, one in enumerate(all_checks())
    )
    longest = max(ill, key=lambda one: len(one.title))
    return {
        "waiting": staff_opening.waiting_page(),
        "list": staff_opening.list_page(ill),
        "ready": staff_opening.list_page(()),
        "all": staff_opening.all_page(ill),
        "detail": staff_opening.detail_page(Result(longest.check, longest.title, longest.icon, LONG)),
        "trial": staff_opening.detail_page(Result(staff_opening.TOUCH, "L’écran tactile", "hand-pointing", LONG)),
        "sound": staff_opening.sound_page(),
        "stuck": staff_opening.stuck_page(11),
    }


@pytest.mark.parametrize("size", [(800, 480), (720, 1280), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("name", every_page())
def test_a_page_is_whole_in_its_parts_and_nothing_is_cut(pilot: Pilot, size: tuple[int, int], name: str) -> None:
    from screens.split import split

    page, panel = every_page()[name], panel_for(*size)
    parts = split(page, panel)
    pilot.resize(*size)
    for part in parts:
        staged = stage(pilot, part, panel)
        assert staged.screen.fits, part
        assert pilot.labels_that_do_not_fit() == [], part
        assert pilot.targets_that_do_not_fit(panel) == [], part
    check_whole(page, parts)
