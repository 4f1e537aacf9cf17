"""One request, answered in every way: only the hub's own word counts, and nothing hangs or raises."""

import shutil
import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.usage.sync.line import Accepted, Hub, Line, Refused, Reply, Stopped, TooBig
from kiosk.usage.sync.result import Reason
from tests.certificates import Authority
from tests.hub_server import Fault, HubServer, hub_server

BODY = b'{"rows":[{"kiosk":"a","period":"undated","event":"visits","journey":"j","step":"","outcome":"","n":4}]}'
HEADERS = {"Authorization": "Bearer planted-secret"}


def post(hub: HubServer, seconds: float = 60.0, url: str = "") -> Reply:
    with Line(Hub(url or hub.url, HEADERS), seconds) as line:
        return line.post(BODY)


def test_the_hub_has_it_when_it_says_so(hub: HubServer) -> None:
    assert post(hub) == Accepted()
    assert list(hub.kept.values()) == [4]
    (headers,) = hub.headers
    assert headers["Authorization"] == "Bearer planted-secret"
    assert headers["Content-Type"] == "application/json"
    assert not {"Cookie", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        (201, Accepted()),
        (400, Refused()),
        (409, Refused()),
        (422, Refused()),
        (413, TooBig()),
        (204, Stopped(Reason.PORTAL, 204)),
        (301, Stopped(Reason.PORTAL, 301)),
        (Fault.REDIRECT, Stopped(Reason.PORTAL, 302)),
        (Fault.REDIRECT_ENDLESS, Stopped(Reason.PORTAL, 302)),
        (Fault.REDIRECT_NOWHERE, Stopped(Reason.PORTAL, 302)),
        (307, Stopped(Reason.PORTAL, 307)),
        (401, Stopped(Reason.TOKEN, 401)),
        (403, Stopped(Reason.TOKEN, 403)),
        (404, Stopped(Reason.ADDRESS, 404)),
        (418, Stopped(Reason.PORTAL, 418)),
        (429, Stopped(Reason.WAIT, 429)),
        (500, Stopped(Reason.HUB, 500)),
        (503, Stopped(Reason.HUB, 503)),
        (511, Stopped(Reason.PORTAL, 511)),
        (Fault.PORTAL, Stopped(Reason.PORTAL, 200)),
        (Fault.NOT_OK, Stopped(Reason.PORTAL, 200)),
        (Fault.OK_AS_TEXT, Stopped(Reason.PORTAL, 200)),
        (Fault.NESTED, Stopped(Reason.PORTAL, 200)),
        (Fault.NOTHING, Stopped(Reason.PORTAL, 200)),
        (Fault.ENDLESS, Stopped(Reason.PORTAL, 200)),
        (Fault.CUT_BEFORE, Stopped(Reason.NETWORK)),
        (Fault.CUT_AFTER, Stopped(Reason.NETWORK)),
        (Fault.CUT_BODY, Stopped(Reason.NETWORK)),
    ],
)
def test_each_answer_has_its_meaning_and_is_asked_for_once(hub: HubServer, answer: Fault | int, reply: Reply) -> None:
    hub.script.append(answer)
    assert post(hub) == reply
    assert len(hub.bodies) == 1


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.DRIP_HEAD, Fault.DRIP_BODY])
def test_nothing_lasts_longer_than_a_request_may(hub: HubServer, fault: Fault) -> None:
    hub.script.append(fault)
    assert post(hub, seconds=0.5) == Stopped(Reason.NETWORK)


def test_nobody_there(hub: HubServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert post(hub, url=f"http://127.0.0.1:{port}/") == Stopped(Reason.NETWORK)
    assert post(hub, url="http://no-such-name.invalid/") == Stopped(Reason.NETWORK)


@pytest.mark.parametrize(
    "answer",
    [
        b"\x16\x03\x01 not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 12, 13\r\n\r\n" + b'{"ok": true}',
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n" + b'{"ok": true}',
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    ],
    ids=["no http", "chunk below zero", "two lengths", "no gzip", "endless header"],
)
def test_what_makes_no_sense_is_no_answer(hub: HubServer, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def say() -> None:
            client, _ = other.accept()
            with client, suppress(OSError):
                client.recv(65536)
                client.sendall(answer)

        thread = threading.Thread(target=say)
        thread.start()
        assert post(hub, url=f"http://127.0.0.1:{other.getsockname()[1]}/") == Stopped(Reason.NETWORK)
        thread.join()


def test_the_environment_has_no_say(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", "/dev/null")
    assert post(hub) == Accepted()


def test_one_connection_serves_a_whole_night(hub: HubServer) -> None:
    hub.script.extend([400, Fault.NONE])
    with Line(Hub(hub.url, HEADERS)) as line:
        assert [line.post(BODY), line.post(BODY)] == [Refused(), Accepted()]


def test_no_secret_is_told() -> None:
    assert "secret" not in repr(Hub("http://127.0.0.1/secret", HEADERS))


def test_a_hub_without_tls_where_tls_is_asked_for(hub: HubServer) -> None:
    assert post(hub, url=hub.url.replace("http:", "https:")) == Stopped(Reason.TLS)
    assert not hub.bodies


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_without_an_authority_of_the_site_the_usual_ones_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path / "own")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.certificate))
    with hub_server(authority.context()) as hub:
        assert post(hub) == Stopped(Reason.TLS)
        assert not hub.bodies
