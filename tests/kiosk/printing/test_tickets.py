"""A ticket on paper says what the screen and the telephone say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from kiosk.bookings.protocol import Place, Service
from kiosk.ids import ServiceId
from kiosk.official_site.confirmation import Confirmation
from kiosk.printing.compose import Paper, compose
from kiosk.printing.slip import Slip
from kiosk.printing.tickets import slip_of, slip_of_site
from kiosk.ticket import Ticket
from tests.receipt import Receipt, read

BRUSSELS = ZoneInfo("Europe/Brussels")
START = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def ticket() -> Ticket:
    place = Place("Cité administrative de La Louvière", ("Place communale 1", "7100 La Louvière"))
    service = Service(ServiceId("a"), "Carte d’identité", 20, place, bring=("L’ancienne carte", "Une photo récente"))
    return Ticket(service, START, START + timedelta(minutes=20), "A7K3", BRUSSELS, example=False)


def printed(slip: Slip, paper: Paper = Paper(32, 384)) -> Receipt:  # noqa: B008  # frozen
    return read(compose(slip, paper))


@pytest.mark.parametrize("paper", [Paper(32, 384), Paper(42, 512, native_qr=True)], ids=["58 mm", "80 mm"])
def test_all_that_one_needs_is_on_paper_and_the_code_says_the_same_hour(ticket: Ticket, paper: Paper) -> None:
    receipt = printed(slip_of(ticket, TODAY), paper)
    assert receipt.large == ["mardi 24 novembre", "10 h 40", "Code : A7K3"]
    flat = receipt.text.replace("\n", " ")
    for words in ("Carte d’identité", "Cité administrative de La Louvière", "7100 La Louvière", "- L’ancienne carte"):
        assert words in flat
    assert flat.endswith("Imprimé le lundi 23 novembre 2026")
    event: Any = icalendar.Calendar.from_ical(receipt.codes[0]).walk("VEVENT")[0]
    assert event["DTSTART"].dt == START
    assert "A7K3" in event["DESCRIPTION"]
    assert receipt.cuts == 1


def test_without_a_trusted_clock_no_day_of_printing_is_told(ticket: Ticket) -> None:
    assert "Imprimé" in printed(slip_of(ticket, TODAY)).text
    assert "Imprimé" not in printed(slip_of(ticket, None)).text


def test_an_exercise_says_so_first_and_reminds_no_telephone(ticket: Ticket) -> None:
    receipt = printed(slip_of(replace(ticket, practice=True), TODAY))
    assert receipt.lines[0] == "Exercice"
    assert receipt.codes == []


def test_an_example_says_so(ticket: Ticket) -> None:
    assert printed(slip_of(replace(ticket, example=True), None)).lines[0] == "Exemple : aucun vrai"


def test_what_a_site_confirmed_is_according_to_the_site() -> None:
    confirmed = Confirmation("Site officiel du Forem", "Maison de l’emploi", date(2026, 11, 24), time(10, 40))
    receipt = printed(slip_of_site(confirmed, BRUSSELS, TODAY))
    assert receipt.lines[0] == "Le site a confirmé"
    assert receipt.large == ["mardi 24 novembre", "10 h 40"]
    event: Any = icalendar.Calendar.from_ical(receipt.codes[0]).walk("VEVENT")[0]
    assert event["DTSTART"].dt == START
    assert "site" in receipt.text.split("\n\n")[0].splitlines()[-1].lower()


def test_of_a_day_that_could_not_be_read_there_is_no_code() -> None:
    receipt = printed(slip_of_site(Confirmation("Site officiel du Forem"), BRUSSELS, None))
    assert receipt.large == receipt.codes == []


def test_neither_a_ticket_nor_its_slip_tells_itself(ticket: Ticket) -> None:
    told = repr(ticket) + repr(slip_of(ticket, TODAY))
    assert "A7K3" not in told
    assert "2026" not in told
