"""Days, hours and numbers stand on a page as they are written here; what the browser draws itself is said in French."""

import queue
from collections.abc import Iterator

import pytest

from kiosk.official_site.browser.chromium import Chromium
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.events import Arrived, BrowserEvent, Touched
from kiosk.official_site.protocol import Glass, Hosts
from kiosk.official_site.view import Element, Entry, View
from tests.official_browser import driven
from tests.two_sites import Page, Site, site

_PATIENCE_S = 10.0
_PAGE = """<!doctype html><html lang="fr"><title>Essai</title><h1></h1>
<label>Jour <input id="jour" type="date" value="2026-04-03"></label>
<label>Nombre <input id="nombre" type="number" step="0.1"></label>
<script>
const tell = () => { document.querySelector('h1').textContent = [new Date(2026, 3, 3, 15, 40).toLocaleString(),
  (1234.5).toLocaleString(), nombre.value].join('; '); };
nombre.addEventListener('input', tell);
onload = tell;
</script>"""
_DRAWN = """<!doctype html><html lang="fr"><title>Essai</title><form><input type="file"><input type="submit">
<input type="reset"><details><p>Plus</p></details>
<label>Venue <input type="datetime-local" id="venue"></label>
<label>Note <input type="range" id="note" min="1" max="10"></label>
<p id="fin"></p></form><script>
for (const one of [venue, note]) one.addEventListener('change', () => { fin.textContent = one.value; });
</script>"""


@pytest.fixture(scope="module")
def shop() -> Iterator[Site]:
    with site("shop.localhost", lambda path: Page(_DRAWN if path == "/drawn" else _PAGE)) as running:
        yield running


class Seen:
    """A browser and the last it told."""

    def __init__(self, browser: Chromium) -> None:
        self.browser = browser
        self._heard: queue.SimpleQueue[BrowserEvent] = queue.SimpleQueue()
        browser.on_event(self._heard.put)

    def touched(self) -> str:
        event = self._heard.get(timeout=_PATIENCE_S)
        while not isinstance(event, Touched):
            event = self._heard.get(timeout=_PATIENCE_S)
        return event.element.name if event.element else ""

    def view(self) -> View:
        event = self._heard.get(timeout=_PATIENCE_S)
        while not isinstance(event, Arrived):
            event = self._heard.get(timeout=_PATIENCE_S)
        return event.view


@pytest.fixture(params=["/"])
def seen(request: pytest.FixtureRequest, shop: Site, user: str) -> Iterator[Seen]:
    launch = Launch((shop.host,), user=user, found_at=((shop.host, "127.0.0.1"),))
    browser = Chromium(lambda: Process.start(launch))
    told = Seen(browser)
    browser.open(f"{shop.url}{request.param}", Hosts(frozenset({shop.host}), plain_http=True), Glass(800, 600, 1.0))
    yield told
    browser.close()


def _named(view: View, role: str) -> Element:
    (found,) = [one for one in view.elements if one.role == role]
    return found


def test_scripts_write_days_hours_and_numbers_as_they_are_written_here(seen: Seen) -> None:
    day, number, *_ = _named(seen.view(), "heading").name.split(";")
    assert day == "03/04/2026 15:40:00"
    assert number.replace("\u202f", " ").replace("\u00a0", " ") == " 1 234,5"


@pytest.mark.parametrize("typed", ["1,5", "1.5"])
def test_a_number_with_a_comma_arrives(seen: Seen, typed: str) -> None:
    seen.browser.fill(_named(seen.view(), "spinbutton").node, typed)
    assert _named(seen.view(), "heading").name.endswith("; 1.5")


@pytest.mark.parametrize("seen", ["/drawn"], indirect=True)
def test_what_the_browser_writes_itself_is_said_in_french(seen: Seen) -> None:
    buttons = [one for one in seen.view().elements if one.role == "button"]
    assert [one.name for one in buttons] == ["Choisir un fichier", "Envoyer", "Effacer tout", "Détails"]
    boxes = [(one.name, one.box) for one in buttons if one.box]
    assert len(boxes) >= 3
    for name, box in boxes:
        seen.browser.look(box.left + 5, box.top + box.height / 2)
        assert seen.touched() == name


@pytest.mark.parametrize("seen", ["/drawn"], indirect=True)
@pytest.mark.parametrize(
    ("name", "entry", "typed"), [("Venue", Entry.MOMENT, "2026-11-24T10:40"), ("Note", Entry.NUMBER, "7")]
)
def test_a_moment_and_a_slider_are_filled_in_with_our_own_keys(seen: Seen, name: str, entry: Entry, typed: str) -> None:
    (field,) = [one for one in seen.view().elements if one.name == name and one.role != "text"]
    assert field.entry is entry
    seen.browser.fill(field.node, typed)
    assert typed in [one.name for one in seen.view().elements]


def test_a_field_shows_a_day_as_it_is_written_here(shop: Site, user: str) -> None:
    launch = Launch((shop.host,), user=user, found_at=((shop.host, "127.0.0.1"),))
    with driven(launch, Hosts(frozenset({shop.host}), plain_http=True)) as browser:
        browser.go(shop.url)
        nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
        parts = [one["value"]["value"] for one in nodes if one["role"]["value"] == "spinbutton" and one.get("value")]
    assert parts[:3] == [3, 4, 2026]
