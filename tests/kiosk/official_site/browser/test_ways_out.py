"""Every way out of a page, tried in the real browser: none succeeds, and those that a browser knows do without us."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from kiosk.official_site.browser import flags
from kiosk.official_site.browser.process import Launch, Process
from kiosk.official_site.events import Stopped
from kiosk.official_site.protocol import Hosts
from tests.official_browser import Driven, driven, started, unguarded
from tests.two_sites import Page, Site, site
from tests.ways_out import WAYS, Way

_REST_S = 0.12
"""Seconds in which a page that tries something in vain is watched; what comes later fails the last check of all."""
_OPEN = (
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
_PERMISSIONS = [
    "geolocation",
    "notifications",
    "videoCapture",
    "audioCapture",
    "clipboardReadWrite",
    "clipboardSanitizedWrite",
    "midi",
    "midiSysex",
    "sensors",
    "wakeLockScreen",
    "idleDetection",
    "windowManagement",
    "localFonts",
    "durableStorage",
    "keyboardLock",
    "pointerLock",
]
_CTRL, _ALT, _SHIFT = 2, 1, 8
_KEYS = (
    *((_CTRL, key) for key in "NTOSULWPHJDKRF"),
    *((_CTRL | _SHIFT, key) for key in "NTIJCBP"),
    *((_ALT, key) for key in ("Home", "ArrowLeft", "ArrowRight", "F4", "D")),
    *((0, key) for key in ("F1", "F3", "F5", "F6", "F11", "F12", "ContextMenu", "BrowserHome", "BrowserSearch")),
)


@dataclass
class Two:
    """The journey's site, the other one, and where the other listens without connections."""

    evil: Site
    ear: socket.socket
    shop: Site = field(init=False)
    files: list[str] = field(default_factory=list)
    """What was downloaded."""

    def written(self, page: str) -> str:
        """Give a page with the addresses in it."""
        names = {
            "{evil}": self.evil.url,
            "{evil_host}": self.evil.host,
            "{same}": f"http://{self.shop.name}:{self.evil.port}",
            "{raw}": f"http://127.0.0.1:{self.evil.port}",
            "{udp}": f"127.0.0.1:{self.ear.getsockname()[1]}",
            "{shop}": self.shop.url,
            "{host}": self.shop.host,
        }
        for name, value in names.items():
            page = page.replace(name, value)
        return f"<!doctype html><title>x</title>{page}"

    def serve(self, path: str) -> Page:
        """Answer as the journey's site."""
        ways = {f"/{way.name}": Page(self.written(way.page)) for way in WAYS}
        return ways.get(path) or {
            "/to-evil": Page(status=307, headers={"Location": f"{self.evil.url}/x"}),
            "/to-to-evil": Page(status=302, headers={"Location": "/to-evil"}),
            "/refreshes": Page(headers={"Refresh": f"0;url={self.evil.url}/x"}),
            "/reports": Page(
                "<img src=/nowhere>",
                headers={"Content-Security-Policy": f"img-src 'none'; report-uri {self.evil.url}/x"},
            ),
            "/attached": Page("x", headers={"Content-Disposition": "attachment; filename=x.txt"}),
            "/worker.js": Page("", headers={"Content-Type": "text/javascript"}),
        }.get(path, Page("<p>Ours"))

    def heard(self) -> list[str]:
        """Give what reached the other site."""
        try:
            words = [f"udp {self.ear.recv(99)[:1]!r}"]
        except BlockingIOError:
            words = []
        return words + [path for path in self.evil.asked if path != "connection"] + self.files

    def forget(self) -> None:
        """Begin anew."""
        self.heard()
        self.evil.asked.clear()
        self.files.clear()

    @property
    def ours(self) -> Hosts:
        """What the journey allows."""
        return Hosts(frozenset({self.shop.host}), plain_http=True)

    def launch(self, user: str) -> Launch:
        """Start a browser for which both exist: as if another journey named the other one. The guard stands alone."""
        hosts = (self.shop.host, self.evil.host)
        return Launch(reach=(*hosts, "127.0.0.1"), user=user, found_at=tuple((host, "127.0.0.1") for host in hosts))


@contextmanager
def _two() -> Iterator[Two]:
    with ExitStack() as stack:
        evil = stack.enter_context(site("evil.test", lambda _: Page("<p>Evil")))
        ear = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        ear.bind(("127.0.0.1", 0))
        ear.setblocking(False)  # noqa: FBT003 - as the library has it
        both = Two(evil, ear)
        both.shop = stack.enter_context(site("shop.localhost", both.serve))
        yield both


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    with _two() as both:
        yield both


@pytest.fixture(scope="module")
def open_two() -> Iterator[Two]:
    """Give two more: what comes late from a browser without a guard is not taken for what comes from one with it."""
    with _two() as both:
        yield both


@pytest.fixture(scope="module")
def guarded(two: Two, user: str) -> Iterator[Driven]:
    with driven(two.launch(user), two.ours) as browser:
        _note_files(browser, two)
        yield browser
        assert two.heard() == [], "it got out later"


@pytest.fixture(scope="module")
def wide_open(open_two: Two, user: str) -> Iterator[Process]:
    """Start a browser with neither our guard nor our flags."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(flags, "_FLAGS", _OPEN)
            process = stack.enter_context(started(open_two.launch(user)))
        yield process


def _note_files(browser: Driven, two: Two) -> None:
    def noted(event: dict[str, Any], _: str) -> None:
        if event["state"] == "completed":
            two.files.append("file")

    browser.process.pipe.on("Browser.downloadProgress", noted)


def _elsewhere(browser: Driven, two: Two) -> list[str]:
    """Tell where a browser is that it should not be, and what it holds that it should not."""
    tree = browser.call("Page.getFrameTree")["frameTree"]
    frames = [tree, *tree.get("childFrames", [])]
    places = [frame["frame"]["url"] for frame in frames]
    targets = browser.call("Target.getTargets", whole=True)["targetInfos"]
    ours = ("about:", f"{two.shop.url}/", f"blob:{two.shop.url}/", "data:")
    return [
        *two.heard(),
        *(place for place in places if place and not place.startswith(ours)),
        *(one["type"] + one["url"] for one in targets if one["type"] not in ("page", "iframe", "worker", "tab")),
        *["window"] * (sum(one["type"] == "page" for one in targets) - 1 - (browser.guard is None)),
        *filter(None, [browser.run("window.out")]),
    ]


def _done(browser: Driven, way: Way) -> None:
    """Let a finger, or keys, do what the way needs."""
    if not browser.run("Boolean(document.getElementById('go'))"):
        return
    if way.does in ("touch", "ctrl-touch"):
        browser.touch("#go", _CTRL if way.does == "ctrl-touch" else 0)
    elif way.does == "hold":
        browser.down(*browser.middle("#go"))
        browser.rest(0.8)
        browser.up()
    elif way.does == "drag":
        x, y = browser.middle("#go")
        browser.down(x, y)
        for step in range(1, 6):
            browser.move(x + 40 * step, y + 60 * step)
        browser.up()
    elif way.does == "keys":
        browser.run("document.getElementById('go').focus()")
        for modifiers, key in _KEYS:
            for kind in ("rawKeyDown", "keyUp"):
                browser.call("Input.dispatchKeyEvent", type=kind, modifiers=modifiers, **_key(key))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_no_way_leads_out(way: Way, guarded: Driven, two: Two) -> None:
    assert guarded.guard
    guarded.guard.allow(two.ours)
    guarded.told.clear()
    two.forget()
    guarded.go(f"{two.shop.url}/{way.name}")
    _done(guarded, way)
    if way.tells:
        assert guarded.until(_stopped(guarded, way), 3.0), guarded.told
    else:
        guarded.rest(_REST_S)
        assert not [event for event in guarded.told if isinstance(event, Stopped)]
    assert _elsewhere(guarded, two) == []


def _key(name: str) -> dict[str, Any]:
    """Give what a keyboard tells of a key."""
    numbers = {
        "Home": 36,
        "ArrowLeft": 37,
        "ArrowRight": 39,
        "ContextMenu": 93,
        "BrowserHome": 172,
        "BrowserSearch": 170,
    }
    if len(name) == 1:
        return {"key": name.lower(), "code": f"Key{name}", "windowsVirtualKeyCode": ord(name)}
    number = 111 + int(name[1:]) if name[1:].isdigit() else numbers[name]
    return {"key": name, "code": name, "windowsVirtualKeyCode": number}


def _let(browser: Driven) -> None:
    """Permit all that a browser asks people about."""
    context = {"browserContextId": browser.context}
    folder = {"behavior": "allow", "downloadPath": str(browser.process.profile), "eventsEnabled": True}
    browser.call("Browser.setDownloadBehavior", whole=True, **folder, **context)
    browser.call("Browser.grantPermissions", whole=True, permissions=_PERMISSIONS, **context)
    browser.call("Emulation.setGeolocationOverride", latitude=50, longitude=4, accuracy=1)


def _stopped(browser: Driven, way: Way) -> Callable[[], bool]:
    return lambda: any(isinstance(event, Stopped) and event.why is way.tells for event in browser.told)


@pytest.mark.parametrize("way", [way for way in WAYS if way.leaks], ids=lambda way: way.name)
def test_without_us_it_does(way: Way, wide_open: Process, open_two: Two) -> None:
    with unguarded(wide_open) as browser:
        _note_files(browser, open_two)
        _let(browser)
        open_two.forget()
        browser.go(f"{open_two.shop.url}/{way.name}")
        _done(browser, way)
        assert browser.until(lambda: _elsewhere(browser, open_two) != [], 4.0)
