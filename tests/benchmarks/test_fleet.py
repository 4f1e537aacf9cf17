"""The measure of a fleet's night: what it pushes is what it says, and what it reads of an answer is the hub's yes."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.fleet import HUBS, Plan, Result, table
from benchmarks.fleet_load import Load, push_all, request, rows_of
from kiosk.hub.body import Fault, read_body
from tests.hub_process import need_hub

KIOSK = "a" * 32
OK = b'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"ok": true}'
CHUNKED = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n{"ok": true}\r\n0\r\n\r\n'
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nwelcome"


Answered = tuple[str, list[bytes]]


@pytest.fixture
def answered() -> Iterator[Answered]:
    """A server that gives each push the next of some answers, in two pieces, and then hangs up."""
    answers: list[bytes] = []
    never = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            line, _ = door.accept()
            with line:
                while answers:
                    if not line.recv(65536):
                        break
                    answer = answers.pop(0)
                    line.sendall(answer[:20])
                    never.wait(0.05)
                    line.sendall(answer[20:])

        server = threading.Thread(target=serve, daemon=True)
        server.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/counts/push", answers
        server.join(30)


def test_a_push_is_one_that_a_hub_takes() -> None:
    rows = rows_of(KIOSK, 60)
    head, _, body = request("http://hub:1/counts/push", {"Authorization": "Bearer x"}, rows).partition(b"\r\n\r\n")
    assert head.startswith(b"POST /counts/push HTTP/1.1\r\nHost: hub:1\r\nAuthorization: Bearer x\r\n")
    assert not isinstance(read_body(body, KIOSK), Fault)
    assert len({(row.period, row.event, row.journey, row.step, row.outcome) for row in rows}) == 60


@pytest.mark.parametrize("answer", [OK, CHUNKED])
def test_each_push_waits_for_the_whole_answer(answered: Answered, answer: bytes) -> None:
    url, answers = answered
    answers.extend([answer] * 3)
    load = push_all(url, [request(url, {}, rows_of(KIOSK, 2))] * 3, 1)
    assert len(load.waits) == 3
    assert answers == []


@pytest.mark.parametrize("answer", [PORTAL, OK.replace(b"200", b"503"), b""])
def test_an_answer_that_is_not_the_hubs_yes_ends_the_measure(answered: Answered, answer: bytes) -> None:
    url, answers = answered
    answers.append(answer)
    with pytest.raises(AssertionError):
        push_all(url, [request(url, {}, rows_of(KIOSK, 2))], 1)


@pytest.mark.parametrize("name", ["sqlite", "datasette"])
def test_a_small_fleet_is_measured_and_everything_it_pushed_is_there(tmp_path: Path, name: str) -> None:
    need_hub()
    result = HUBS[name](tmp_path / "hub", Plan(kiosks=20, rows=7, connections=3))
    assert len(result.load.waits) == 20
    assert 0 < max(result.load.waits) <= result.load.seconds


def test_the_table_gives_the_ratio_to_sqlite_and_whether_the_aim_is_reached() -> None:
    def took(seconds: float) -> Result:
        return Result(Load(seconds, tuple(number / 1000 for number in range(1, 101)), 0.5), 1.0)

    plan = Plan(kiosks=1000, rows=60, connections=8)
    lines = table({"sqlite": took(2.0), "datasette": took(3.0)}, plan).splitlines()
    assert lines[3].startswith("| datasette | 3.0 | 3.00 | 20 000 | 50.5 | ")
    assert lines[3].endswith(" | 1.0 | 0.5 | 1.5 |")
    assert lines[-1] == "Aim of 4 ms a kiosk on the default hub: reached."
    assert "**not** reached" in table({"datasette": took(4.1)}, plan)
