"""A private sound server whose loudspeaker and headset can be pulled out and put back.

`from tests.sound_devices import devices` gives the fixture; ALSA knows the two as "kiosk" (the default) and "headset".
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

from tests.sound import HEADSET, SINK, Recorder, null_sink, private_environment, server, taped

__all__ = ["HEADSET", "SINK", "devices"]


@dataclass
class Devices:
    """The server, and a recorder of each sink that is there."""

    folder: Path
    environment: dict[str, str]
    _server: ExitStack = field(default_factory=ExitStack)
    _tapes: dict[str, ExitStack] = field(default_factory=dict)
    _recorders: dict[str, Recorder] = field(default_factory=dict)

    def start(self) -> None:
        """Run the server, with both devices."""
        self._server.enter_context(server(self.folder, self.environment, (SINK, HEADSET)))
        for sink in (SINK, HEADSET):
            self._tape(sink)

    def stop(self) -> None:
        """End the server: every device is gone at once."""
        for sink in list(self._tapes):
            self._tapes.pop(sink).close()
        self._server.close()

    def __getitem__(self, sink: str) -> Recorder:
        return self._recorders[sink]

    def unplug(self, sink: str) -> None:
        """Take a device away."""
        self._tapes.pop(sink).close()
        self._ask("unload-module", self._module(sink))

    def plug(self, sink: str) -> None:
        """Put it back; its recording begins anew."""
        self._ask("load-module", *null_sink(sink).split())
        self._tape(sink)

    def _tape(self, sink: str) -> None:
        stack = self._tapes[sink] = ExitStack()
        tape = stack.enter_context(taped(sink, self.folder, self.environment))
        self._recorders[sink] = Recorder(self.environment, tape)
        self._recorders[sink].wait()

    def _module(self, sink: str) -> str:
        lines = self._ask("list", "short", "modules").splitlines()
        return next(line.split()[0] for line in lines if f"sink_name={sink} " in line)

    def _ask(self, *words: str) -> str:
        environment = {**os.environ, **self.environment}
        return subprocess.run(["pactl", *words], env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> Iterator[Devices]:
    """Give a server of the test's own, and lead this process's sound to it."""
    folder = Path(tempfile.mkdtemp(prefix="snd-"))
    found = Devices(folder, private_environment(folder))
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    try:
        found.start()
        yield found
    finally:
        found.stop()
        shutil.rmtree(folder, ignore_errors=True)
