"""Each lock holds by itself: workers that would outlive their page, and what pages ask a person's permission for."""

from collections.abc import Iterator

import pytest

from kiosk.official_site.browser import guard, targets
from kiosk.official_site.browser.process import Launch
from kiosk.official_site.protocol import Hosts
from tests.official_browser import Driven, driven, started, unguarded
from tests.two_sites import Page, Site, site

_ASKED = (
    *("geolocation", "notifications", "camera", "microphone", "midi", "clipboard-read", "clipboard-write"),
    *("background-sync", "persistent-storage", "screen-wake-lock", "accelerometer", "gyroscope", "magnetometer"),
    *("idle-detection", "window-management", "local-fonts", "display-capture", "payment-handler", "keyboard-lock"),
    *("periodic-background-sync", "background-fetch", "pointer-lock", "local-network-access"),
)
_WORKER = """
for (let one = 0; one < 3; one++) new WebSocket('ws://{host}/socket');
fetch('/fetched');
globalThis.onconnect = event => event.ports[0].postMessage('alive');
globalThis.onfetch = event => event.respondWith(new Response('<p id=p>not the site', {headers: {'Content-Type':
  'text/html'}}));
"""
_SHARED = """<script>
const worker = new SharedWorker('/worker.js');
worker.port.onmessage = event => { window.end = event.data };
worker.onerror = () => { window.end = 'closed' };
</script>"""
_SERVICE = """<script>
navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready)
  .then(() => { window.end = 'alive' }, () => { window.end = 'closed' });
</script>"""


@pytest.fixture(scope="module")
def shop() -> Iterator[Site]:
    pages = {"/shared": _SHARED, "/service": _SERVICE}

    def serve(path: str) -> Page:
        if path == "/worker.js":
            return Page(_WORKER.replace("{host}", running.host), headers={"Content-Type": "text/javascript"})
        return Page(pages.get(path, "<p id=p>the site"))

    with site("shop.localhost", serve) as running:
        yield running


def _launch(shop: Site, user: str) -> Launch:
    return Launch(reach=(shop.host,), user=user, found_at=((shop.host, "127.0.0.1"),))


def _after_a_worker(shop: Site, user: str, kind: str) -> tuple[str, str, set[str]]:
    """Give the end of a worker, what a page of the site is afterwards, and what the worker had asked for."""
    shop.asked.clear()
    with driven(_launch(shop, user), Hosts(frozenset({shop.host}), plain_http=True)) as browser:
        browser.go(f"{shop.url}/{kind}")
        assert browser.until(lambda: bool(browser.run("window.end")))
        end = browser.run("window.end")
        browser.go(f"{shop.url}/next")
        return end, browser.run("p.innerText"), set(shop.asked) & {"/socket", "/fetched"}


@pytest.mark.parametrize("kind", ["shared", "service"])
def test_a_worker_that_is_begun_all_the_same_is_closed(
    kind: str, shop: Site, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "DOORS", "")
    assert _after_a_worker(shop, user, kind) == ("closed", "the site", set())


@pytest.mark.parametrize("kind", ["shared", "service"])
def test_without_that_it_lives_and_speaks(kind: str, shop: Site, user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "DOORS", "")
    monkeypatch.setattr(guard, "_REMAINS", "None")
    monkeypatch.setattr(targets, "_IN_PAGE", {"iframe", "worker", "shared_worker", "service_worker"})
    end, afterwards, asked = _after_a_worker(shop, user, kind)
    assert end == "alive"
    assert afterwards == ("not the site" if kind == "service" else "the site")
    assert "/socket" in asked


def _states(browser: Driven) -> dict[str, str]:
    """Give what a page is told of each permission."""
    asks = "name => navigator.permissions.query({name}).then(one => [name, one.state])"
    return dict(browser.run(f"Promise.all({list(_ASKED)!r}.map({asks}))"))


def test_every_permission_is_refused_before_a_page_asks(shop: Site, user: str) -> None:
    with driven(_launch(shop, user), Hosts(frozenset({shop.host}), plain_http=True)) as browser:
        browser.go(f"{shop.url}/")
        assert set(_states(browser).values()) == {"denied"}


def test_without_the_guard_pages_may_ask_or_have(shop: Site, user: str) -> None:
    with started(_launch(shop, user)) as process, unguarded(process) as browser:
        browser.go(f"{shop.url}/")
        assert {"denied"} != set(_states(browser).values())
