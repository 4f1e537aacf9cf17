"""By touch in a real window, on a printer that really listens: the paper has the hour of the screen."""

from typing import Any

import icalendar
import pytest
from msgspec.structs import replace

from kiosk.page import SlotsPage, TicketPage
from kiosk.printing.setup import NetworkTable
from kiosk.printing.table import open_printer
from kiosk.settings import load
from tests.e2e.conftest import Begin, Visit
from tests.receipt_printer import TcpPrinter

TO_DAYS = ("La commune", "Ma carte d’identité", "J’ai reçu une lettre", "Continuer", "Continuer", "Choisir l’heure ici")
PRINTED = "Le ticket est imprimé."
NO_PAPER = "Imprimante sans papier"


@pytest.mark.parametrize("size", [(1280, 800), (800, 480)], ids=["10-inch", "7-inch"])
def test_a_visitor_takes_the_ticket_or_is_led_on(begin: Begin, size: tuple[int, int]) -> None:
    with TcpPrinter() as machine:
        table = NetworkTable(address=f"127.0.0.1:{machine.port}", width=58)
        visit = begin(replace(load(), printer=table), size, printer=open_printer(table))
        to_ticket(visit)
        appointment = visit.stage.kiosk.session.appointment
        assert appointment.slot is not None
        printed(visit, PRINTED)
        receipt = machine.head.receipt
        event: Any = icalendar.Calendar.from_ical(receipt.codes[0]).walk("VEVENT")[0]
        assert event["DTSTART"].dt == appointment.slot.start
        local = appointment.slot.start.astimezone(visit.stage.kiosk.site.zone)
        assert receipt.large[1] == f"{local.hour} h {local.minute:02}"
        assert receipt.cuts == 1

        visit.touch("J’ai compris")
        machine.head.manner = "empty"
        printed(visit, NO_PAPER)
        visit.touch("Revoir mon ticket")
        assert isinstance(visit.page, TicketPage)
        assert receipt.cuts == 1, "nothing more came out"


def to_ticket(visit: Visit) -> None:
    visit.touch(*TO_DAYS)
    page = visit.page
    assert isinstance(page, SlotsPage)
    visit.pilot.advance(0.6)
    first = f"choice:{page.days[0].choice.id}"
    visit.pilot.tap(*next(one for one in visit.pilot.touchables() if one.mark == first).center)
    visit.settle()
    hours = visit.page
    assert isinstance(hours, SlotsPage)
    assert hours.day
    visit.touch(hours.choices[0].label.replace("\u00a0", " "), "Oui, je réserve")
    assert isinstance(visit.page, TicketPage)


def printed(visit: Visit, title: str) -> None:
    """Touch *Imprimer*, and wait for how it ends."""
    visit.touch("Imprimer")
    visit.pilot.advance(0.6)
    assert visit.pilot.wait_until(lambda: visit.page.title == title), visit.page.title
