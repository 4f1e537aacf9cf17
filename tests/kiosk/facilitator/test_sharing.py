"""*Partager les comptes*, touched through on the whole core; who is asked answers by the hand of the test."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.device.device import Device
from kiosk.device.simulated import Simulated
from kiosk.facilitator.sharing import CARRY_PATIENCE, LOOK_EVERY, SEND_PATIENCE
from kiosk.figures import NoFigures
from kiosk.ids import ChoiceId
from kiosk.page import InfoPage, WaitingPage
from kiosk.staff_page import StaffPage
from kiosk.staff_ports import StaffPorts
from kiosk.stick.loan import Loan
from kiosk.stick.media import PlainFolder
from kiosk.stick.saving import Saved, SaveState
from kiosk.usage.counts_desk import CountsDesk
from kiosk.usage.sync.result import Reason, Result
from kiosk.usage.sync.status import SyncStatus, UnreadableStatus
from tests.kiosk.bench import Bench

SENT = SyncStatus(
    configured=True, last_success=date(2026, 11, 22), last_attempt=Result.DONE, attempts=4, waiting=12, carries=2
)
SAVED = Saved(SaveState.SAVED, "comptes-1.csv")


class Lending(Simulated):
    """An appliance that lends its stick."""

    def lend_stick(self, *, writing: bool) -> bool:
        assert writing
        self.asked.append("export")
        return True

    def stick_done(self) -> bool:
        self.asked.append("done")
        return True


@dataclass
class Outside:
    """What the area meets; each test sets it."""

    data: Path
    hub: bool = True
    carries: bool = True
    status: SyncStatus | UnreadableStatus = SENT
    saved: Saved | NoFigures = SAVED
    actions: Simulated = field(default_factory=Simulated)
    flushed: int = 0

    @property
    def wishes(self) -> list[str]:
        """What was asked, the light left out."""
        return [one for one in self.actions.asked if one.endswith("counts") or one in {"export", "done"}]

    def bench(self) -> Bench:
        """The panel, open."""
        desk = CountsDesk(hub=self.hub, carries=self.carries, status=lambda: self.status, export=lambda: self.saved)
        loan = Loan(self.actions, PlainFolder(self.data)) if isinstance(self.actions, Lending) else None
        ports = StaffPorts(sharing=desk, device=Device(self.actions, self._flush), loan=loan)
        bench = Bench(self.data, more={"staff": ports})
        bench.kiosk.staff.knock()
        bench.kiosk.staff.let_in()
        return bench

    def ends(self, result: Result, reason: Reason | None = None, waiting: int = 12) -> None:
        """The sync that was asked for has come to its end."""
        assert isinstance(self.status, SyncStatus)
        attempts = self.status.attempts + 1
        self.status = replace(self.status, last_attempt=result, reason=reason, attempts=attempts, waiting=waiting)

    def carried(self, result: Result) -> None:
        """Likewise of the stick."""
        assert isinstance(self.status, SyncStatus)
        self.status = replace(self.status, last_carry=result, carries=self.status.carries + 1)

    def _flush(self) -> bool:
        self.flushed += 1
        return True


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    return Outside(tmp_path)


def told(bench: Bench) -> list[str]:
    return [line.text for line in bench.page.lines]


def test_the_panel_tells_when_the_counts_left_and_what_waits(outside: Outside) -> None:
    bench = outside.bench()
    assert isinstance(bench.page, StaffPage)
    assert bench.find("Partager les comptes").hint == "12 comptes attendent"
    assert isinstance(bench.touch("Partager les comptes"), InfoPage)
    assert told(bench) == ["Dernier envoi réussi\u00a0: dimanche 22\u00a0novembre.", "12 comptes attendent l’envoi."]
    assert {"Envoyer maintenant", "Exporter les comptes"} <= set(bench.labels())


def test_a_wish_is_left_and_its_answer_told(outside: Outside, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    bench = outside.bench()
    bench.touch("Partager les comptes")
    assert isinstance(bench.touch("Envoyer maintenant"), WaitingPage)
    assert (bench.page.title, told(bench)) == ("Demandé", ["L’envoi prend quelques minutes."])
    assert (outside.wishes, outside.flushed) == (["send_counts"], 1)
    assert "staff: send_counts: done" in caplog.messages
    bench.turn(4 * LOOK_EVERY)
    assert bench.page.title == "Demandé", "nobody has answered yet"
    outside.ends(Result.DONE, waiting=0)
    bench.turn(LOOK_EVERY + 1)
    assert (bench.page.title, told(bench)) == ("Les comptes sont envoyés", ["Aucun compte n’attend."])
    assert isinstance(bench.touch("C’est fini"), StaffPage)


def test_what_kept_the_counts_here_is_told_with_what_to_do(outside: Outside) -> None:
    bench = outside.bench()
    bench.touch("Partager les comptes", "Envoyer maintenant")
    outside.ends(Result.STOPPED, Reason.PORTAL)
    bench.turn(LOOK_EVERY + 1)
    assert bench.page.title == "Les comptes attendent encore"
    assert told(bench) == [
        "Le réseau demande une connexion.",
        "Connectez le réseau du lieu.",
        "Puis recommencez.",
    ]
    bench.touch("Envoyer encore")
    assert outside.wishes == ["send_counts"] * 2


def test_a_wish_outlives_its_page(outside: Outside) -> None:
    bench = outside.bench()
    bench.touch("Partager les comptes", "Envoyer maintenant", "Retour")
    assert bench.touch("Partager les comptes").title == "Demandé"
    bench.touch("Retour")
    outside.ends(Result.STOPPED, Reason.HUB)
    bench.turn(LOOK_EVERY + 1)
    assert isinstance(bench.page, StaffPage)
    assert told(bench) == ["Le centre est en panne."]
    assert bench.touch("Partager les comptes").title == "Partager les comptes"


def test_an_answer_that_never_comes_is_told(outside: Outside) -> None:
    bench = outside.bench()
    bench.touch("Partager les comptes", "Envoyer maintenant")
    for _ in range(int(SEND_PATIENCE / 100) + 1):
        bench.kiosk.staff.touched()
        bench.turn(100)
    assert bench.page.title == "Pas encore de réponse"


def test_nobody_to_ask_is_told(outside: Outside, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    outside.actions = Simulated(able=False)
    bench = outside.bench()
    bench.touch("Partager les comptes")
    assert bench.touch("Envoyer maintenant").title == "La demande n’est pas partie"
    assert "staff: send_counts: failed" in caplog.messages
    bench.touch("C’est fini", "Partager les comptes", "Envoyer maintenant")
    assert len(outside.wishes) == 2


def test_the_counts_go_on_the_stick_and_the_signed_copy_after_them(outside: Outside) -> None:
    bench = outside.bench()
    bench.touch("Partager les comptes")
    bench.touch("Exporter les comptes")
    assert outside.wishes == ["carry_counts"]
    assert bench.page.title == "Les comptes sont écrits"
    assert "comptes-1.csv" in told(bench)[0]
    assert told(bench)[1:] == ["La borne ajoute la copie pour le centre.", "Attendez avant de retirer la clé."]
    outside.carried(Result.DONE)
    bench.turn(LOOK_EVERY + 1)
    assert told(bench)[1:] == ["La copie pour le centre est prête.", "Vous pouvez retirer la clé."]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda outside, bench: (outside.carried(Result.NO_CREDENTIAL), bench.turn(LOOK_EVERY + 1)), "inscrite"),
        (lambda _, bench: bench.turn(CARRY_PATIENCE - 20), "Attendez avant de retirer la clé."),
        (
            lambda _, bench: (bench.turn(100), bench.kiosk.staff.touched(), bench.turn(CARRY_PATIENCE - 90)),
            "La copie pour le centre manque.",
        ),
    ],
    ids=["refused", "slow", "never"],
)
def test_a_signed_copy_that_is_missing_is_told(
    outside: Outside, answer: Callable[[Outside, Bench], object], says: str
) -> None:
    bench = outside.bench()
    bench.touch("Partager les comptes", "Exporter les comptes")
    answer(outside, bench)
    assert says in " ".join(told(bench))
    assert bench.page.title == "Les comptes sont écrits", "what anybody can open is there"


@pytest.mark.parametrize(
    ("saved", "title"),
    [
        (Saved(SaveState.NO_STICK), "Je ne trouve pas de clé"),
        (Saved(SaveState.FULL), "La clé est pleine"),
        (NoFigures.UNREADABLE, "Les comptes sont illisibles"),
    ],
)
def test_counts_that_are_not_on_the_stick_are_told(
    outside: Outside, saved: Saved | NoFigures, title: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    outside.saved = saved
    bench = outside.bench()
    bench.touch("Partager les comptes")
    assert bench.touch("Exporter les comptes").title == title
    assert outside.wishes == []
    assert "staff: export_counts: failed" in caplog.messages


def test_a_stick_that_is_lent_goes_back_when_the_sealed_copy_is_on_it_too(outside: Outside) -> None:
    outside.actions = Lending()
    bench = outside.bench()
    bench.later = True
    bench.touch("Partager les comptes")
    bench.work()
    bench.touch("Exporter les comptes")
    assert bench.page.title == "Branchez la clé USB"
    bench.touch("Retour")
    assert bench.touch("Partager les comptes").title == "Branchez la clé USB", "it is still awaited"
    for title in ("J’écris sur la clé", "Les comptes sont écrits"):
        job, deliver = bench.jobs.pop(0) if title.startswith("J") else bench.jobs.pop()
        deliver(job())
        assert bench.page.title == title
    assert outside.wishes == ["export", "carry_counts"]
    outside.carried(Result.DONE)
    bench.work()
    assert outside.wishes == ["export", "carry_counts", "done"]


@pytest.mark.parametrize("saved", [Saved(SaveState.NO_STICK), NoFigures.UNREADABLE])
def test_a_stick_on_which_nothing_was_written_goes_back_at_once(outside: Outside, saved: Saved | NoFigures) -> None:
    outside.actions, outside.saved = Lending(), saved
    bench = outside.bench()
    bench.touch("Partager les comptes", "Exporter les comptes")
    assert outside.wishes == ["export", "done"]


def test_without_a_hub_there_is_only_the_stick(outside: Outside) -> None:
    outside.hub = outside.carries = False
    bench = outside.bench()
    assert isinstance(bench.page, StaffPage)
    assert bench.find("Partager les comptes").hint == ""
    bench.touch("Partager les comptes")
    assert told(bench) == ["Aucun envoi n’est prévu ici.", "Vous pouvez exporter les comptes."]
    assert "Envoyer maintenant" not in bench.labels()
    bench.touch("Exporter les comptes")
    assert told(bench)[1:] == ["Vous pouvez retirer la clé."]
    assert outside.wishes == []


@pytest.mark.parametrize("enrolled", [True, False])
def test_a_place_without_a_network_may_be_enrolled_all_the_same(outside: Outside, *, enrolled: bool) -> None:
    outside.hub = False
    outside.status = SyncStatus()
    bench = outside.bench()
    bench.touch("Partager les comptes", "Exporter les comptes")
    assert outside.wishes == ["carry_counts"]
    outside.carried(Result.DONE if enrolled else Result.NO_CREDENTIAL)
    bench.turn(LOOK_EVERY + 1)
    said = ["La copie pour le centre est prête."] if enrolled else []
    assert told(bench)[1:] == [*said, "Vous pouvez retirer la clé."]


def test_a_state_that_cannot_be_read_is_told(outside: Outside) -> None:
    outside.status = UnreadableStatus("file is not a database")
    bench = outside.bench()
    bench.touch("Partager les comptes")
    assert told(bench) == ["Le dossier des envois est illisible.", "Appelez le service technique."]


def test_nothing_is_read_or_written_on_the_thread_of_the_screen(outside: Outside) -> None:
    bench = outside.bench()
    bench.later = True
    bench.touch("Partager les comptes", "Exporter les comptes")
    assert isinstance(bench.page, WaitingPage)
    bench.touch("Retour")
    assert isinstance(bench.touch("Partager les comptes"), WaitingPage), "it is still being written"
    bench.work()
    assert bench.page.title == "Les comptes sont écrits"
    bench.touch("C’est fini", "Partager les comptes", "Envoyer maintenant")
    assert outside.wishes == ["carry_counts"]
    bench.work()
    assert outside.wishes == ["carry_counts", "send_counts"]


def test_where_nothing_is_counted_there_is_no_tile(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.kiosk.staff.knock()
    bench.kiosk.staff.let_in()
    assert ChoiceId("staff:share") not in {one.id for one in bench.page.choices}
