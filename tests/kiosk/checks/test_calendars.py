"""Calendar servers, really started on 127.0.0.1."""

from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from msgspec import structs

from kiosk.health.result import State
from kiosk.opening import Opened
from kiosk.settings import CaldavSettings
from tests.kiosk.checks.conftest import Look
from tests.radicale import PASSWORD, USER, Radicale, running


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


def served(opened: Opened, *calendars: CaldavSettings) -> Opened:
    """The site with these calendars alone."""
    providers = {f"one{number}": calendar for number, calendar in enumerate(calendars)}
    settings = structs.replace(opened.site.settings, providers=providers, services=())
    return replace(opened, site=replace(opened.site, settings=settings))


def calendar(server: Radicale, name: str = "rdv-health") -> CaldavSettings:
    return CaldavSettings(url=server.calendar(name), user=USER, password_file=str(server.password_file()))


def test_a_site_without_them(look: Look, opened: Opened) -> None:
    assert look("calendars", opened=served(opened)).state is State.ABSENT


def test_a_good_server_is_ready_and_keeps_nothing_of_the_question(
    look: Look, opened: Opened, radicale: Radicale
) -> None:
    section = calendar(radicale)
    assert look("calendars", opened=served(opened, section)).state is State.READY
    assert radicale.texts(section.url) == []


def test_the_worst_of_two_is_told_without_address_or_password(look: Look, opened: Opened, radicale: Radicale) -> None:
    dead = CaldavSettings(url="http://127.0.0.1:9/nobody/")
    result = look("calendars", opened=served(opened, calendar(radicale), dead))
    assert (result.state, result.found.says) == (State.ATTENTION, "Un agenda extérieur ne répond pas.")
    assert not any(secret in repr(result) for secret in ("127.0.0.1", "http", PASSWORD, USER))


def test_one_that_refuses_is_told_before_one_that_is_silent(
    look: Look, opened: Opened, radicale: Radicale, tmp_path: Path
) -> None:
    (tmp_path / "wrong").write_text("wrong\n", encoding="utf-8")
    dead = CaldavSettings(url="http://127.0.0.1:9/nobody/")
    section = structs.replace(calendar(radicale), password_file=str(tmp_path / "wrong"))
    assert look("calendars", opened=served(opened, dead, section)).state is State.BROKEN


def test_a_wrong_password(look: Look, opened: Opened, radicale: Radicale, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("wrong\n", encoding="utf-8")
    section = structs.replace(calendar(radicale), password_file=str(tmp_path / "wrong"))
    result = look("calendars", opened=served(opened, section))
    assert (result.state, result.found.says) == (State.BROKEN, "Un agenda extérieur refuse la borne.")


def test_a_password_file_that_is_not_there(look: Look, opened: Opened, radicale: Radicale, tmp_path: Path) -> None:
    section = structs.replace(calendar(radicale), password_file=str(tmp_path / "none"))
    assert look("calendars", opened=served(opened, section)).found.says == "Un agenda extérieur est mal réglé."


class _TakesAll(BaseHTTPRequestHandler):
    """A server that creates the same name twice."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_DELETE = do_PUT  # noqa: N815 - named by the library

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 - named by the library


@pytest.mark.parametrize(("unsafe", "state"), [(False, State.BROKEN), (True, State.READY)])
def test_a_server_that_gives_an_hour_twice(look: Look, opened: Opened, *, unsafe: bool, state: State) -> None:
    with HTTPServer(("127.0.0.1", 0), _TakesAll) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        section = CaldavSettings(url=f"http://127.0.0.1:{server.server_port}/", unsafe=unsafe)
        found = look("calendars", opened=served(opened, section))
        server.shutdown()
        thread.join()
    assert found.state is state
