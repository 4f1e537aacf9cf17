"""What a page was not let do is told; what it may do works, and the page before stands when the next one fails."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.official_site.browser import flags
from kiosk.official_site.browser.process import Launch
from kiosk.official_site.events import Asked, Barred, BrowserEvent, Failed, Stopped, Trouble
from kiosk.official_site.protocol import Hosts
from tests.official_browser import Driven, driven, started, unguarded
from tests.two_sites import Page, Site, site

_PAGES = {
    "/": Page("<p id=p>First"),
    "/broken": Page("<p>Stack trace", status=503),
    "/missing": Page("<p>No such page", status=404),
    "/form": Page(
        "<form method=post target=_blank action=/sent><input name=day value=3><button id=go>Go</button></form>"
    ),
    "/window": Page("<button id=go onclick=\"window.open('https://evil.test/x'); opened = 1\">Go</button>"),
    "/leaves": Page("<button id=go>Go</button><script>onbeforeunload = e => e.preventDefault()</script>"),
}


@pytest.fixture(scope="module")
def shop() -> Iterator[Site]:
    with site("shop.localhost", lambda path: _PAGES.get(path, Page(f"<p id=p>{path}"))) as running:
        yield running


@pytest.fixture(scope="module")
def untrusted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run a server with a certificate of its own making."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    _make_certificate(key, certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with site(
        "tls.localhost", lambda _: Page("<p>x"), lambda plain: context.wrap_socket(plain, server_side=True)
    ) as it:
        yield it


def _make_certificate(key: Path, certificate: Path) -> None:
    command = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "1",
    )
    where = ("-subj", "/CN=tls.localhost", "-keyout", str(key), "-out", str(certificate))
    subprocess.run([*command, *where], check=True, capture_output=True)


@pytest.fixture(scope="module")
def shut() -> Iterator[str]:
    """Give a port at which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        yield f"shut.localhost:{door.getsockname()[1]}"


@pytest.fixture(scope="module")
def open_browser(shop: Site, untrusted: Site, shut: str, user: str) -> Iterator[Driven]:
    hosts = (shop.host, untrusted.host, shut)
    launch = Launch(reach=hosts, user=user, found_at=tuple((host, "127.0.0.1") for host in hosts))
    with driven(launch, Hosts(frozenset())) as browser:
        yield browser


@pytest.fixture
def browser(open_browser: Driven, shop: Site, untrusted: Site, shut: str) -> Driven:
    assert open_browser.guard
    hosts = frozenset({shop.host, untrusted.host, shut, "nowhere.localhost", "later.localhost"})
    open_browser.guard.allow(Hosts(hosts, plain_http=True))
    open_browser.go(f"{shop.url}/")
    open_browser.told.clear()
    return open_browser


def _tries(browser: Driven, url: str, told: BrowserEvent) -> None:
    """Go where it does not work: it is told, and the page before stands."""
    before = browser.run("location.href")
    browser.process.pipe.post("Page.navigate", {"url": url}, browser.page)
    assert browser.until(lambda: told in browser.told), browser.told
    assert browser.run("location.href") == before
    assert browser.run("document.querySelector('#p').innerText") == "First"


def test_what_is_allowed_works(browser: Driven, shop: Site) -> None:
    browser.go(f"{shop.url}/second")
    assert browser.run("document.querySelector('#p').innerText") == "/second"
    assert browser.told == []


def test_a_certificate_that_nobody_trusts(browser: Driven, untrusted: Site) -> None:
    _tries(browser, f"https://{untrusted.host}/", Stopped(Barred.CERTIFICATE, "tls.localhost"))
    assert "/" not in untrusted.asked


def test_no_tls(browser: Driven, shop: Site) -> None:
    assert browser.guard
    browser.guard.allow(Hosts(frozenset({shop.name, shop.host})))
    _tries(browser, f"{shop.url}/second", Stopped(Barred.NOT_SECURE, "shop.localhost/second"))


def test_another_host(browser: Driven) -> None:
    _tries(browser, "https://evil.test/x?secret", Stopped(Barred.HOST, "evil.test/x"))


def test_a_server_that_breaks(browser: Driven, shop: Site) -> None:
    _tries(browser, f"{shop.url}/broken", Failed(Trouble.SERVER))


def test_each_failure_is_told_however_soon_it_comes_again(browser: Driven, shop: Site) -> None:
    for times in (1, 2, 3):
        browser.process.pipe.post("Page.navigate", {"url": f"{shop.url}/broken"}, browser.page)
        assert browser.until(lambda: len(browser.told) == times), browser.told  # noqa: B023 - asked at once
        browser.rest(0.05)
    assert set(browser.told) == {Failed(Trouble.SERVER)}


def test_a_frame_that_fails_stays_empty(browser: Driven, shut: str) -> None:
    browser.run(f"document.body.innerHTML = '<iframe src=http://{shut}/></iframe>'")
    browser.rest(0.3)
    frames = browser.call("Page.getFrameTree")["frameTree"]["childFrames"]
    assert [frame["frame"]["url"] for frame in frames] in ([""], ["about:blank"])
    assert browser.told == []


def test_nobody_who_listens(browser: Driven, shut: str) -> None:
    _tries(browser, f"http://{shut}/", Failed(Trouble.SERVER))


def test_no_network(browser: Driven) -> None:
    _tries(browser, "http://nowhere.localhost/", Failed(Trouble.NO_NETWORK))


def test_a_page_that_is_missing_is_the_sites_own_to_tell(browser: Driven, shop: Site) -> None:
    browser.go(f"{shop.url}/missing")
    assert browser.run("document.body.innerText") == "No such page"
    assert browser.told == []


def test_nothing_is_fetched_before_it_is_allowed(shop: Site, user: str) -> None:
    launch = Launch(reach=(shop.host,), user=user, found_at=((shop.host, "127.0.0.1"),))
    with driven(launch, Hosts(frozenset())) as browser:
        shop.asked.clear()
        browser.process.pipe.post("Page.navigate", {"url": shop.url}, browser.page)
        assert browser.until(lambda: bool(browser.told))
        assert shop.asked == []


def test_the_same_thing_is_told_once(browser: Driven) -> None:
    for _ in range(3):
        browser.process.pipe.post("Page.navigate", {"url": "https://evil.test/"}, browser.page)
        browser.rest(0.05)
    assert browser.told == [Stopped(Barred.HOST, "evil.test")]


@pytest.mark.parametrize("accept", [True, False])
def test_a_question_waits_for_its_answer(browser: Driven, accept: bool) -> None:  # noqa: FBT001 - one of two cases
    assert browser.guard
    script = "setTimeout(() => { answered = confirm('Sure?') })"
    browser.run(script)
    assert browser.until(lambda: browser.told == [Asked("Sure?", may_refuse=True)])
    browser.guard.answer(accept=accept)
    assert browser.run("answered") is accept


def test_a_notice_can_only_be_taken(browser: Driven) -> None:
    assert browser.guard
    browser.run("setTimeout(() => alert('x'.repeat(100000)))")
    assert browser.until(lambda: browser.told == [Asked("x" * 1000, may_refuse=False)])
    assert browser.guard.waiting
    browser.guard.answer(accept=True)
    assert not browser.guard.waiting
    browser.guard.answer(accept=True)
    assert browser.run("1 + 1") == 2


def test_a_page_that_does_not_want_to_be_left_asks(browser: Driven, shop: Site) -> None:
    assert browser.guard
    browser.go(f"{shop.url}/leaves")
    browser.touch("#go")
    browser.rest(0.1)
    browser.process.pipe.post("Page.navigate", {"url": f"{shop.url}/second"}, browser.page)
    assert browser.until(lambda: browser.told == [Asked("", may_refuse=True)])
    browser.guard.answer(accept=True)
    assert browser.until(lambda: browser.run("location.pathname") == "/second")


@pytest.mark.parametrize(
    "way", ["", "go.type = 'button'; go.onclick = () => go.form.submit()"], ids=["touch", "script"]
)
def test_a_form_for_a_new_window_is_sent_in_place_with_all_it_holds(way: str, browser: Driven, shop: Site) -> None:
    shop.bodies.clear()
    browser.go(f"{shop.url}/form")
    browser.run(way)
    browser.touch("#go")
    assert browser.until(lambda: browser.run("location.pathname") == "/sent")
    assert "day=3" in shop.bodies


@pytest.mark.parametrize(
    "way",
    ["<a id=go target=_blank href=/second>Go</a>", "<button id=go onclick=\"window.open('/second')\">Go</button>"],
    ids=["link", "script"],
)
def test_a_window_of_the_same_site_opens_in_place(way: str, browser: Driven) -> None:
    browser.run(f"document.body.innerHTML = {way!r}")
    browser.touch("#go")
    assert browser.until(lambda: browser.run("location.pathname") == "/second")
    assert browser.told == []
    assert _windows(browser) == 1


def test_a_window_that_opens_all_the_same_is_closed_and_the_page_goes_on(
    shop: Site, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flags, "_FLAGS", tuple(flag for flag in flags._FLAGS if flag != "--block-new-web-contents"))
    launch = Launch(reach=(shop.host,), user=user, found_at=((shop.host, "127.0.0.1"),))
    with driven(launch, Hosts(frozenset({shop.host}), plain_http=True)) as browser:
        browser.go(f"{shop.url}/window")
        shop.asked.clear()
        for _ in range(3):
            browser.told.clear()
            browser.touch("#go")
            assert browser.until(lambda: browser.run("Promise.resolve(window.opened)") == 1), "its scripts stand still"
            browser.run("opened = 0")
        assert browser.until(lambda: _windows(browser) == 1)
        assert not [path for path in shop.asked if path != "connection"]


def _windows(browser: Driven) -> int:
    targets = browser.call("Target.getTargets", whole=True)["targetInfos"]
    return sum(target["type"] == "page" for target in targets)


_DOES = (
    ("<a id=go href=mailto:a@b.be>Go</a>", Stopped(Barred.MAIL, "a@b.be")),
    ("<a id=go href=https://evil.test/x>Go</a>", Stopped(Barred.HOST, "evil.test/x")),
    ("<a id=go target=_blank href=https://evil.test/x>Go</a>", Stopped(Barred.HOST, "evil.test/x")),
    ("<input id=go type=file>", Stopped(Barred.FILE)),
    ("<button id=go onclick=print()>Go</button>", Stopped(Barred.PRINT)),
    ("<button id=go onclick=alert(1)>Go</button>", Asked("1", may_refuse=False)),
)


@pytest.mark.parametrize(("page", "told"), _DOES, ids=["mail", "host", "window", "file", "print", "notice"])
def test_a_frame_of_another_allowed_host_is_guarded_like_the_page(page: str, told: BrowserEvent, user: str) -> None:
    style = "<style>#go { position: fixed; inset: 0; width: 300px; height: 150px }</style>"
    with ExitStack() as stack:
        bank = stack.enter_context(site("bank.test", lambda _: Page(style + page)))
        frame = f"<iframe id=frame src={bank.url}></iframe>"
        shop = stack.enter_context(site("shop.localhost", lambda _: Page(frame)))
        reach = (shop.host, bank.host)
        launch = Launch(reach=reach, user=user, found_at=tuple((host, "127.0.0.1") for host in reach))
        browser = stack.enter_context(driven(launch, Hosts(frozenset(reach), plain_http=True)))
        browser.go(f"{shop.url}/")
        browser.touch("#frame")
        assert browser.until(lambda: told in browser.told), browser.told
        assert browser.guard
        browser.guard.answer(accept=True)
        assert browser.run("typeof kioskHears") == "undefined", "a page can speak in our name"


@pytest.mark.parametrize("reach", ["shop.localhost", ".localhost", "shop.localhost:1"])
def test_below_the_guard_hosts_that_journeys_name_exist_by_themselves(reach: str, user: str) -> None:
    with ExitStack() as stack:
        evil = stack.enter_context(site("evil.test", lambda _: Page("x")))
        named = stack.enter_context(site("shop.localhost", lambda _: Page(f"<img src=http://127.0.0.1:{evil.port}/>")))
        process = stack.enter_context(started(Launch(reach=(reach,), user=user)))
        browser = stack.enter_context(unguarded(process))
        browser.go(f"{named.url}/")
        browser.rest(0.2)
        assert named.asked == ["connection", "/"]
        assert evil.asked == []


@pytest.mark.parametrize(("known", "arrives"), [(True, True), (False, False)], ids=["named", "not_named"])
def test_below_the_guard_hosts_that_no_journey_names_do_not_exist(known: bool, arrives: bool, user: str) -> None:  # noqa: FBT001
    with ExitStack() as stack:
        evil = stack.enter_context(site("evil.test", lambda _: Page("x")))
        tries = f"<img src={evil.url}/a><img src=http://127.0.0.1:{evil.port}/b>"
        script = f"<script>new WebSocket('ws://{evil.host}/c'); new WebSocket('ws://127.0.0.1:{evil.port}/d')</script>"
        shop = stack.enter_context(site("shop.localhost", lambda _: Page(tries + script)))
        reach = (shop.host, evil.host, "127.0.0.1") if known else (shop.host,)
        places = tuple((one.host, "127.0.0.1") for one in (shop, evil))
        process = stack.enter_context(started(Launch(reach=reach, user=user, found_at=places)))
        browser = stack.enter_context(unguarded(process))
        browser.go(f"{shop.url}/")
        wanted = {"/a", "/b", "/c", "/d"}
        assert browser.until(lambda: set(evil.asked) >= wanted, 5.0 if known else 0.5) is arrives
        assert known or evil.asked == []
