"""The guidance on a site that changed, in a real browser; and the traps are what they say they are."""

import queue
import threading
from collections.abc import Generator, Iterator
from datetime import date, time
from http.client import HTTPConnection, HTTPResponse, IncompleteRead, RemoteDisconnected

import pytest

from kiosk.official_site import words
from kiosk.official_site.browser.chromium import Chromium
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.confirmation import read_confirmation
from kiosk.official_site.events import Arrived, BrowserEvent
from kiosk.official_site.plain import holds, quoted
from kiosk.official_site.protocol import Glass
from kiosk.official_site.recognise import everything
from kiosk.official_site.telling import Told, tell
from kiosk.official_site.view import State, View
from tests.trap_pages import BOOKING, MUTATIONS, PAGES, Mutation
from tests.trap_site import COMMUNE, LOGIN, NAMES, OTHER, TrapSite, trap_site

_PATIENCE_S = 10.0


@pytest.fixture
def site() -> Iterator[TrapSite]:
    with trap_site() as running:
        yield running


def _ask(site: TrapSite, path: str, *, method: str = "GET", host: str = COMMUNE, cookie: str = "") -> HTTPResponse:
    """Ask as a browser would, and follow nothing."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=_PATIENCE_S)
    connection.request(method, path, headers={"Host": f"{host}:{site.port}", "Cookie": cookie})
    return connection.getresponse()


def _get(site: TrapSite, path: str, cookie: str = "") -> bytes:
    with _ask(site, path, cookie=cookie) as answer:
        return answer.read()


def _views(site: TrapSite, user: str, urls: list[str]) -> Generator[View, None, None]:
    """Go from page to page in one browser."""
    browser = Chromium(lambda: Process.start(Launch(reach=NAMES, user=user, found_at=site.found_at)))
    heard: queue.SimpleQueue[BrowserEvent] = queue.SimpleQueue()
    browser.on_event(heard.put)
    try:
        for number, url in enumerate(urls):
            if number:
                browser.go(url)
            else:
                browser.open(url, site.hosts, Glass(1280, 600, 1.5))
            event = heard.get(timeout=_PATIENCE_S)
            while not (isinstance(event, Arrived) and event.view.url == url):
                event = heard.get(timeout=_PATIENCE_S)
            yield event.view
    finally:
        browser.close()


def _judge(mutation: Mutation, path: str, told: Told, view: View) -> None:
    """Free reading where it must be; else an instruction that is true of this page."""
    assert told.free == (path in mutation.free), (mutation.name, path, told)
    assert (told.pointed is None) == (path in mutation.free | mutation.unready | {"/rdv/fini"}), (mutation.name, path)
    assert (told.say == words.UNREADY) == (path in mutation.unready), (mutation.name, path)
    if told.pointed:
        assert State.DISABLED not in told.pointed.states
    for name in (name for sentence in told.say for name in quoted(sentence) if name not in words.BUTTONS):
        assert holds(everything(view), name), (mutation.name, path, name)


def test_a_changed_site_is_guided_truly_or_read_freely(site: TrapSite, user: str) -> None:
    guidance = site.guidance()
    visits = [(mutation, path) for mutation in MUTATIONS for path in mutation.pages]
    assert len(MUTATIONS) == 10
    views = _views(site, user, [site.url(f"{path}?{mutation.name}") for mutation, path in visits])
    for mutation, path in visits:
        site.change(mutation.name)
        view = next(views)
        _judge(mutation, path, tell(guidance, view), view)
    views.close()


def test_its_confirmation_is_read(site: TrapSite, user: str) -> None:
    guidance = site.guidance()
    (view,) = _views(site, user, [site.url("/rdv/fini")])
    told = tell(guidance, view)
    assert told.page
    assert told.page.done
    read = read_confirmation(guidance.name, told.page.done, view, None)
    assert (read.place, read.day, read.hour) == ("Guichet population", date(2026, 12, 1), time(10, 40))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_each_mutation_is_another_site(site: TrapSite, mutation: Mutation) -> None:
    site.change(mutation.name)
    assert mutation.pages != BOOKING
    assert all(_get(site, path).decode() == html for path, html in mutation.pages.items())
    site.change("")
    assert _get(site, "/rdv").decode() == BOOKING["/rdv"]


def test_each_page_is_there(site: TrapSite) -> None:
    for path in (*PAGES, "/routes/jour"):
        assert b"</html>" in _get(site, path), path
    assert f"http://{OTHER}:{site.port}/rdv".encode() in _get(site, "/cadre-ailleurs")


@pytest.mark.parametrize(
    ("path", "status"), [("/erreur", 500), ("/erreur-vide", 503), ("/nulle-part", 404), ("/boucle", 302)]
)
def test_answers_tell_their_fault(site: TrapSite, path: str, status: int) -> None:
    with _ask(site, path) as answer:
        assert answer.status == status


def test_answers_are_broken_as_they_say(site: TrapSite) -> None:
    with pytest.raises(IncompleteRead):
        _get(site, "/coupe")
    with pytest.raises(RemoteDisconnected):
        _get(site, "/muet")
    assert b"</html>" not in _get(site, "/trop-court")


@pytest.mark.parametrize("path", ["/lent", "/lent-ensuite"])
def test_a_slow_answer_waits_until_it_is_let_go(site: TrapSite, path: str) -> None:
    came: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    waiting = threading.Thread(target=lambda: came.put(_get(site, path)))
    waiting.start()
    assert site.slow.wait(_PATIENCE_S)
    assert came.empty()
    site.release.set()
    waiting.join()
    assert b"</html>" in came.get(timeout=_PATIENCE_S)


def test_a_login_is_on_another_host_and_its_session_ends(site: TrapSite) -> None:
    with _ask(site, "/prive") as sent_away:
        assert sent_away.headers["Location"] == site.url("/connexion", LOGIN)
    with _ask(site, "/connexion", method="POST", host=LOGIN) as back:
        ticket = back.headers["Location"].removeprefix(site.url(""))
    with _ask(site, ticket) as given:
        cookie = given.headers["Set-Cookie"].partition(";")[0]
    assert "Vous êtes connecté" in _get(site, "/prive", cookie).decode()
    site.expire()
    assert "Votre session a expiré" in _get(site, "/prive", cookie).decode()
    assert "Vous êtes déconnecté" in _get(site, "/sortie", cookie).decode()
    assert site.asked[-1] == f"GET {COMMUNE}/sortie"
