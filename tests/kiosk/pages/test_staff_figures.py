"""What the facilitator's panel tells of the counts, and what cannot be found out from it."""

from datetime import date
from itertools import product

import pytest

from kiosk.figures import Cell, Figures, NoFigures, StaffCounts, Week
from kiosk.ids import JourneyId
from kiosk.pages.site import Site
from kiosk.pages.staff_figures import known_of, summed
from kiosk.settings import load
from kiosk.usage.period import Period
from tests.kiosk.bench import Bench

IDENTITY, FOREM = JourneyId("commune_identite"), JourneyId("forem_inscription")
MONDAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Bench(tmp_path_factory.mktemp("data"), settings=load()).opened.site


def week(*cells: Cell) -> Figures:
    return Figures(Week(Period("2026-W47"), 60, cells), MONDAY)


def test_a_week_as_cards_and_bars(site: Site) -> None:
    known = known_of(
        site,
        StaffCounts(18, week(Cell(IDENTITY, "booked", 40), Cell(IDENTITY, "left", 5), Cell(FOREM, "phone", 20))),
    )
    assert [(one.number, one.label) for one in known.figures] == [
        ("18", "visites aujourd’hui"),
        ("65", "visites la semaine passée"),
        ("40", "rendez-vous, même semaine"),
    ]
    assert known.heading == "Semaine du 16/11, par thème"
    bars = {bar.label: (bar.number, bar.share) for bar in known.bars}
    assert bars["La commune"] == ("45", 1.0)
    assert bars["Le Forem"] == ("20", 20 / 45)
    assert bars["Apprendre"] == ("0", 0.0)


def test_hidden_numbers_make_a_sum_vague(site: Site) -> None:
    cells = (Cell(IDENTITY, "booked", 40), Cell(IDENTITY, "left", None), Cell(FOREM, "phone", None))
    known = known_of(site, StaffCounts(0, week(*cells)))
    assert [one.number for one in known.figures] == ["0", "40\u00a0+", "40"]
    bars = {bar.label: (bar.number, bar.share) for bar in known.bars}
    assert bars["La commune"] == ("40 ou plus", 1.0)
    assert bars["Le Forem"] == ("moins de 5", 0.0), "a bar is as long as nothing: its length must not tell 1 from 4"


def test_several_hidden_numbers_are_few_and_not_less_than_five() -> None:
    assert summed((Cell(FOREM, "phone", None), Cell(FOREM, "left", None))) == (0, "peu")


def test_what_is_shown_does_not_depend_on_a_hidden_number(site: Site) -> None:
    """The panel is made of what is shown already: whatever the hidden numbers were, it is the same."""
    shown = set()
    for one, other in product(range(1, 5), repeat=2):
        hidden = tuple(
            Cell(FOREM, outcome, n if n >= 5 else None)  # as a reading of the counts gives them
            for outcome, n in (("phone", one), ("left", other))
        )
        shown.add(known_of(site, StaffCounts(3, week(Cell(IDENTITY, "booked", 6), *hidden))))
    assert len(shown) == 1


def test_without_a_trusted_clock_there_is_no_today(site: Site) -> None:
    known = known_of(site, StaffCounts(None, NoFigures.NOT_YET))
    assert known.figures == ()
    assert known.note == "Le détail vient quand une semaine est finie."


def test_one_visit_is_singular(site: Site) -> None:
    assert known_of(site, StaffCounts(1, NoFigures.UNREADABLE)).figures[0].label == "visite aujourd’hui"


def test_a_journey_that_has_left_the_kiosk_is_counted_and_has_no_bar(site: Site) -> None:
    known = known_of(site, StaffCounts(9, week(Cell(JourneyId("gone"), "left", 8))))
    assert known.figures[1].number == "8"
    assert {bar.number for bar in known.bars} == {"0"}
