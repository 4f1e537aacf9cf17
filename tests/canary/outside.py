"""`kiosk run` as a process of its own on an X display of its own, touched and looked at from outside."""

import mmap
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Final
from zlib import crc32

from tests.canary.hand import Hand, hand_on
from tests.e2e.desktop import pause

SIZE: Final = (1280, 800)
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
KEPT: Final = ("data", "home", "tmp", "runtime", "here", "log")
"""Folders that the process is given, and that are searched: its own files, and wherever a program may write; what it
says goes to the last."""


@dataclass
class Outside:
    """The process, its folders, and fingers on its screen."""

    process: "subprocess.Popen[bytes]"
    folder: Path
    hand: Hand
    screen: mmap.mmap

    @property
    def log(self) -> Path:
        """All that the process said: on the appliance this goes to the journal."""
        return self.folder / "log" / "kiosk.log"

    def click(self, *places: tuple[int, int]) -> None:
        """Touch these places one after another; pixels from the top left."""
        self.hand.touch(places)

    def picture(self) -> int:
        """A number that stands for what the screen shows."""
        with memoryview(self.screen) as raw:
            return crc32(raw[-SIZE[0] * SIZE[1] * 4 :])  # before the pixels stands the number of the display

    def settle(self, still: float = 0.6, most: float = 8.0) -> None:
        """Wait until the process has rested for so many seconds and shows one picture; `most`: one that never rests."""
        end = monotonic() + most
        shown, since = self.picture(), monotonic()
        while monotonic() - since < still and monotonic() < end:
            pause(0.03)
            self.alive()
            if (now := self.picture()) != shown or self._works():
                shown, since = now, monotonic()

    def _works(self) -> bool:
        """Whether a thread of it has a processor or a disk, or waits for one: on a busy machine that may be long."""
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            with suppress(OSError):  # it has just ended
                words = (thread / "stat").read_text(encoding="ascii", errors="replace")
                if words.rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def until_other(self, than: int, most: float = 20.0) -> None:
        """Wait until the screen shows something else."""
        end = monotonic() + most
        while self.picture() == than:
            self.alive()
            if monotonic() > end:
                raise AssertionError("the screen did not change")
            pause(0.02)

    def until(self, picture: int, most: float = 20.0) -> None:
        """Wait until the screen shows this picture."""
        end = monotonic() + most
        while self.picture() != picture:
            self.alive()
            if monotonic() > end:
                raise AssertionError("the screen shows something else")
            pause(0.02)

    def alive(self) -> None:
        """Raise AssertionError, with the last words of the process, where it has ended."""
        if self.process.poll() is not None:
            raise AssertionError(f"the kiosk ended: {self.log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


@contextmanager
def outside(folder: Path, words: Sequence[str], extra: Mapping[str, str] = NOTHING) -> Iterator[Outside]:
    """Start Xvfb and the kiosk, `words` after `python`; wait for its first page. Both have ended afterwards.

    `extra` is added to its environment.
    """
    for name in (*KEPT, "x"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with _display(folder / "x") as (display, screen), hand_on(display) as hand:
        environment = {**_environment(folder, display), **extra}
        with (folder / "log" / "kiosk.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *words],
                env=environment,
                cwd=folder / "here",
                stdout=log,
                stderr=log,
                preexec_fn=_let_it_dump,  # noqa: PLW1509  # no thread of ours holds a lock that it needs
            )
        kiosk = Outside(process, folder, hand, screen)
        try:
            kiosk.until_other(kiosk.picture(), most=40)
            yield kiosk
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def _let_it_dump() -> None:
    """The system would keep a core: it is the kiosk that has to refuse."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _environment(folder: Path, display: str) -> dict[str, str]:
    """Nothing of ours but what is needed to start: all that the process writes lands under `folder`."""
    root = Path(__file__).resolve().parents[2]
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(root),
        "DISPLAY": display,
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "XDG_CACHE_HOME": str(folder / "home" / "cache"),
    }


@contextmanager
def _display(folder: Path) -> Iterator[tuple[str, mmap.mmap]]:
    """Its name, and its picture as a file of the X server."""
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-fbdir", str(folder)]
    x11 = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert x11.stdout is not None
    try:
        display = f":{x11.stdout.readline().decode().strip()}"  # written once it listens
        with (folder / "Xvfb_screen0").open("rb") as file:
            screen = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        with screen:
            yield display, screen
    finally:
        x11.terminate()
        x11.communicate()
