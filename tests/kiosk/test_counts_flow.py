"""The figures are asked for, waited for, and never meet the next visitor."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.figures import Cell, Figures, NoFigures, Week
from kiosk.ids import JourneyId
from kiosk.page import FiguresPage, HomePage, IdlePage, InfoPage, NoticePage, WaitingPage
from kiosk.usage.period import Period
from tests.kiosk.bench import Bench

TO_COUNTS = ("Autre chose", "Ce que la borne compte", "Voir les chiffres")
FIGURES = Figures(Week(Period("2026-W47"), 60, (Cell(JourneyId("x"), "left", 9),)), date(2026, 11, 16))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, later=True, figures=lambda: FIGURES)


def test_the_page_stays_until_the_figures_are_there(bench: Bench) -> None:
    bench.touch(*TO_COUNTS)
    assert isinstance(bench.page, InfoPage)
    bench.work()
    assert isinstance(bench.page, FiguresPage)
    assert any("9 visites" in text for text in bench.said)
    bench.touch("J’ai compris")
    assert bench.page.title == "Ce que la borne compte"


def test_each_time_they_are_read_again(bench: Bench) -> None:
    bench.touch(*TO_COUNTS)
    bench.work()
    bench.figures = lambda: NoFigures.UNREADABLE
    bench.touch("Retour", "Voir les chiffres")
    bench.work()
    assert isinstance(bench.page, NoticePage)
    assert bench.page.title == "Les chiffres manquent"


def test_a_slow_reading_is_seen_then_said(bench: Bench) -> None:
    bench.touch(*TO_COUNTS)
    bench.turn(1)
    assert isinstance(bench.page, WaitingPage)
    assert bench.said == []
    bench.turn(3)
    assert bench.said == ["Je lis les chiffres.", "C’est un peu long. Merci d’attendre."]
    shown = len(bench.pages)
    bench.turn(3)
    assert len(bench.pages) == shown
    bench.work()
    assert isinstance(bench.page, FiguresPage)


@pytest.mark.parametrize("slow", [False, True], ids=["at once", "from the moving picture"])
def test_who_goes_back_gets_no_figures(bench: Bench, *, slow: bool) -> None:
    bench.touch(*TO_COUNTS)
    bench.turn(1 if slow else 0)
    bench.touch("Retour")
    shown = len(bench.pages)
    bench.work()
    bench.turn(5)
    assert bench.page.title == "Ce que la borne compte"
    assert len(bench.pages) == shown, "nothing is drawn or said anew"


def test_who_asks_for_a_person_meanwhile_keeps_the_person(bench: Bench) -> None:
    bench.touch(*TO_COUNTS, "Une personne")
    bench.work()
    assert bench.page.title == "Quelqu’un demande de l’aide"
    bench.touch("Continuer seul")
    assert bench.page.title == "Ce que la borne compte"


def test_only_the_last_answer_counts(bench: Bench) -> None:
    answers = iter((NoFigures.UNREADABLE, FIGURES))
    bench.figures = lambda: next(answers)
    bench.touch(*TO_COUNTS, "Retour", "Voir les chiffres")
    early, last = bench.jobs
    bench.jobs = []
    early[1](early[0]())
    assert isinstance(bench.page, InfoPage)
    last[1](last[0]())
    assert isinstance(bench.page, FiguresPage)


def test_a_late_answer_never_meets_the_next_visitor(bench: Bench) -> None:
    bench.touch(*TO_COUNTS, "Terminer", "Oui, tout effacer")
    bench.turn(6)
    assert isinstance(bench.page, HomePage)
    bench.touch(*TO_COUNTS)
    early, own = bench.jobs
    bench.jobs = []
    early[1](early[0]())
    assert isinstance(bench.page, InfoPage)
    own[1](own[0]())
    assert isinstance(bench.page, FiguresPage)


def test_figures_wait_behind_the_idle_warning(bench: Bench) -> None:
    bench.touch(*TO_COUNTS)
    while not isinstance(bench.page, IdlePage):
        bench.turn(1)
    bench.work()
    assert isinstance(bench.page, IdlePage)
    bench.stay()
    assert isinstance(bench.page, FiguresPage)


def test_nothing_of_the_figures_outlives_the_visit(bench: Bench) -> None:
    bench.touch(*TO_COUNTS)
    bench.work()
    bench.touch("Terminer", "Oui, tout effacer")
    assert bench.kiosk.session.counted is not FIGURES
