"""A recorded loudspeaker and a recorded headset that can be pulled out and put back.

`from tests.sound_devices import devices` gives the fixture; ALSA knows the two as "kiosk" (the default) and "headset".
Each is a sound server of its own: one server would move the sound of a device that vanishes to the other.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sound import SINK, Recorder, null_sink, private_environment, server, taped

__all__ = ["HEADSET", "SINK", "Devices", "devices"]
HEADSET = "headset"


@dataclass
class Devices:
    """The two servers, and a recorder of each device that is there."""

    folder: Path
    environment: dict[str, str]
    _servers: dict[str, ExitStack] = field(default_factory=dict)
    _tapes: dict[str, ExitStack] = field(default_factory=dict)
    _recorders: dict[str, Recorder] = field(default_factory=dict)

    def __getitem__(self, sink: str) -> Recorder:
        return self._recorders[sink]

    def start(self, sink: str) -> None:
        """Run the server of a device."""
        self._servers[sink] = ExitStack()
        self._servers[sink].enter_context(server(sink, self.folder, self.environment))
        self._tape(sink)

    def stop(self, sink: str) -> None:
        """End it."""
        self._tapes.pop(sink).close()
        self._servers.pop(sink).close()

    def unplug(self, sink: str) -> None:
        """Take the device away; its server stays."""
        self._tapes.pop(sink).close()
        modules = self._ask(sink, "list", "short", "modules").splitlines()
        number = next(line.split()[0] for line in modules if f"sink_name={sink} " in line)
        self._ask(sink, "unload-module", number)

    def plug(self, sink: str) -> None:
        """Put it back; its recording begins anew."""
        self._ask(sink, "load-module", *null_sink(sink).split())
        self._tape(sink)

    def close(self) -> None:
        """End what runs."""
        for stack in (*self._tapes.values(), *self._servers.values()):
            stack.close()

    def _tape(self, sink: str) -> None:
        stack = self._tapes[sink] = ExitStack()
        tape = stack.enter_context(taped(sink, self.folder, self.environment))
        self._recorders[sink] = Recorder(self.environment, tape)
        self._recorders[sink].wait()

    def _ask(self, sink: str, *words: str) -> str:
        command = ["pactl", "--server", f"unix:{self.folder / sink}.socket", *words]
        environment = {**os.environ, **self.environment}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> Iterator[Devices]:
    """Give devices of the test's own, and lead this process's sound to them."""
    folder = Path(tempfile.mkdtemp(prefix="snd-"))
    found = Devices(folder, private_environment(folder, HEADSET))
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    try:
        found.start(SINK)
        found.start(HEADSET)
        yield found
    finally:
        found.close()
        shutil.rmtree(folder, ignore_errors=True)
