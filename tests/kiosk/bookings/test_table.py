"""Desks from settings: every need has one, and a fault closes a desk, not the kiosk."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kiosk.bookings.agenda import Agenda
from kiosk.bookings.caldav import Caldav
from kiosk.bookings.caldav_request import CaldavRequest
from kiosk.bookings.handoff import Handoff
from kiosk.bookings.protocol import BookingProvider, Mode, Slots
from kiosk.bookings.table import PROVIDERS, Desks
from kiosk.ids import NeedId
from kiosk.settings import load
from tests.booking_site import LONG, NEED, Clock, caldav, desks, service, settings

ROOT = Path(__file__).parents[3]
SAFE = "https://agenda.example/borne/rdv/"


def opened(folder: Path, provider: dict[str, object], *services: dict[str, object], **site: object) -> Desks:
    return desks(settings(folder, provider, *services, **site), folder, Clock())


def test_a_need_that_nobody_serves_is_handed_off(tmp_path: Path) -> None:
    desk = opened(tmp_path, {"kind": "agenda"})[NeedId("logement")]
    assert desk.provider.capabilities.mode is Mode.HANDOFF
    assert desk.provider.slots(desk.service, date(2026, 11, 23), date(2026, 12, 23)) == Slots((), Clock()())


def test_the_first_service_of_a_need_wins(tmp_path: Path) -> None:
    found = opened(tmp_path, {"kind": "agenda"}, service(), service(id="second"), service(id="long", need=LONG))
    assert set(found) == {LONG, NEED}
    assert found[NEED].service.id == "carte"
    assert len(found) == 2


@pytest.mark.parametrize(
    ("provider", "kind"),
    [
        ({"kind": "agenda"}, Agenda),
        ({"kind": "handoff"}, Handoff),
        ({"kind": "caldav", "url": SAFE}, Caldav),
        ({"kind": "caldav", "url": SAFE, "unsafe": True}, CaldavRequest),
    ],
)
def test_kinds_of_the_settings(tmp_path: Path, provider: dict[str, object], kind: type[BookingProvider]) -> None:
    found = opened(tmp_path, provider)
    assert type(found[NEED].provider) is kind
    assert found.faults == ()


def test_the_last_provider_of_the_table_always_works() -> None:
    assert list(PROVIDERS)[-1] == "handoff"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password_file": "missing"}, "password_file: 'missing' cannot be read"),
        ({"password_file": "empty"}, "holds no password"),
        ({"password_file": "two"}, "or several lines"),
        ({"user": ""}, "user: missing"),
        ({"ca_file": "missing.pem"}, "ca_file: 'missing.pem' is not there"),
        ({"url": "http://agenda.example/rdv/"}, "in clear; expected https"),
        ({"url": "https://me:you@agenda.example/rdv/"}, "holds a user or password"),
        ({"url": "agenda.example/rdv"}, "expected the address of a calendar"),
        ({"url": "https://[agenda"}, "expected the address of a calendar"),
    ],
)
def test_a_fault_of_a_calendar_is_told_and_handed_off(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    for name, text in {"password": "secret\n", "empty": "\n", "two": "a\nb\n"}.items():
        (tmp_path / name).write_text(text)
    found = opened(tmp_path, caldav(SAFE) | changes)
    assert found[NEED].provider.capabilities.mode is Mode.HANDOFF
    assert found[NEED].service.label == "Carte d'identité"
    (fault,) = found.faults
    assert said in fault
    assert fault.startswith("providers.books.")
    assert "secret" not in fault


def test_a_required_contact_needs_where_to_go(tmp_path: Path) -> None:
    (fault,) = opened(tmp_path, {"kind": "caldav", "url": SAFE}, service(require=["phone"])).faults
    assert "contact_url: missing" in fault
    (fault,) = opened(tmp_path, {"kind": "agenda"}, service(require=["phone"])).faults
    assert "keeps no contact" in fault
    assert opened(tmp_path, {"kind": "agenda"}, service(require=["phone"]), demonstration=True).faults == ()


def test_a_day_that_is_no_date_is_told(tmp_path: Path) -> None:
    (fault,) = opened(tmp_path, {"kind": "agenda"}, service(closed=["2026-13-45"])).faults
    assert "2026-13-45" in fault


def test_slow_libraries_wait_for_the_background() -> None:
    slow = ("sqlite_utils", "requests", "icalendar", "holidays", "recurring_ical_events")
    code = (
        "import sys; from pathlib import Path; from tests.booking_site import *; from kiosk.settings import load;"
        f"desks(load(), Path('nowhere'), Clock()); sys.exit(sum(name in sys.modules for name in {slow[:1] + slow[2:]}))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_embedded_site_opens_without_a_fault(tmp_path: Path) -> None:
    found = desks(load(), tmp_path, Clock())
    assert found.faults == ()
    desk = found[NeedId("commune_identite")]
    end = desk.provider.slots(desk.service, date(2026, 11, 23), date(2026, 12, 23))
    assert isinstance(end, Slots)
    assert end.slots
