"""What the kiosk counts, by touches from the resting screen, out of a real file of two weeks."""

import re
from datetime import date
from pathlib import Path

import pytest

from kiosk.events import EndReason, Outcome, VisitEnded
from kiosk.ids import JourneyId, StepId
from kiosk.page import FiguresPage
from kiosk.pages import words
from kiosk.usage.counters import rows_of
from kiosk.usage.store import FILE_NAME, Store
from tests.e2e.conftest import Begin, Visit

TO_COUNTS = ("Autre chose", "Ce que la borne compte")
LAST_WEEK, THIS_WEEK, TODAY = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 23)
CLOSED = (
    ("commune_identite", Outcome.BOOKED, 12),
    ("forem_inscription", Outcome.PHONE, 4),
    ("accueil", Outcome.LEFT, 6),
)
RUNNING = (("commune_adresse", Outcome.COUNTER, 77), ("commune_identite", Outcome.BOOKED, 88))


def count(path: Path, day: date, journey: str, outcome: Outcome, times: int) -> None:
    """The same visit of 3 minutes several times, in the file."""
    store, one = Store.open(path), JourneyId(journey)
    for _ in range(times):
        store.add(rows_of(VisitEnded(one, one, StepId("depart"), outcome, EndReason.FINISHED, 3), day))
    store.close()


@pytest.fixture
def two_weeks(tmp_path: Path) -> Path:
    path = tmp_path / FILE_NAME
    for journey, outcome, times in CLOSED:
        count(path, LAST_WEEK, journey, outcome, times)
    for journey, outcome, times in RUNNING:
        count(path, THIS_WEEK, journey, outcome, times)
    return path


def ask(visit: Visit) -> None:
    """Ask for the figures and wait for them."""
    visit.touch("Voir les chiffres")
    assert visit.pilot.wait_until(lambda: visit.page.title != "Ce que la borne compte")
    visit.pilot.step(2)


def read_on(visit: Visit) -> str:
    """Every word of the figures, over all parts, as shown; it is also what is said."""
    shown: list[str] = []
    while True:
        assert isinstance(visit.page, FiguresPage)
        lines = [line.text for line in visit.page.lines]
        assert [one.text for one in visit.page.say if one.mark.startswith("line:")] == lines
        assert {*lines} <= {*visit.pilot.texts()}
        shown += lines
        if all(choice.id != words.MORE for choice in visit.page.choices):
            return " | ".join(shown).replace("\u00a0", " ")
        visit.pilot.advance(0.6)
        visit.turn_over()


@pytest.mark.usefixtures("two_weeks")
@pytest.mark.parametrize("size", [(800, 480), (1280, 800)], ids=["7-inch", "10-inch"])
def test_the_closed_week_is_shown_and_nothing_of_the_running_one(begin: Begin, size: tuple[int, int]) -> None:
    visit = begin(size=size)
    visit.touch(*TO_COUNTS)
    ask(visit)
    text = read_on(visit)
    assert "Semaine du lundi 16 novembre" in text
    assert "La borne a servi 65 minutes." in text  # 22 visits of 3 minutes, rounded to 5
    assert "Ma carte d’identité | Rendez-vous pris : 12 visites" in text
    assert "M’inscrire au Forem | Par téléphone : moins de 5 visites" in text
    assert "Aucun sujet choisi | Arrêt en chemin : 6 visites" in text
    assert sorted(map(int, re.findall(r"\d+", text))) == [5, 6, 12, 16, 65]
    for hidden in ("77", "88", "100", "23", "adresse", "guichet"):
        assert hidden not in text


@pytest.mark.usefixtures("two_weeks")
def test_ones_own_visit_and_those_before_today_do_not_show(begin: Begin) -> None:
    visit = begin()
    visit.touch("La commune", "Ma carte d’identité", "Terminer", "Oui, tout effacer")
    visit.pilot.advance(6, 0.5)
    assert visit.recorder.flush()
    visit.touch(*TO_COUNTS)
    ask(visit)
    before = read_on(visit)
    visit.touch("J’ai compris")
    assert visit.page.title == "Ce que la borne compte"
    count(visit.data / FILE_NAME, TODAY, "commune_identite", Outcome.BOOKED, 9)
    ask(visit)
    assert read_on(visit) == before


def test_before_a_week_is_over_and_when_the_file_is_spoiled(begin: Begin) -> None:
    visit = begin()
    visit.touch(*TO_COUNTS)
    ask(visit)
    assert visit.page.title == "Pas encore de chiffres"
    visit.touch("J’ai compris")
    visit.recorder.close()
    for file in visit.data.glob(FILE_NAME + "*"):
        file.unlink()
    (visit.data / FILE_NAME).write_bytes(b"spoiled " * 600)
    ask(visit)
    assert visit.page.title == "Les chiffres manquent"
    assert "Ce n’est pas votre faute." in " ".join(visit.pilot.texts())
    visit.touch("J’ai compris", "Ce que la borne oublie", "Continuer", "J’ai compris")
    assert visit.page.title.startswith("Bonjour")
