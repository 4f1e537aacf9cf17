"""A long list of figures over parts: none is lost, none stands without its heading, and each part is soon said."""

from dataclasses import replace
from itertools import groupby

import pytest

from kiosk.page import FiguresPage, Line, Prefs
from kiosk.pages import words
from tests.pilot import Pilot
from tests.screens.staging import stage

FIGURES = 8


def heading(number: int) -> Line:
    return Line(f"Trouver une formation {number}", icon="briefcase", strong=True)


def figure(journey: int, number: int) -> Line:
    return Line(f"Avec une personne\u00a0: {journey}{number} visites", live=True)


LINES = tuple(
    line
    for journey in (1, 2, 3)
    for line in (heading(journey), *(figure(journey, n) for n in range(FIGURES - journey)))
)
PAGE = FiguresPage(title="Les chiffres d’une semaine finie", lines=LINES, choices=(words.CLOSE_CHOICE,), bar=words.BAR)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("size", [(800, 480), (720, 1280), (1280, 800), (1920, 1080)])
def test_every_figure_under_its_heading(pilot: Pilot, size: tuple[int, int], *, large: bool) -> None:
    from screens.panel import panel_for
    from screens.split import split
    from screens.split_figures import MOST

    pilot.resize(*size)
    parts = split(replace(PAGE, prefs=Prefs(large=large)), panel_for(*size))
    lines = [line for part in parts for line in part.lines]
    assert [line for line in lines if not line.strong] == [line for line in LINES if not line.strong]
    assert [line for line, _ in groupby(line for line in lines if line.strong)] == [heading(n) for n in (1, 2, 3)]
    for number, part in enumerate(parts):
        assert len(part.lines) <= MOST
        assert not part.lines or part.lines[0].strong
        last = number == len(parts) - 1
        assert [choice.id for choice in part.choices] in ([["@close"]] if last else [["@more"], ["@more", "@close"]])
        staged = stage(pilot, part)
        pilot.step(2)
        assert staged.screen.fits
        assert pilot.labels_that_do_not_fit() == []


def test_a_short_list_is_one_part(pilot: Pilot) -> None:
    from screens.panel import panel_for
    from screens.split import split

    pilot.resize(1280, 800)
    short = replace(PAGE, lines=LINES[:3])
    assert split(short, panel_for(1280, 800)) == (short,)
