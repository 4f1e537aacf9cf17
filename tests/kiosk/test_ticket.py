"""The ticket: the same hour as text, as calendar event, as QR code read by another library."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import zxingcpp
from PIL import Image

from kiosk.bookings.protocol import Place, Service
from kiosk.ids import ServiceId
from kiosk.ticket import Ticket, as_calendar, as_qr, as_text

START = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)


@pytest.fixture
def ticket() -> Ticket:
    place = Place("Cité administrative de La Louvière", ("Place communale 1", "7100 La Louvière"))
    service = Service(ServiceId("a"), "Carte d’identité", 20, place, bring=("L’ancienne carte", "Une photo"))
    return Ticket(service, START, START + timedelta(minutes=20), "A7K3", ZoneInfo("Europe/Brussels"), example=True)


def test_text_fits_the_printer_and_says_everything(ticket: Ticket) -> None:
    text = as_text(ticket)
    assert all(len(line) <= 32 for line in text.splitlines())
    for words in ("mardi 24 novembre", "10 h 40", "Code : A7K3", "Exemple : aucun vrai\nrendez-vous.", "- Une photo"):
        assert words in text


def test_the_qr_code_holds_the_event(ticket: Ticket) -> None:
    modules = as_qr(as_calendar(ticket))
    size = len(modules)
    assert size <= 93, "a phone at arm's length reads version 19 on a 7-inch panel"
    image = Image.new("L", (size + 8, size + 8), 255)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    (read,) = zxingcpp.read_barcodes(image.resize(((size + 8) * 4, (size + 8) * 4), Image.Resampling.NEAREST))
    event: Any = icalendar.Calendar.from_ical(read.text).walk("VEVENT")[0]
    assert event["DTSTART"].dt == START
    assert "A7K3" in event["DESCRIPTION"]
    assert "Exemple : aucun vrai rendez-vous" in event["SUMMARY"]
    assert "7100 La Louvière" in event["LOCATION"]


def test_a_real_appointment_is_no_example(ticket: Ticket) -> None:
    real = replace(ticket, example=False)
    assert "exemple" not in (as_text(real) + as_calendar(real)).lower()
