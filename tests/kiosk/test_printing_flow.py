"""A ticket goes to paper once, off the UI thread, and whatever happens leads on."""

from pathlib import Path
from typing import Any

import icalendar
import pytest
from msgspec.structs import replace

from kiosk.page import HomePage, NoticePage, QrPage, SlotsPage, TicketPage, WaitingPage
from kiosk.printing.protocol import PrintEnd, Refused, TimedOut
from kiosk.printing.setup import SimulatedTable
from kiosk.printing.simulated import Mood, Simulated
from kiosk.printing.slip import Slip
from kiosk.settings import Settings, load
from tests.kiosk.bench import MONDAY, Bench
from tests.receipt import read

TO_SLOTS = (
    "La commune",
    "Ma carte d’identité",
    "J’ai reçu une lettre",
    "Continuer",
    "Continuer",
    "Choisir l’heure ici",
)


def with_printer() -> Settings:
    return replace(load(), printer=SimulatedTable())


@pytest.fixture
def printer() -> Simulated:
    return Simulated(keep=True)


@pytest.fixture
def bench(tmp_path: Path, printer: Simulated) -> Bench:
    return Bench(tmp_path, settings=with_printer(), later=True, today=MONDAY.date, more={"printer": printer})


def choose_hour(bench: Bench) -> None:
    assert isinstance(bench.page, SlotsPage)
    bench.press(bench.page.days[0].choice.id)
    bench.press(bench.page.choices[0].id)


def to_ticket(bench: Bench) -> TicketPage:
    bench.touch(*TO_SLOTS)
    bench.work()
    choose_hour(bench)
    bench.work()
    bench.touch("Oui, je réserve")
    bench.work()
    assert isinstance(bench.page, TicketPage)
    return bench.page


def test_the_paper_has_the_hour_and_the_code_of_the_screen(bench: Bench, printer: Simulated) -> None:
    ticket = to_ticket(bench)
    bench.touch("Imprimer")
    bench.work()
    assert bench.page.title == "Le ticket est imprimé."
    (receipt,) = map(read, printer.printed)
    assert receipt.large[:2] == [line.text.replace("\u00a0", " ") for line in ticket.lines[:2]]
    event: Any = icalendar.Calendar.from_ical(receipt.codes[0]).walk("VEVENT")[0]
    slot = bench.kiosk.session.appointment.slot
    assert slot is not None
    assert event["DTSTART"].dt == slot.start
    assert ticket.code in receipt.large[2]
    assert receipt.lines[-1].endswith("2026")
    assert isinstance(bench.touch("J’ai compris"), TicketPage)


def test_without_a_printer_there_is_no_button(tmp_path: Path) -> None:
    bench = Bench(tmp_path, later=True)
    to_ticket(bench)
    assert "Imprimer" not in bench.labels()
    shown = len(bench.pages)
    bench.press("@print")
    assert (bench.jobs, len(bench.pages)) == ([], shown)


def test_pressed_twice_it_prints_once(bench: Bench, printer: Simulated) -> None:
    to_ticket(bench)
    bench.touch("Imprimer", "Imprimer")
    assert isinstance(bench.page, WaitingPage)
    bench.work()
    assert len(printer.printed) == 1


def test_who_looks_elsewhere_meanwhile_still_prints_once(bench: Bench, printer: Simulated) -> None:
    to_ticket(bench)
    bench.touch("Imprimer", "Une personne", "Continuer seul")
    assert isinstance(bench.page, WaitingPage)
    bench.work()
    assert bench.page.title == "Le ticket est imprimé."
    assert len(printer.printed) == 1


def test_the_end_does_not_cover_what_the_visitor_looks_at(bench: Bench) -> None:
    to_ticket(bench)
    bench.touch("Imprimer", "Une personne")
    bench.work()
    assert bench.page.title == "Quelqu’un demande de l’aide"


def test_a_roll_is_not_for_playing(bench: Bench, printer: Simulated) -> None:
    to_ticket(bench)
    for _ in range(3):
        bench.touch("Imprimer")
        bench.work()
        bench.touch("J’ai compris")
    assert len(printer.printed) == 3
    assert "Imprimer" not in bench.labels()


def test_a_moving_picture_then_a_word_then_the_end(bench: Bench) -> None:
    to_ticket(bench)
    bench.touch("Imprimer")
    assert isinstance(bench.page, TicketPage)
    bench.turn(1)
    assert isinstance(bench.page, WaitingPage)
    bench.turn(3)
    assert bench.said == ["Je prépare votre ticket.", "C’est un peu long. Merci d’attendre."]
    assert "Retour" not in bench.labels()
    bench.work()
    assert bench.page.title == "Le ticket est imprimé."


@pytest.mark.parametrize(
    ("mood", "title"), [("no_paper", "Imprimante sans papier"), ("unplugged", "L’imprimante ne répond pas")]
)
def test_no_paper_is_a_calm_page_with_ways_on(bench: Bench, printer: Simulated, mood: Mood, title: str) -> None:
    printer.mood = mood
    ticket = to_ticket(bench)
    bench.touch("Imprimer")
    bench.work()
    assert isinstance(bench.page, NoticePage)
    assert bench.page.title == title
    assert isinstance(bench.touch("Mettre sur mon téléphone"), QrPage)
    assert bench.touch("C’est fait").lines == ticket.lines
    bench.touch("Imprimer")
    bench.work()
    assert bench.touch("Demander à une personne").title == "Quelqu’un demande de l’aide"
    assert bench.touch("Continuer seul").title == title
    assert bench.touch("Revoir mon ticket").lines == ticket.lines
    printer.mood = "ok"
    bench.touch("Imprimer")
    bench.work()
    assert bench.page.title == "Le ticket est imprimé."


@pytest.mark.parametrize("end", [TimedOut(), Refused()])
def test_a_stuck_printer_is_told_as_one(bench: Bench, printer: Simulated, end: PrintEnd) -> None:
    def stuck(slip: Slip) -> Any:
        del slip
        return end

    printer.print = stuck  # type: ignore[method-assign]
    to_ticket(bench)
    bench.touch("Imprimer")
    bench.work()
    assert bench.page.title == "L’imprimante est bloquée"


def test_a_late_end_never_meets_the_next_visitor(bench: Bench) -> None:
    to_ticket(bench)
    bench.touch("Imprimer")
    jobs, bench.jobs = bench.jobs, []
    bench.turn(1)
    bench.touch("Terminer", "Oui, tout effacer")
    bench.turn(6)
    assert isinstance(bench.page, HomePage)
    shown = len(bench.pages)
    for job, deliver in jobs:
        deliver(job())
    assert len(bench.pages) == shown
    assert bench.kiosk.session.printing is None
    assert bench.kiosk.session.copies == 0


def test_who_waits_for_paper_is_not_absent(bench: Bench) -> None:
    to_ticket(bench)
    bench.touch("Imprimer")
    bench.turn(400)
    assert isinstance(bench.page, WaitingPage)
    bench.work()
    assert bench.page.title == "Le ticket est imprimé."
    bench.turn(100)
    assert bench.page.title == "Le ticket est imprimé.", "the idle time begins anew with the end"


def test_an_exercise_may_be_printed_and_offers_no_telephone(tmp_path: Path, printer: Simulated) -> None:
    printer.mood = "no_paper"
    bench = Bench(tmp_path, settings=with_printer(), more={"printer": printer})
    bench.press("@other", "essayer", "garage", "lunettes", "continuer")
    choose_hour(bench)
    bench.press("key:Z", "key:O", "@done", "@confirm")
    assert bench.page.practice
    bench.touch("Imprimer")
    assert "Mettre sur mon téléphone" not in bench.labels()
    printer.mood = "ok"
    bench.touch("Revoir mon ticket", "Imprimer")
    assert bench.page.title == "Le ticket est imprimé."
    (receipt,) = map(read, printer.printed)
    assert receipt.lines[0] == "Exercice"
    assert receipt.codes == []


def test_no_job_tells_what_it_prints(bench: Bench) -> None:
    ticket = to_ticket(bench)
    bench.touch("Imprimer")
    told = "".join(repr(part) for job, deliver in bench.jobs for part in (job, deliver, getattr(job, "args", ())))
    assert ticket.code not in told
