"""A sound card for machines without one: a private PulseAudio whose only loudspeaker is recorded.

`from tests.sound import recorder` gives the fixture. `recorder.environment` is for a process that is to be heard
(the real application too); `with recorder.record() as heard:` records what really came out meanwhile.
"""

import os
import select
import shutil
import subprocess
import tempfile
from array import array
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

RATE = 22_050
"""Hz of every recording."""
_LOUD = 150
_STEP = RATE // 100


@dataclass
class Recording:
    """What came out: 16-bit samples, filled when the recording ends. Times are seconds from its start."""

    samples: "array[int]" = field(default_factory=lambda: array("h"))

    def loud(self) -> list[bool]:
        """Whether anything is heard, 10 ms by 10 ms."""
        frames = (self.samples[i : i + _STEP] for i in range(0, len(self.samples), _STEP))
        return [max(frame) > _LOUD or min(frame) < -_LOUD for frame in frames]

    def spoken(self, *, gap: float = 0.25) -> list[tuple[float, float]]:
        """(start, end) of each stretch of sound; silences shorter than `gap` s belong to a stretch."""
        stretches: list[list[int]] = []
        for number, loud in enumerate(self.loud()):
            if loud and stretches and number - stretches[-1][1] <= gap * 100:
                stretches[-1][1] = number
            elif loud:
                stretches.append([number, number])
        return [(start / 100, (end + 1) / 100) for start, end in stretches]

    def peak(self) -> int:
        """The largest sample, 0 to 32,768."""
        return max((abs(value) for value in self.samples), default=0)

    def level(self) -> float:
        """Root of the mean square of what is loud."""
        frames = [self.samples[i : i + _STEP] for i in range(0, len(self.samples), _STEP)]
        values = [value for frame, loud in zip(frames, self.loud(), strict=True) if loud for value in frame]
        return float((sum(value * value for value in values) / len(values)) ** 0.5) if values else 0.0


@dataclass(frozen=True)
class Recorder:
    """A running private sound server. `environment` leads ALSA programs to it, by its default device."""

    environment: dict[str, str]
    tape: Path
    """All that came out since the server started, raw."""

    @contextmanager
    def record(self) -> Iterator[Recording]:
        """Record what comes out of the loudspeaker until the block ends."""
        self._advance(0)
        start = self._length()
        recording = Recording()
        yield recording
        self._advance(self._length() + RATE // 10)
        with self.tape.open("rb") as file:
            file.seek(start)
            raw = file.read()
        recording.samples.frombytes(raw[: len(raw) // 2 * 2])

    def _length(self) -> int:
        return self.tape.stat().st_size // 2 * 2

    def _advance(self, beyond: int) -> None:
        _wait_until(lambda: self._length() > beyond, "no sound arrives from the private server")


def _wait_until(done: Callable[[], bool], complaint: str, seconds: float = 10.0) -> None:
    for _ in range(int(seconds / 0.01)):
        if done():
            return
        select.select([], [], [], 0.01)
    raise AssertionError(complaint)


@contextmanager
def sound_server(folder: Path) -> Iterator[Recorder]:
    """Run a private PulseAudio with one null sink in `folder`."""
    missing = [tool for tool in ("pulseaudio", "parec", "aplay") if shutil.which(tool) is None]
    assert not missing, f"install pulseaudio, pulseaudio-utils, alsa-utils: {missing} missing"
    socket = folder / "pulse.socket"
    (folder / "asound.conf").write_text(
        f'pcm.!default {{ type pulse server "unix:{socket}" }}\nctl.!default {{ type pulse server "unix:{socket}" }}\n'
    )
    environment = {
        "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        "PULSE_SERVER": f"unix:{socket}",
        "PULSE_RUNTIME_PATH": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_COOKIE": str(folder / "cookie"),
    }
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm"]
    modules = [
        f"--load=module-null-sink sink_name=kiosk rate={RATE} channels=1",
        f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
    ]
    env = {**os.environ, **environment, "HOME": str(folder)}
    tape = folder / "tape.raw"
    taping = ["parec", "--device=kiosk.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
    with (folder / "pulse.log").open("wb") as log, tape.open("wb") as out, ExitStack() as children:
        children.enter_context(_running([*command, *modules], env, log, log))
        _wait_until(socket.exists, "the private sound server did not start")
        # One recorder for all: the first sound of a null sink takes two seconds to arrive, the next ones 10 ms.
        children.enter_context(_running([*taping, "--latency-msec=10"], env, out, log))
        yield Recorder(environment, tape)


@contextmanager
def _running(command: list[str], env: dict[str, str], out: IO[bytes], log: IO[bytes]) -> Iterator[None]:
    child = subprocess.Popen(command, env=env, stdout=out, stderr=log)
    try:
        yield
    finally:
        child.terminate()
        child.wait()


@pytest.fixture(scope="session")
def recorder() -> Iterator[Recorder]:
    """Give one private sound server for all tests of the run; its folder has a short name, as sockets need."""
    folder = Path(tempfile.mkdtemp(prefix="snd-"))
    try:
        with sound_server(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)
