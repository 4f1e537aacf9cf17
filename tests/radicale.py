"""A calendar server really started on 127.0.0.1, with users, passwords and rights, for any test that books."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

USER, PASSWORD = "borne", "secret-é-1"
OFFICE_USER, OFFICE_PASSWORD = "accueil", "secret-2"

# The kiosk reads and writes its calendar, and writes contacts that it cannot read (design: booking).
_RIGHTS = """
[root]
user: .+
collection:
permissions: R
[office]
user: accueil
collection: .*
permissions: RWrw
[kiosk-home]
user: borne
collection: borne
permissions: R
[kiosk-calendar]
user: borne
collection: borne/rdv[^/]*
permissions: rw
[kiosk-contacts]
user: borne
collection: borne/contacts
permissions: w
"""
_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
max_connections = 100
timeout = 20
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = {folder}/rights
[storage]
filesystem_folder = {folder}/storage
[web]
type = none
[logging]
level = error
"""
# As `python -m radicale`, with a queue long enough for fifty clients that arrive in the same millisecond.
_START = "import socketserver; socketserver.TCPServer.request_queue_size = 128; import radicale.__main__ as r; r.run()"
_MAKE_CALENDAR = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<D:displayname>{name}</D:displayname>
<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>
</D:prop></D:set></C:mkcalendar>"""


@dataclass(frozen=True)
class Radicale:
    """A running server."""

    port: int
    folder: Path

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def calendar(self, name: str) -> str:
        """The address of a calendar of the kiosk; made when it is not there. Names start with "rdv", or "contacts"."""
        url = f"{self.root}borne/{name}/"
        self.as_office("MKCOL", f"{self.root}borne/")
        made = self.as_office("MKCALENDAR", url, _MAKE_CALENDAR.format(name=name))
        assert made.status_code in {201, 409}, made.text
        return url

    def as_office(self, method: str, url: str, body: str = "") -> requests.Response:
        """A request of the office's staff, who may read and write all."""
        return requests.request(
            method, url, data=body.encode(), auth=(OFFICE_USER, OFFICE_PASSWORD), timeout=10, allow_redirects=False
        )

    def draw(self, calendar: str, name: str, event: str) -> None:
        """What staff do in their calendar program: an event, given as the lines inside VEVENT."""
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//FR", "BEGIN:VEVENT", f"UID:{name}"]
        lines += ["DTSTAMP:20260101T000000Z", *event.strip().splitlines(), "END:VEVENT", "END:VCALENDAR", ""]
        answer = self.as_office("PUT", f"{calendar}{name}.ics", "\r\n".join(lines))
        assert answer.status_code in {201, 204}, answer.text

    def texts(self, calendar: str) -> list[str]:
        """The iCalendar text of all that stands in a calendar."""
        text = self.as_office("GET", calendar).text
        return ["BEGIN:VEVENT" + part for part in text.split("BEGIN:VEVENT")[1:]]

    def password_file(self) -> Path:
        """The kiosk's password, in a file of its own."""
        path = self.folder / "password"
        path.write_text(f"{PASSWORD}\n", encoding="utf-8")
        return path


@contextmanager
def running(folder: Path) -> Iterator[Radicale]:
    """Start a server on a free port, with its files in `folder`; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n{OFFICE_USER}:{OFFICE_PASSWORD}\n", encoding="utf-8")
    (folder / "rights").write_text(_RIGHTS, encoding="utf-8")
    (folder / "config").write_text(_CONFIG.format(port=port, folder=folder), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _START, "--config", str(folder / "config")],
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
    try:
        _wait(port, process, folder / "log")
        yield Radicale(port, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the calendar server did not start: {log.read_text()}")
