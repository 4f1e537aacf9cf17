"""Programs that stand in for speech engines: some speak, most do everything wrong. All are real processes."""

import os
import select
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from voices.engines import espeak
from voices.engines.limits import Limits

SHORT = Limits(0.6, 0.0)
"""Seconds after which a test calls an engine hung."""
AMPLE = Limits(30.0, 0.0)
_MARK = "86399"
"""Seconds that a hanging stand-in sleeps: its processes are known by it."""
BROKEN = {
    # The shell stays, and so does a child of its own: both must be gone afterwards.
    "hang": f"sleep {_MARK} & wait",
    "deaf": f"exec 0<&- 1>&-; sleep {_MARK} & wait",
    "crash": "kill -SEGV $$",
    "flood": "exec cat /dev/zero",
    "rubbish": "printf 'RIFF rubbish and no sound: non'",
    "exit": "exit 0",
    "fail": "exit 3",
}
"""What an engine may do wrong, as the body of a shell script."""
PIPER = "espeak-ng -v fr-be -s 130 --stdin --stdout | tail -c +45"
"""Takes piper's arguments, and makes real sound: what espeak-ng writes, without the header of its file."""


@dataclass(frozen=True)
class Bench:
    """A folder of stand-ins that comes first on the PATH."""

    folder: Path

    def script(self, name: str, body: str) -> Path:
        path = self.folder / name
        fresh = self.folder / f".{name}"
        fresh.write_text(f"#!/bin/sh\n{body}\n")
        fresh.chmod(0o755)
        fresh.replace(path)
        return path

    def pico(self, how: str) -> None:
        """Put a broken `pico2wave` in front."""
        self.script("pico2wave", BROKEN[how])

    def break_all(self, how: str) -> None:
        """Break every engine."""
        for program in ("pico2wave", "piper", "espeak-ng", "mbrola", "espeak-worker"):
            self.script(program, BROKEN[how])

    def worker(self, how: str) -> None:
        """Break espeak's worker, or with "well" mend it."""
        whole = f"exec {sys.executable} -I -m voices.engines.espeak_worker"
        self.script("espeak-worker", BROKEN.get(how, whole))

    def piper(self) -> Path:
        """Put a piper in front that speaks; return its model."""
        self.script("piper", PIPER)
        model = self.folder / "fr_BE-essai.onnx"
        model.write_bytes(b"no model")
        model.with_name(f"{model.name}.json").write_text('{"audio": {"sample_rate": 22050}, "espeak": {"voice": "fr"}}')
        return model


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a folder of stand-ins; espeak's worker is one of them, and well."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    bench = Bench(folder)
    bench.worker("well")
    monkeypatch.setattr(espeak, "WORKER", (str(folder / "espeak-worker"),))
    return bench


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call an engine hung soon."""
    for module in ("espeak", "mbrola", "pico", "piper"):
        monkeypatch.setattr(f"voices.engines.{module}.LIMITS", SHORT)
    monkeypatch.setattr(espeak, "START_S", 1.5)


_strangers: set[str] = set()


@pytest.fixture(autouse=True)
def strangers() -> None:
    """Note what runs before the test, such as the servers of a session: `children` passes over it."""
    _strangers.clear()
    _strangers.update(_started())


def children() -> list[str]:
    """What the test started and has not buried, zombies too, by name; and what stand-ins left behind anywhere.

    A process that was killed is given the time to die.
    """
    for _ in range(200):
        if not (left := running()):
            break
        select.select([], [], [], 0.01)
    return left


def running() -> list[str]:
    """What is running of the test at this moment, by name."""
    mine = [pid for pid in _started() - _strangers if _name(pid) not in {"pulseaudio", "parec", "aplay"}]
    asleep = [path.parent.name for path in Path("/proc").glob("[0-9]*/cmdline") if _MARK in _read(path)]
    return [_name(pid) for pid in {*mine, *asleep}]


def _started() -> set[str]:
    """The children of this process."""
    return {pid for task in Path("/proc/self/task").iterdir() for pid in _read(task / "children").split()}


def _name(pid: str) -> str:
    return _read(Path("/proc") / pid / "comm").strip()


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def needs(program: str) -> None:
    """Skip where an engine of Debian's non-free part is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
