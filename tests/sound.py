"""A sound card for machines without one: a private PulseAudio whose only loudspeaker is recorded.

`from tests.sound import recorder` gives the fixture. `recorder.environment` is for a process that is to be heard
(the real application too); `with recorder.record() as heard:` records what really came out meanwhile.
"""

import os
import select
import shutil
import subprocess
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

RATE = 22_050
"""Hz of every recording."""
SINK = "kiosk"
"""The loudspeaker's name."""
_LOUD = 150
_STEP = RATE // 100
_WATCHED_S = 0.06
"""How long arrivals are watched to set the clock: several blocks of the server, 10 ms each."""


@dataclass
class Recording:
    """What came out: 16-bit samples, filled when the recording ends. Times are seconds from its start."""

    samples: "array[int]" = field(default_factory=lambda: array("h"))
    begun: float = 0.0
    """The monotonic second of the first sample, as the earliest arrivals tell: see `Recorder.clock`."""
    skew: float = 0.0
    """Seconds by which the clocks at the start and at the end of the recording differ: what its times are worth."""

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
        self.wait()
        clock = self.clock()
        start = self._length()
        recording = Recording(begun=clock + start / 2 / RATE)
        yield recording
        self._advance(self._length() + RATE // 10)
        recording.skew = abs(self.clock() - clock)
        with self.tape.open("rb") as file:
            file.seek(start)
            raw = file.read()
        recording.samples.frombytes(raw[: len(raw) // 2 * 2])

    def wait(self) -> None:
        """Wait until the tape runs."""
        self._advance(0)

    def clock(self) -> float:
        """Return the monotonic second at which the tape's sample 0 came out.

        A sample reaches the tape when the server renders it: never later than it is due, up to a block of 10 ms
        sooner, then delayed by whatever else runs. So the earliest of many arrivals is right within about 10 ms.
        """
        watched = time.monotonic() + _WATCHED_S
        earliest = time.monotonic() - self._length() / 2 / RATE
        while (now := time.monotonic()) < watched:
            earliest = min(earliest, now - self._length() / 2 / RATE)
            select.select([], [], [], 0.001)
        return earliest

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
    environment = private_environment(folder)
    with ExitStack() as children:
        children.enter_context(server(SINK, folder, environment))
        yield Recorder(environment, children.enter_context(taped(SINK, folder, environment)))


def private_environment(folder: Path, *others: str) -> dict[str, str]:
    """Write the ALSA configuration of servers in `folder`; return what leads programs to them, and nowhere else.

    To ALSA each device has the name of its sink; the default one is `SINK`.
    """
    devices = [
        f'pcm.{name} {{ type pulse server "unix:{_socket(folder, sink)}" hint {{ show on description "{sink}" }} }}\n'
        for name, sink in [("!default", SINK), (SINK, SINK), *zip(others, others, strict=True)]
    ]
    (folder / "asound.conf").write_text("".join(devices))
    return {
        "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        "PULSE_SERVER": f"unix:{_socket(folder, SINK)}",
        "PULSE_RUNTIME_PATH": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_COOKIE": str(folder / "cookie"),
    }


def _socket(folder: Path, sink: str) -> Path:
    return folder / f"{sink}.socket"


@contextmanager
def server(sink: str, folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """Run PulseAudio with one null sink."""
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm"]
    socket = _socket(folder, sink)
    modules = [null_sink(sink), f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
    with ExitStack() as stack:
        log = stack.enter_context((folder / "pulse.log").open("ab"))
        stack.enter_context(_running([*command, *(f"--load={module}" for module in modules)], environment, log, log))
        _wait_until(socket.exists, "the private sound server did not start")
        yield
    socket.unlink(missing_ok=True)


def null_sink(name: str) -> str:
    """Return the module, with its arguments, of a sink that plays to nobody.

    Without rewinds it renders little in advance; otherwise the first sound of a server would come two seconds late.
    """
    return f"module-null-sink sink_name={name} rate={RATE} channels=1 norewinds=1"


@contextmanager
def taped(sink: str, folder: Path, environment: dict[str, str]) -> Iterator[Path]:
    """Write all that comes out of a server's sink to a file, raw."""
    tape = folder / f"{sink}.raw"
    tape.unlink(missing_ok=True)
    where = [f"--server=unix:{_socket(folder, sink)}", f"--device={sink}.monitor", "--latency-msec=10"]
    taping = ["parec", *where, "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
    with ExitStack() as stack:
        log, out = (stack.enter_context(path.open("ab")) for path in (folder / "parec.log", tape))
        stack.enter_context(_running(taping, environment, out, log))
        yield tape


@contextmanager
def _running(command: list[str], environment: dict[str, str], out: IO[bytes], log: IO[bytes]) -> Iterator[None]:
    child = subprocess.Popen(
        command, env={**os.environ, **environment, "HOME": environment["XDG_RUNTIME_DIR"]}, stdout=out, stderr=log
    )
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
