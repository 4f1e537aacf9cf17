"""A commune's booking site really started on 127.0.0.1: django-appointment, with a database of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import msgspec

from kiosk.official_site.guidance import Guidance
from kiosk.official_site.loading import load_guidance
from kiosk.official_site.protocol import Hosts

CONTENT = Path(__file__).parent / "sites" / "django_office"
"""A folder of content: the guidance through the site."""
GUIDANCE = CONTENT / "official_sites" / "django_office.yaml"
_ROOT = Path(__file__).parents[1]
_VISITORS = "appointment_appointment", "appointment_emailverificationcode", "appointment_appointmentrequest"
_BOOKINGS = """
    SELECT r.date, r.start_time, u.first_name || ' ' || u.last_name, u.email, a.phone
    FROM appointment_appointment a
    JOIN appointment_appointmentrequest r ON r.id = a.appointment_request_id
    JOIN auth_user u ON u.id = a.client_id ORDER BY a.id
"""
_CODE = """
    SELECT c.code FROM appointment_emailverificationcode c JOIN auth_user u ON u.id = c.user_id
    WHERE u.email = ? ORDER BY c.id DESC LIMIT 1
"""


@dataclass(frozen=True)
class Booking:
    """What stands in the commune's database."""

    day: date
    hour: time
    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class DjangoOffice:
    """The running site."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        """The page on which one chooses a day and an hour."""
        return f"http://127.0.0.1:{self.port}/rdv/request/1/"

    @property
    def hosts(self) -> Hosts:
        """Itself, and nothing else; without TLS."""
        return Hosts(frozenset({f"127.0.0.1:{self.port}"}), plain_http=True)

    def guidance(self) -> Guidance:
        """The guidance through it, begun where it really is. It needs `hosts` beside it."""
        return msgspec.structs.replace(load_guidance(GUIDANCE), start=self.url)

    def bookings(self) -> list[Booking]:
        """All appointments, the oldest first."""
        with closing(self._database()) as database:
            rows = database.execute(_BOOKINGS).fetchall()
        return [Booking(date.fromisoformat(day), time.fromisoformat(hour), *who) for day, hour, *who in rows]

    def code_for(self, email: str) -> str:
        """The code that the site has sent to a visitor's letter box; "": none."""
        with closing(self._database()) as database:
            row = database.execute(_CODE, (email,)).fetchone()
        return str(row[0]) if row else ""

    def forget(self) -> None:
        """Empty the agenda: the next test finds the site as it was."""
        with closing(self._database()) as database, database:
            for table in _VISITORS:
                database.execute(f"DELETE FROM {table}")  # noqa: S608 (names of ours)
            database.execute("DELETE FROM django_session")
            database.execute("DELETE FROM auth_user WHERE username <> 'guichet'")

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "office.sqlite3", timeout=20)


@contextmanager
def running(folder: Path) -> Iterator[DjangoOffice]:
    """Run the site with its files in `folder`."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.sites.django_office.run"],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "DJANGO_OFFICE_FOLDER": str(folder), "PYTHONWARNINGS": "ignore"},
        )
    assert process.stdout
    try:
        said = process.stdout.readline()
        assert said, (folder / "log").read_text(encoding="utf-8")
        yield DjangoOffice(int(said), folder)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
