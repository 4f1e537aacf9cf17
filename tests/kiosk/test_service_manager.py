"""What systemd is told, over a real socket of the kernel."""

import logging
from collections.abc import Iterator
from pathlib import Path
from socket import AF_UNIX, SOCK_DGRAM, socket
from uuid import uuid4

import pytest

from kiosk.service_manager import ServiceManager


@pytest.fixture
def ear() -> Iterator[socket]:
    """A datagram socket; a word that does not come fails the test."""
    with socket(AF_UNIX, SOCK_DGRAM) as one:
        one.settimeout(30)
        yield one


def told(ear: socket, words: int) -> list[bytes]:
    return [ear.recv(100) for _ in range(words)]


@pytest.mark.parametrize("abstract", [False, True])
def test_each_word_arrives(ear: socket, tmp_path: Path, *, abstract: bool) -> None:
    name = f"kiosk-{uuid4()}" if abstract else str(tmp_path / "notify")
    ear.bind("\0" + name if abstract else name)
    environment = {"NOTIFY_SOCKET": "@" + name if abstract else name, "WATCHDOG_USEC": "20000000"}
    manager = ServiceManager.from_environment(environment)
    manager.ready()
    manager.alive()
    for rests in (True, False):
        manager.rests(rests)
    manager.stopping()
    words = [b"READY=1", b"WATCHDOG=1", b"STATUS=resting", b"STATUS=visit", b"STOPPING=1"]
    assert told(ear, len(words)) == words
    assert (manager.waits, manager.patience) == (True, 20.0)


def test_it_is_for_us_alone_although_systemd_started_the_compositor() -> None:
    environment = {"NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "500000", "WATCHDOG_PID": "1", "LANG": "C"}
    assert ServiceManager.from_environment(environment).patience == 0.5
    assert environment == {"LANG": "C"}


@pytest.mark.parametrize("given", ["", "0", "-5", "soon", "²"])
def test_without_a_watchdog_nobody_looks(given: str) -> None:
    assert ServiceManager.from_environment({"NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": given}).patience is None


@pytest.mark.parametrize("address", [None, "", "vsock:2:9999", "notify"])
def test_where_nobody_waits_nothing_is_told(address: str | None, caplog: pytest.LogCaptureFixture) -> None:
    environment = {"WATCHDOG_USEC": "500000"} | ({} if address is None else {"NOTIFY_SOCKET": address})
    manager = ServiceManager.from_environment(environment)
    manager.ready()
    manager.stopping()
    assert (manager.waits, manager.patience, manager._line, caplog.records) == (False, None, None, [])


def test_a_manager_that_is_gone_or_does_not_read_is_no_fault(ear: socket, tmp_path: Path) -> None:
    gone = ServiceManager(str(tmp_path / "gone"))
    gone.ready()
    gone.stopping()
    ear.bind(str(tmp_path / "full"))
    full = ServiceManager(str(tmp_path / "full"))
    for _ in range(2000):  # more than any queue holds: a call that waits would hang here
        full.alive()
    full.stopping()


def test_what_cannot_be_told_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        ServiceManager(str(tmp_path / "gone")).stopping()
    assert caplog.messages == ["the service manager cannot be told STOPPING=1: FileNotFoundError"]
