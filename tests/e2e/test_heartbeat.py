"""The real process tells its service manager of frames that were drawn, and of nothing else."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import AF_UNIX, SOCK_DGRAM, socket

import pytest

ROOT = Path(__file__).parents[2]
QUIET = """
[site]
name = "Essai"
commune = "la_louviere"
demonstration = true
[office]
name = "EPN"
[voice]
engines = ["silent"]
"""
RESTS = b"STATUS=resting"
"""Nobody is there: it may be started anew."""
PATIENCE_S = 60
"""For a word that must come, on a machine that has much else to do."""
SILENCE_S = 3
"""For words that must not come; a frame is due each 0.1 s."""

Process = subprocess.Popen[str]


@contextmanager
def kiosk(folder: Path, ear: socket, site: str = QUIET) -> Iterator[Process]:
    """The kiosk, watched every 0.4 s from the socket `ear`; what remains of it is killed."""
    ear.bind(str(folder / "notify"))
    ear.settimeout(PATIENCE_S)
    (folder / "site.toml").write_text(site, encoding="utf-8")
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen", "NOTIFY_SOCKET": str(folder / "notify")}
    environment["WATCHDOG_USEC"] = "400000"
    command = [sys.executable, "-m", "tests.e2e.seeded_child", "run", "--size", "800x480"]
    command += ["--site", str(folder / "site.toml"), "--data", str(folder)]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def ear() -> Iterator[socket]:
    with socket(AF_UNIX, SOCK_DGRAM) as one:
        yield one


def words_until(ear: socket, last: bytes) -> list[bytes]:
    """What is told until then."""
    words: list[bytes] = []
    while words[-1:] != [last]:
        words.append(ear.recv(100))
    return words


def silent(ear: socket, may_come: int = 0) -> bool:
    """Whether, after what was told already and `may_come` words more, nothing comes."""
    ear.settimeout(0)
    with suppress(BlockingIOError):
        while ear.recv(100):
            pass
    ear.settimeout(SILENCE_S)
    try:
        for _ in range(may_come + 1):
            ear.recv(100)
    except TimeoutError:
        return True
    return False


@pytest.mark.parametrize("site", [QUIET, "[site"])
def test_it_is_ready_alive_while_nobody_touches_it_and_says_when_it_stops(
    ear: socket, tmp_path: Path, site: str
) -> None:
    with kiosk(tmp_path, ear, site) as process:
        told = [ear.recv(100) for _ in range(14)]
        assert [word for word in told if word != RESTS][:12] == [b"READY=1", *[b"WATCHDOG=1"] * 11]
        assert told.count(RESTS) == (site == QUIET), "once, of a kiosk that can serve"
        process.send_signal(signal.SIGTERM)
        rest = words_until(ear, b"STOPPING=1")
        process.wait(PATIENCE_S)
        assert set(rest) <= {b"WATCHDOG=1", b"STOPPING=1"}, "who rests goes on to rest"
        assert silent(ear), "it was the last word"


def test_a_thread_that_is_stuck_is_not_alive(ear: socket, tmp_path: Path) -> None:
    with kiosk(tmp_path, ear) as process:
        words_until(ear, b"WATCHDOG=1")
        process.send_signal(signal.SIGUSR1)
        assert process.stdout is not None
        assert process.stdout.readline() == "stuck\n"
        assert silent(ear)
        assert process.poll() is None


def test_a_loop_that_turns_without_drawing_is_not_alive(ear: socket, tmp_path: Path) -> None:
    with kiosk(tmp_path, ear) as process:
        words_until(ear, b"WATCHDOG=1")
        process.send_signal(signal.SIGUSR2)
        assert process.stdout is not None
        assert process.stdout.readline() == "blind\n"
        assert silent(ear, may_come=1), "but for a frame that was drawn just before"
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0, "the loop still turned"
