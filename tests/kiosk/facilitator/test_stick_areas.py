"""*Importer* and *Aide technique*, touched through on the whole core."""

import logging
from pathlib import Path

import pytest

from kiosk.ids import ChoiceId
from kiosk.page import FiguresPage, NoticePage, QrPage, WaitingPage
from kiosk.pages.staff_stick import WHY
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from kiosk.stick.desk import StickDesk
from kiosk.stick.loan import Loan
from kiosk.stick.media import PlainFolder
from kiosk.stick.report import Imported, Kind, OfKind, Refusal, StickState, Why
from kiosk.stick.saving import Saved, SaveState
from tests.kiosk.bench import Bench

TAKEN = Imported(StickState.READ, (OfKind(Kind.RECORDINGS, 12), OfKind(Kind.PLACE, 1)))
REFUSED = Imported(StickState.READ, (OfKind(Kind.RECORDINGS, 0, (Refusal(Why.NOISY, "a1b2c3.wav"),) * 7),))


class Panel(Bench):
    """A bench whose panel is open; what the stick answers is set by each test."""

    imported = TAKEN
    saved = Saved(SaveState.SAVED, "aide-1.zip")


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    made: list[Panel] = []
    desk = StickDesk(take=lambda: made[0].imported, save=lambda: made[0].saved, squares=lambda: ("un", "deux"))
    made.append(Panel(tmp_path, more={"staff": StaffPorts(stick=desk)}))
    made[0].kiosk.staff.knock()
    made[0].kiosk.staff.let_in()
    return made[0]


def told(panel: Panel) -> list[str]:
    return [line.text for line in panel.page.lines]


def test_what_was_taken_is_told_with_when_it_counts(panel: Panel, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert isinstance(panel.touch("Importer"), NoticePage)
    assert isinstance(panel.touch("Lire la clé"), FiguresPage)
    assert panel.page.title == "La clé est lue"
    assert told(panel) == [
        "Les voix\u00a0: 12 fichiers sont pris.",
        "Les informations du lieu\u00a0: 1 fichier est pris.",
        "Et maintenant",
        "Les nouvelles voix parlent déjà.",
        "Redémarrez la borne pour finir.",
    ]
    assert "staff: import: done" in caplog.messages
    assert isinstance(panel.touch("C’est fini"), StaffPage)


def test_a_release_on_it_is_told_with_where_the_answer_will_be(panel: Panel) -> None:
    panel.imported = Imported(StickState.READ, release=True)
    panel.touch("Importer")
    assert panel.touch("Lire la clé").title == "La clé est lue"
    assert told(panel) == [
        "La borne contrôle la mise à jour seule.",
        "Laissez la clé quelques minutes.",
        "Touchez ensuite Ouverture pour la réponse.",
    ]


def test_what_was_refused_is_told_by_file_with_what_to_do(panel: Panel, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    panel.imported = REFUSED
    panel.touch("Importer")
    panel.touch("Lire la clé")
    assert panel.page.title == "La clé a des fautes"
    assert told(panel)[0] == "Les voix\u00a0: rien ne change."
    assert told(panel)[1] == "a1b2c3.wav\u00a0: Il y a trop de bruit. Choisissez une pièce plus calme."
    assert told(panel)[-1] == "2 autres fautes."
    assert "staff: import: failed" in caplog.messages
    assert "a1b2c3" not in caplog.text
    panel.imported = TAKEN
    assert panel.touch("Lire encore la clé").title == "La clé est lue"


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (StickState.NO_STICK, "Je ne trouve pas de clé"),
        (StickState.NOTHING, "Rien à prendre sur la clé"),
        (StickState.BUSY, "Une autre lecture est en cours"),
        (StickState.STOPPED, "La lecture s’est arrêtée"),
    ],
)
def test_without_anything_to_read_it_says_what_to_do(panel: Panel, state: StickState, title: str) -> None:
    panel.imported = Imported(state)
    panel.touch("Importer")
    assert panel.touch("Lire la clé").title == title
    assert panel.labels()[0] == "Lire encore la clé"


def test_an_import_goes_on_while_the_facilitator_is_away(panel: Panel) -> None:
    panel.touch("Importer")
    panel.later = True
    assert isinstance(panel.touch("Lire la clé"), WaitingPage)
    panel.touch("Retour")
    assert isinstance(panel.touch("Importer"), WaitingPage)
    panel.touch("Retour")
    panel.work()
    assert isinstance(panel.page, StaffPage)
    assert panel.touch("Importer").title == "La clé est lue"
    panel.touch("Retour")
    assert panel.touch("Importer").title == "Importer d’une clé USB"


def test_the_bundle_is_on_the_stick(panel: Panel, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    panel.touch("Aide technique")
    panel.touch("Écrire sur une clé USB")
    assert panel.page.title == "Le dossier est sur la clé"
    assert "aide-1.zip" in told(panel)[0]
    assert "staff: export: done" in caplog.messages


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (SaveState.NO_STICK, "Je ne trouve pas de clé"),
        (SaveState.FULL, "La clé est pleine"),
        (SaveState.READ_ONLY, "La clé refuse d’écrire"),
        (SaveState.GONE, "La clé ne répond plus"),
    ],
)
def test_a_stick_that_cannot_be_written_is_told(
    panel: Panel, state: SaveState, title: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    panel.saved = Saved(state)
    panel.touch("Aide technique")
    assert panel.touch("Écrire sur une clé USB").title == title
    assert "staff: export: failed" in caplog.messages
    panel.saved = Saved(SaveState.SAVED, "aide-3.zip")
    assert panel.touch("Essayer encore").title == "Le dossier est sur la clé"


def test_the_squares_follow_one_another(panel: Panel) -> None:
    panel.touch("Aide technique")
    assert isinstance(panel.touch("Montrer à un téléphone"), QrPage)
    assert panel.page.title == "Carré 1 sur 2"
    assert panel.touch("Carré suivant").title == "Carré 2 sur 2"
    assert isinstance(panel.touch("C’est fini"), StaffPage)


def test_a_bundle_that_comes_too_late_is_not_shown(panel: Panel) -> None:
    panel.touch("Aide technique")
    panel.later = True
    panel.touch("Montrer à un téléphone")
    panel.touch("Retour")
    panel.work()
    assert isinstance(panel.page, StaffPage)


def test_without_a_stick_to_ask_there_are_no_tiles(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.kiosk.staff.knock()
    bench.kiosk.staff.let_in()
    assert not {ChoiceId("staff:import"), ChoiceId("staff:export")} & {one.id for one in bench.page.choices}


class Lender:
    """An appliance, in the hand of the test."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def lend_stick(self, *, writing: bool) -> bool:
        self.asked.append("export" if writing else "import")
        return False

    def stick_done(self) -> bool:
        self.asked.append("done")
        return True

    def stick_is_leaving(self) -> bool:
        return False


def lent(folder: Path, lender: Lender) -> Bench:
    """A panel, open, of an appliance that lends the stick; what is to be done with it is told to the lender too."""

    def take() -> Imported:
        lender.asked.append("read")
        return TAKEN

    def save() -> Saved:
        lender.asked.append("written")
        return Saved(SaveState.SAVED, "aide-1.zip")

    desk = StickDesk(take=take, save=save, squares=lambda: ("un",))
    bench = Bench(folder, more={"staff": StaffPorts(stick=desk, loan=Loan(lender, PlainFolder(folder)))})
    bench.kiosk.staff.knock()
    bench.kiosk.staff.let_in()
    return bench


def test_an_appliance_is_asked_for_the_stick_and_gets_it_back(tmp_path: Path) -> None:
    lender = Lender()
    bench = lent(tmp_path, lender)
    assert bench.touch("Importer", "Lire la clé").title == "La clé est lue"
    bench.touch("Retour", "Aide technique")
    assert bench.touch("Écrire sur une clé USB").title == "Le dossier est sur la clé"
    assert lender.asked == ["import", "read", "done", "export", "written", "done"]
    bench.touch("C’est fini", "Aide technique", "Montrer à un téléphone")
    assert len(lender.asked) == 6, "no stick is needed for the squares"


@pytest.mark.parametrize(
    ("tile", "choice", "then"),
    [
        ("Importer", "Lire la clé", "Je lis et je contrôle"),
        ("Aide technique", "Écrire sur une clé USB", "Je prépare le dossier"),
    ],
)
def test_the_screen_asks_for_the_stick_meanwhile(tmp_path: Path, tile: str, choice: str, then: str) -> None:
    bench = lent(tmp_path, Lender())
    bench.later = True
    assert isinstance(bench.touch(tile, choice), WaitingPage)
    assert bench.page.title == "Branchez la clé USB"
    job, deliver = bench.jobs.pop()
    deliver(job())
    assert bench.page.title == then


def test_for_who_has_left_nothing_is_written_and_the_stick_goes_back(tmp_path: Path) -> None:
    lender = Lender()
    bench = lent(tmp_path, lender)
    bench.later = True
    bench.touch("Aide technique", "Écrire sur une clé USB", "Retour")
    bench.work()
    bench.work()
    assert lender.asked == ["export", "done"]
    assert isinstance(bench.page, StaffPage)


def test_every_refusal_has_its_words_in_french() -> None:
    from voices.faults import Why as OfVoices

    assert set(WHY) == set(Why)
    assert {one.value for one in OfVoices} <= {one.value for one in Why}
    for sentences in WHY.values():
        assert all(len(one.split()) <= 14 and one.endswith(".") for one in sentences)


def test_work_on_a_stick_takes_none_of_the_threads_that_visitors_need(tmp_path: Path) -> None:
    aside: list[object] = []
    desk = StickDesk(take=lambda: TAKEN, save=lambda: Saved(SaveState.NO_STICK), squares=lambda: ())
    more = {"staff": StaffPorts(stick=desk), "aside": lambda job, _: aside.append(job)}
    bench = Bench(tmp_path, more=more)
    bench.kiosk.staff.knock()
    bench.kiosk.staff.let_in()
    bench.later = True
    bench.touch("Importer", "Lire la clé", "Retour", "Aide technique", "Écrire sur une clé USB")
    assert len(aside) == 2
    assert bench.jobs == []
