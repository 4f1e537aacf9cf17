"""The real browser behind the kiosk's own protocol: what is asked from one thread is told from another."""

import os
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event

import pytest

from kiosk.official_site.browser.chromium import Chromium
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.events import Arrived, Asked, BrowserEvent, Failed, Touched, Trouble, Working
from kiosk.official_site.protocol import Browser, Frame, Glass
from kiosk.official_site.view import Element, State, View
from tests.official_pages import GLASS, hosts, served

PATIENCE_S = 15.0


@dataclass
class Visit:
    """A browser, and what it told."""

    browser: Chromium
    base: str
    processes: list[Process]
    events: "queue.SimpleQueue[BrowserEvent]" = field(default_factory=queue.SimpleQueue)
    frames: list[Frame] = field(default_factory=list)
    pictured: Event = field(default_factory=Event)

    def next(self, kind: type[BrowserEvent]) -> BrowserEvent:
        """Wait for an event of that kind."""
        while not isinstance(event := self.events.get(timeout=PATIENCE_S), kind):
            assert not isinstance(event, Failed), event
        return event

    def arrived(self, title: str = "") -> View:
        """Wait for a page, with that title if one is given."""
        while True:
            event = self.next(Arrived)
            assert isinstance(event, Arrived)
            if title in event.view.title:
                return event.view

    def picture(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.pictured.set()


def named(view: View, name: str, role: str = "button") -> Element:
    (found,) = [one for one in view.elements if (one.name, one.role) == (name, role)]
    return found


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served() as found:
        yield found


@pytest.fixture
def visit(user: str, port: int, request: pytest.FixtureRequest) -> Iterator[Visit]:
    processes: list[Process] = []

    def start() -> Process | Trouble:
        found = Process.start(Launch(user=user, reach=("127.0.0.1",)))
        assert isinstance(found, Process)
        processes.append(found)
        return found

    found = Visit(Chromium(start, slow=getattr(request, "param", PATIENCE_S)), f"http://127.0.0.1:{port}", processes)
    found.browser.on_event(found.events.put)
    found.browser.on_frame(found.picture)
    yield found
    found.browser.close()


def test_a_visit(visit: Visit, port: int) -> None:
    """From the first page through a field, a page of several and a dialog, back to the first, to the end."""
    browser: Browser = visit.browser
    browser.open(f"{visit.base}/formulaire.html", hosts(port), GLASS)
    assert isinstance(visit.events.get(timeout=PATIENCE_S), Working)
    view = visit.arrived("Demande")
    assert visit.pictured.wait(PATIENCE_S)
    assert (visit.frames[-1].width, visit.frames[-1].height) == (GLASS.width, GLASS.height)
    assert not view.has_before

    browser.fill(named(view, "Nom *", "textbox").node, "Quetzalcoatl")
    view = visit.arrived()
    assert State.FILLED in named(view, "Nom *", "textbox").states
    box = named(view, "Nom *", "textbox").box
    assert box is not None
    browser.look(box.left + 5, box.top + 5)
    touched = visit.next(Touched)
    assert isinstance(touched, Touched)
    assert touched.element == named(view, "Nom *", "textbox")
    assert "Quetzalcoatl" not in repr(touched) + repr(view)

    browser.go(f"{visit.base}/application.html")
    view = visit.arrived("Étape 1")
    assert view.has_before
    browser.activate(named(view, "Suivant").node)
    view = visit.arrived("Étape 2")
    assert view.url.endswith("#1")
    browser.back()
    visit.arrived("Étape 1")

    browser.go(f"{visit.base}/dialogue.html")
    view = visit.arrived("Dialogue")
    browser.activate(named(view, "Annuler").node)
    assert visit.next(Asked) == Asked("Annuler ?", may_refuse=True)
    browser.answer(accept=False)
    visit.arrived("Gardé")

    (process,) = visit.processes
    browser.close()
    assert process.end(), "something of it was left"
    assert not process.profile.exists()
    assert not [thread for thread in threading.enumerate() if thread.name == "official-site"]


def test_a_page_that_never_rests_arrives_all_the_same(visit: Visit, port: int) -> None:
    visit.browser.open(f"{visit.base}/mouvement.html", hosts(port), GLASS)
    view = visit.arrived("Toujours")
    assert named(view, "Continuer").role == "button"


def test_a_viewport_of_another_size_is_pictured_and_read_in_that_size(visit: Visit, port: int) -> None:
    visit.browser.open(f"{visit.base}/touches.html", hosts(port), GLASS)
    view = visit.arrived()
    visit.browser.show(named(view, "Terminer").node)
    assert visit.arrived().extent.began_above
    visit.browser.resize(Glass(800, 240, 1.6))
    view = visit.arrived()
    assert view.extent.height == 150
    box = named(view, "Terminer").box
    assert box is not None
    assert 0 <= box.top <= 150 - box.height
    assert (visit.frames[-1].width, visit.frames[-1].height) == (800, 240)


def test_the_first_page_has_none_before(visit: Visit, port: int) -> None:
    visit.browser.open(f"{visit.base}/application.html", hosts(port), GLASS)
    visit.arrived("Étape 1")
    visit.browser.back()
    visit.browser.look(1, 1)
    visit.next(Touched)
    assert visit.events.empty()


@pytest.mark.parametrize("visit", [2.0], indirect=True)
def test_a_server_that_does_not_answer_is_told_and_the_page_stays(visit: Visit, port: int) -> None:
    held = Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.wait(PATIENCE_S)

    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        both = hosts(port)
        both = type(both)(both.pages | hosts(server.server_port).pages, frozenset(), plain_http=True)
        visit.browser.open(f"{visit.base}/application.html", both, GLASS)
        view = visit.arrived("Étape 1")
        visit.browser.go(f"http://127.0.0.1:{server.server_port}/")
        while not isinstance(event := visit.events.get(timeout=PATIENCE_S), Failed):
            assert isinstance(event, Working)
        assert event == Failed(Trouble.SLOW)
        visit.browser.activate(named(view, "Suivant").node)
        visit.arrived("Étape 2")
        held.set()
        server.shutdown()


def test_a_browser_that_dies_is_told_once_and_leaves_nothing(visit: Visit, port: int) -> None:
    visit.browser.open(f"{visit.base}/application.html", hosts(port), GLASS)
    visit.arrived()
    os.killpg(visit.processes[0].group, 9)
    while not isinstance(event := visit.events.get(timeout=PATIENCE_S), Failed):
        pass
    assert event == Failed(Trouble.CRASHED)
    visit.browser.scroll(1)
    visit.browser.close()
    assert visit.events.empty()
    assert not visit.processes[0].profile.exists()


def test_nothing_is_told_once_it_is_closed(visit: Visit, port: int) -> None:
    visit.browser.open(f"{visit.base}/mouvement.html", hosts(port), GLASS)
    visit.arrived()
    visit.browser.close()
    told, pictured = visit.events.qsize(), len(visit.frames)
    visit.browser.scroll(1)
    assert (visit.events.qsize(), len(visit.frames)) == (told, pictured)


def test_without_a_browser_that_is_told() -> None:
    browser = Chromium(lambda: Trouble.ABSENT)
    events: queue.SimpleQueue[BrowserEvent] = queue.SimpleQueue()
    browser.on_event(events.put)
    browser.open("https://www.example.be/", hosts(1), GLASS)
    assert events.get(timeout=PATIENCE_S) == Failed(Trouble.ABSENT)
    browser.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_of_ours_is_a_calm_page_to_the_visitor() -> None:
    def start() -> Process | Trouble:
        raise RuntimeError

    browser = Chromium(start)
    events: queue.SimpleQueue[BrowserEvent] = queue.SimpleQueue()
    browser.on_event(events.put)
    browser.open("https://www.example.be/", hosts(1), GLASS)
    assert events.get(timeout=PATIENCE_S) == Failed(Trouble.CRASHED)
    browser.close()
