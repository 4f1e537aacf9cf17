"""The opening check, touched through: verdict, what to do, the voice, the screen."""

import logging
from pathlib import Path

import pytest

from kiosk.health.result import CheckId, Found, Result, State, attention, broken, ready
from kiosk.page import FiguresPage, InfoPage, TouchGridPage, WaitingPage
from kiosk.pages.staff_opening import FIELDS, SPOKEN
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from tests.kiosk.bench import Bench

FOUND = {
    "disk": ready("Le disque a assez de place."),
    "sound": ready("Le haut-parleur répond."),
    "touch": Found(State.ABSENT, "Cette machine n’a pas d’écran tactile."),
    "clock": attention("L’heure de la borne n’est pas sûre.", "Reliez la borne à internet. Puis attendez un peu."),
}


def results(**found: Found) -> tuple[Result, ...]:
    return tuple(Result(CheckId(name), name.title(), "info", one) for name, one in {**FOUND, **found}.items())


class Panel(Bench):
    """A bench whose panel is open; `next_results` is what the next check finds."""

    next_results: tuple[Result, ...] = ()


def inside(panel: Panel) -> Panel:
    """Past the door, whose PIN has tests of its own."""
    panel.kiosk.staff.knock()
    panel.kiosk.staff.let_in()
    return panel


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    checks: list[Panel] = []

    def check() -> tuple[Result, ...]:
        return checks[0].next_results

    panel = Panel(tmp_path, more={"staff": StaffPorts(health=check)})
    checks.append(panel)
    panel.next_results = results()
    return inside(panel)


def test_the_verdict_and_what_is_to_be_done_stand_first(panel: Panel) -> None:
    assert panel.touch("Ouverture").title == "La borne peut ouvrir"
    assert panel.labels()[0] == "Clock"
    assert isinstance(panel.touch("Clock"), InfoPage)
    assert [line.text for line in panel.page.lines] == [
        "L’heure de la borne n’est pas sûre.",
        "Reliez la borne à internet.",
        "Puis attendez un peu.",
    ]
    panel.touch("Retour")
    assert panel.page.title == "La borne peut ouvrir"
    assert isinstance(panel.touch("Retour"), StaffPage)


@pytest.mark.parametrize(
    ("clock", "title"),
    [(ready("L’heure est juste."), "La borne est prête"), (broken("Rien.", "Appelez."), "La borne n’est pas prête")],
)
def test_the_other_verdicts(panel: Panel, clock: Found, title: str) -> None:
    panel.next_results = results(clock=clock)
    assert panel.touch("Ouverture").title == title


def test_every_check_stands_in_the_list_of_all(panel: Panel) -> None:
    panel.touch("Ouverture", "Voir tous les contrôles")
    assert isinstance(panel.page, FiguresPage)
    assert [line.text.replace("\u00a0", " ") for line in panel.page.lines] == [
        "Clock : à faire",
        "Disk : prêt",
        "Sound : prêt",
        "Touch : pas ici",
    ]


def test_checking_again_asks_the_machine_again(panel: Panel) -> None:
    panel.touch("Ouverture")
    panel.next_results = results(clock=ready("L’heure est juste."))
    assert panel.touch("Contrôler encore").title == "La borne est prête"


def test_while_it_runs_something_moves_and_who_leaves_gets_no_late_answer(panel: Panel) -> None:
    panel.later = True
    assert isinstance(panel.touch("Ouverture"), WaitingPage)
    panel.touch("Retour")
    panel.work()
    assert isinstance(panel.page, StaffPage)


def test_the_voice_speaks_and_a_person_says_whether_it_was_heard(panel: Panel) -> None:
    panel.touch("Ouverture", "Tester le son")
    assert panel.page.title.replace("\u00a0", " ") == "M’avez-vous entendu ?"
    assert panel.said == [SPOKEN]
    panel.touch("Oui, j’ai entendu")
    assert panel.page.title == "La borne peut ouvrir"


def test_a_voice_that_nobody_hears_is_broken_whatever_the_machine_believes(panel: Panel) -> None:
    panel.touch("Ouverture", "Tester le son", "Écouter encore")
    assert panel.said == [SPOKEN]
    panel.touch("Non, rien")
    assert panel.page.lines[0].text == "Vous n’avez pas entendu la voix."
    assert panel.touch("Retour").title == "La borne n’est pas prête"
    assert "Sound" in panel.labels()


def fields(panel: Panel, *numbers: int) -> None:
    panel.press(*(f"opening:field:{number}" for number in numbers))


def test_a_screen_that_feels_every_finger(panel: Panel) -> None:
    panel.touch("Ouverture", "Tester l’écran")
    assert isinstance(panel.page, TouchGridPage)
    fields(panel, *range(1, FIELDS))
    assert sum(choice.chosen for choice in panel.page.choices) == FIELDS - 1
    assert not panel.page.fresh
    fields(panel, FIELDS, 1)
    assert panel.page.title == "La borne peut ouvrir"


def test_a_corner_that_feels_none(panel: Panel) -> None:
    panel.touch("Ouverture", "Tester l’écran")
    fields(panel, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    panel.touch("Retour")
    assert [line.text for line in panel.page.lines] == ["2 cases ne sont pas cochées."]
    panel.touch("Continuer le test")
    assert sum(choice.chosen for choice in panel.page.choices) == 10
    panel.touch("Retour", "L’écran ne répond pas là")
    assert panel.page.lines[0].text == "Une partie de l’écran ne répond pas."
    assert panel.touch("Retour").title == "La borne n’est pas prête"


def test_who_leaves_an_untouched_grid_is_asked_nothing(panel: Panel) -> None:
    assert panel.touch("Ouverture", "Tester l’écran", "Retour").title == "La borne peut ouvrir"


def test_answers_are_forgotten_with_the_panel(panel: Panel) -> None:
    panel.touch("Ouverture", "Tester le son", "Non, rien", "Retour", "Retour")
    assert panel.touch("Ouverture").title == "La borne peut ouvrir"


def test_the_act_is_logged_and_nothing_of_what_was_found(panel: Panel, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    panel.touch("Ouverture")
    panel.next_results = results(disk=broken("Le disque est plein.", "Appelez."))
    panel.touch("Contrôler encore")
    assert [one.getMessage() for one in caplog.records] == ["staff: check: done", "staff: check: failed"]


def test_without_anything_to_check_there_is_no_tile(tmp_path: Path) -> None:
    bench = inside(Panel(tmp_path))
    assert "Ouverture" not in bench.labels()
    assert "Effacer la session" in bench.labels()


def test_who_comes_back_while_everything_is_checked_waits_for_the_same_answer(panel: Panel) -> None:
    """A check may take most of a minute, and visitors' work needs the same threads."""
    panel.later = True
    for _ in range(3):
        panel.touch("Ouverture")
        assert isinstance(panel.page, WaitingPage)
        panel.touch("Retour")
    panel.touch("Ouverture")
    assert len([job for job, _ in panel.jobs if job is panel.kiosk.staff.ports.staff.health]) == 1
    panel.work()
    assert panel.page.title == "La borne peut ouvrir"
