"""A message to a real server: it says the step alone, the token is told to nobody, and every bad end is a value."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.calling import push
from kiosk.calling.protocol import NotSent, PushEnd, Sent, Why
from kiosk.calling.push import HttpPusher, open_pusher
from kiosk.calling.setup import CallTable
from tests.kiosk.calling.message_server import MessageServer, closed_port, message_server

TOKEN = "tk_planted-secret"
STEP = "forem_inscription:depart"


@pytest.fixture
def server() -> Iterator[MessageServer]:
    with message_server() as running:
        yield running


@pytest.fixture
def other() -> Iterator[MessageServer]:
    with message_server() as running:
        yield running


def ntfy(server: MessageServer, folder: Path, **more: str) -> HttpPusher:
    return HttpPusher(CallTable(ntfy=f"{server.address}/sujet", **more), folder)


def webhook(server: MessageServer, folder: Path, **more: str) -> HttpPusher:
    return HttpPusher(CallTable(webhook=f"{server.address}/crochet?cle=x", **more), folder)


def test_ntfy_is_told_the_step_and_nothing_else(server: MessageServer, tmp_path: Path) -> None:
    assert ntfy(server, tmp_path).push(STEP) == Sent()
    (heard,) = server.heard
    assert (heard.method, heard.path, heard.body) == ("POST", "/sujet", STEP)
    assert "Authorization" not in heard.headers
    assert not {name for name in heard.headers if name.lower().startswith(("x-", "title", "tags", "cookie"))}


def test_a_webhook_is_told_the_same_as_json(server: MessageServer, tmp_path: Path) -> None:
    assert webhook(server, tmp_path).push("aide") == Sent()
    (heard,) = server.heard
    assert (heard.path, json.loads(heard.body)) == ("/crochet?cle=x", {"step": "aide"})
    assert heard.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("place", ["beside", "credential"])
def test_the_token_comes_from_its_file(
    server: MessageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == "credential":
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "jeton").write_text(f"{TOKEN}\n", encoding="ascii")
    folder = tmp_path if place == "beside" else tmp_path / "elsewhere"
    assert ntfy(server, folder, token_file="jeton").push(STEP) == Sent()
    assert server.heard[0].headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("content", [None, "", "two words", "two\nlines", "accenté"])
def test_without_a_good_token_nothing_is_sent(server: MessageServer, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "jeton").write_text(content, encoding="utf-8")
    assert ntfy(server, tmp_path, token_file="jeton").push(STEP) == NotSent(Why.TOKEN)
    assert server.heard == []


@pytest.mark.parametrize(
    ("status", "end"),
    [
        (204, Sent()),
        (401, NotSent(Why.TOKEN)),
        (403, NotSent(Why.TOKEN)),
        (404, NotSent(Why.REFUSED)),
        (500, NotSent(Why.REFUSED)),
    ],
)
def test_what_a_server_answers(server: MessageServer, tmp_path: Path, status: int, end: PushEnd) -> None:
    server.status = status
    assert ntfy(server, tmp_path).push(STEP) == end
    assert webhook(server, tmp_path).push(STEP) == end
    assert len(server.heard) == 2, "each is sent once"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_followed_elsewhere(server: MessageServer, other: MessageServer, tmp_path: Path, status: int) -> None:
    (tmp_path / "jeton").write_text(TOKEN, encoding="ascii")
    server.status, server.elsewhere = status, f"{other.address}/sujet"
    assert ntfy(server, tmp_path, token_file="jeton").push(STEP) == NotSent(Why.REFUSED)
    assert webhook(server, tmp_path, token_file="jeton").push(STEP) == NotSent(Why.REFUSED)
    assert other.heard == []
    server.elsewhere = "http://[/"  # no address at all
    assert webhook(server, tmp_path, token_file="jeton").push(STEP) == NotSent(Why.REFUSED)


def test_a_server_that_hangs_is_left(server: MessageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert push.SECONDS == 5.0
    monkeypatch.setattr(push, "SECONDS", 0.3)
    server.status = 0
    assert ntfy(server, tmp_path).push(STEP) == NotSent(Why.UNREACHABLE)


def test_nobody_there(tmp_path: Path) -> None:
    nobody = MessageServer(port=closed_port())
    assert ntfy(nobody, tmp_path).push(STEP) == NotSent(Why.UNREACHABLE)
    assert webhook(nobody, tmp_path).look() == NotSent(Why.UNREACHABLE)


def test_the_environment_leads_nowhere_else(
    server: MessageServer, other: MessageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", other.address)
    monkeypatch.setenv("no_proxy", "")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(netrc))
    assert ntfy(server, tmp_path).push(STEP) == Sent()
    assert other.heard == []
    assert "Authorization" not in server.heard[0].headers


@pytest.mark.parametrize("status", [200, 401, 500, 302])
def test_no_log_tells_the_token_or_the_address(
    server: MessageServer, tmp_path: Path, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG, logger="kiosk")
    (tmp_path / "jeton").write_text(TOKEN, encoding="ascii")
    server.status, server.elsewhere = status, "http://127.0.0.1/planted-elsewhere" if status == 302 else ""
    pusher = open_pusher(CallTable(webhook=f"{server.address}/planted-hook", token_file="jeton"), tmp_path)
    assert pusher is not None
    pusher.push(STEP)
    told = caplog.text + repr(pusher) + repr(CallTable(webhook="https://planted-hook/", token_file="planted"))
    assert "planted" not in told
    assert ("did not leave" in caplog.text) is (status != 200)


def test_to_look_calls_nobody(server: MessageServer, tmp_path: Path) -> None:
    assert ntfy(server, tmp_path).look() == Sent()
    assert webhook(server, tmp_path).look() == Sent()
    assert [(one.method, one.path) for one in server.heard] == [("GET", "/v1/health"), ("OPTIONS", "/crochet?cle=x")]
    server.status = 405
    assert webhook(server, tmp_path).look() == Sent(), "it is there, and answers what it does not know"
    server.status = 404
    assert webhook(server, tmp_path).look() == NotSent(Why.REFUSED), "its address was taken away"
    server.status = 503
    assert ntfy(server, tmp_path).look() == webhook(server, tmp_path).look() == NotSent(Why.REFUSED)


def test_without_an_address_there_is_no_message(tmp_path: Path) -> None:
    assert open_pusher(CallTable(), tmp_path) is None
