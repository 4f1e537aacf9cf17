"""The message that calls a person, before somebody needs one."""

from pathlib import Path

import pytest

from kiosk.calling.push import HttpPusher
from kiosk.calling.setup import CallTable
from kiosk.health.result import State
from tests.kiosk.calling.message_server import closed_port, message_server
from tests.kiosk.checks.conftest import Look


def test_a_site_without_messages_rings_all_the_same(look: Look) -> None:
    assert look("call").state is State.ABSENT


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, State.READY), (401, State.BROKEN), (500, State.BROKEN), (302, State.BROKEN)],
)
def test_the_server_is_asked_and_nobody_is_called(look: Look, tmp_path: Path, status: int, state: State) -> None:
    with message_server() as server:
        server.status = status
        result = look("call", pusher=HttpPusher(CallTable(ntfy=f"{server.address}/sujet"), tmp_path))
        assert result.state is state
        assert [one.method for one in server.heard] == ["GET"]


def test_no_server_is_something_to_do(look: Look, tmp_path: Path) -> None:
    found = look("call", pusher=HttpPusher(CallTable(webhook=f"http://127.0.0.1:{closed_port()}/"), tmp_path)).found
    assert (found.state, found.do) == (
        State.ATTENTION,
        "Vérifiez le réseau. Écoutez la sonnerie de la borne.",
    )
    assert "127" not in found.says + found.do
