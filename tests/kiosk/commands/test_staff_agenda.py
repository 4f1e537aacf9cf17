"""Where the facilitator gets an agenda to hold in hand: on a site that keeps its appointments itself."""

import argparse
from pathlib import Path

import pytest

from kiosk.bookings.week import Week
from kiosk.commands.common import opened_site
from kiosk.commands.staff import staff_ports
from kiosk.settings import default_site
from kiosk.usage.clock import SystemClock
from tests.booking_site import MONDAY


def arguments_of(folder: Path, change: tuple[str, str] = ("", "")) -> argparse.Namespace:
    """The demonstration, with something else in its file."""
    site = folder / "site.toml"
    site.write_text(default_site().read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    return argparse.Namespace(site=site, data=folder / "data")


def test_the_embedded_agenda_is_the_one_that_visitors_book_in(tmp_path: Path) -> None:
    arguments = arguments_of(tmp_path)
    opened = opened_site(arguments)
    agenda = staff_ports(arguments, opened, SystemClock(), lambda: True).agenda
    assert agenda is not None
    assert {service.id for service in agenda.services} == {one.service.id for one in opened.desks.values()}
    assert isinstance(agenda.week(MONDAY), Week)
    assert (tmp_path / "data" / "agenda.db").exists()


@pytest.mark.parametrize("kind", ['kind = "handoff"', 'kind = "caldav"\nurl = "https://calendrier.example/rdv/"'])
def test_appointments_that_are_kept_elsewhere_are_not_held_here(tmp_path: Path, kind: str) -> None:
    arguments = arguments_of(tmp_path, ('kind = "agenda"', kind))
    if "caldav" in kind:
        text = arguments.site.read_text(encoding="utf-8").replace('require = ["name", "phone"]\n', "")
        arguments.site.write_text(text, encoding="utf-8")
    assert staff_ports(arguments, opened_site(arguments), SystemClock(), lambda: True).agenda is None
