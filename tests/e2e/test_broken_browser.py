"""The browser of an official site dies, hangs, takes all memory or is not there: a calm page each, and the way on."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from kiosk.ids import GuidanceId
from kiosk.official_site.browser import group
from kiosk.official_site.guidance import Allowed, Guidance
from kiosk.official_site.protocol import Hosts
from kiosk.page import NoticePage, SitePage
from tests.e2e.conftest import Begin
from tests.e2e.on_site import OnSite
from tests.e2e.real_browsers import Browsers
from tests.official_journey import AROUND

FILL = b"<script>a = []; setTimeout(() => { for (;;) a.push(new Array(1e5).fill(0.5)) }, 500)</script>"
PAGE = b"<!doctype html><html lang=fr><title>Essai</title><h1>Bonjour</h1><button>Continuer</button>"


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE + (FILL if self.path == "/plein" else b"")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def _there(begin: Begin, port: int, found: Browsers, path: str = "/") -> OnSite:
    """On the way to a page that nobody knows."""
    host = f"127.0.0.1:{port}"
    guidance = Guidance(
        id=GuidanceId("essai"), name="Site d’essai", start=f"http://{host}{path}", hosts=Allowed(pages=(host,))
    )
    hosts = Hosts(frozenset({host}), plain_http=True)
    site = OnSite(begin(guidance=guidance, browsers=found.to(hosts)))
    site.go()
    return site


def _standing(site: OnSite) -> None:
    site.until(lambda: site.guide.view is not None and not site.guide.working)
    assert isinstance(site.visit.page, SitePage)


def _told(site: OnSite, title: str) -> NoticePage:
    site.until(lambda: isinstance(site.visit.page, NoticePage))
    page = site.visit.page
    assert isinstance(page, NoticePage)
    assert page.title == title
    assert page.say[0].text == title
    assert site.visit.stage._link.frames.texture is None
    assert not site.pilot.labels_that_do_not_fit()
    return page


def _leads_on(site: OnSite) -> None:
    """Another way is one touch away."""
    site.visit.touch("Un autre moyen")
    assert site.visit.stage.kiosk.ref == AROUND


@pytest.mark.parametrize(
    ("how", "title"), [(signal.SIGKILL, "La page s’est arrêtée"), (signal.SIGSTOP, "La page ne répond plus")]
)
def test_a_browser_that_is_killed_or_hangs(
    begin: Begin, port: int, chromiums: Browsers, how: signal.Signals, title: str
) -> None:
    site = _there(begin, port, chromiums)
    _standing(site)
    first = chromiums.processes[0]
    for process in group.members(first.group):
        if how is signal.SIGKILL or process != first.group:  # what holds the life line goes on
            with suppress(ProcessLookupError):  # it ended with another
                os.kill(process, how)
    _told(site, title)
    site.visit.touch("Essayer encore")
    _standing(site)
    assert group.members(first.group) == []
    assert not first.profile.exists()
    assert len(chromiums.processes) == 2


def test_a_page_that_takes_all_memory(begin: Begin, port: int, chromiums: Browsers) -> None:
    site = _there(begin, port, chromiums, "/plein")
    _told(site, "La page est trop lourde")
    _leads_on(site)
    first = chromiums.processes[0]
    site.until(lambda: not (first.profile.exists() or group.members(first.group)))


def test_a_browser_that_is_not_there(
    begin: Begin, port: int, chromiums: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.official_site.browser.process.found", str)
    site = _there(begin, port, chromiums)
    _told(site, "Ce site ne s’ouvre pas ici")
    _leads_on(site)
    assert chromiums.processes == []
