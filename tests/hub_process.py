"""A hub really started on 127.0.0.1: Datasette in its own environment, as `provisioning/hub/serve` starts it."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import requests

from kiosk.hub.enrolment import Enrolled, drawn, enrol, kiosks, open_enrolment, revoke
from kiosk.hub.folder import prepare
from kiosk.hub.schema import COUNTS, opened
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.rows import WireRow

ROOT = Path(__file__).parents[1]
PYTHON = ROOT / ".venv-hub" / "bin" / "python"
_PATIENCE = 60.0
"""Seconds until it listens, on a machine that has much else to do."""
_LISTENS = re.compile(r"running on http://127\.0\.0\.1:(\d+)")


def need_hub() -> None:
    """Skip where nobody has made its environment; `provisioning/test` makes it."""
    if not (PYTHON.parents[1] / ".ready").exists():
        pytest.skip("the hub's environment is not there; provisioning/hub/try makes it")


@dataclass
class Hub:
    """A hub in `folder`; started again it listens where it did before."""

    folder: Path
    port: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    """Beside that of the tests."""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """To which kiosks push."""
        return f"{self.root}/counts/push"

    @property
    def root(self) -> str:
        """Of all paths, without a last slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Of Datasette itself."""
        assert self._process, "the hub is not started"
        return self._process.pid

    @property
    def log(self) -> str:
        """What it has said since it was last started."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Listen; returns once it does."""
        prepare(self.folder)
        self._launch()
        deadline = time.monotonic() + _PATIENCE
        while not (listens := _LISTENS.search(self.log)):
            assert time.monotonic() < deadline, f"the hub does not listen\n{self.log}"
            if self._process and self._process.poll() is not None:
                # Where it listened before, some other test may just be speaking from; not for long.
                assert "address already in use" in self.log, self.log
                self._launch()
            time.sleep(0.02)
        self.port = int(listens[1])

    def _launch(self) -> None:
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [ROOT / "provisioning" / "hub" / "serve", self.folder, "--port", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
            )

    def kill(self) -> None:
        """Take it away in the midst of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as systemd does."""
        self._end(signal.SIGTERM)

    def _end(self, by: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(by)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def enrol(self, count: int = 1, place: str = "Maison de l'essai", region: str = "Centre") -> list[Credential]:
        """Enrol as many kiosks."""
        new = [drawn() for _ in range(count)]
        with closing(open_enrolment(self.folder)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for one in new:
                enrol(connection, one, place, region, today())
            connection.commit()
        return new

    def revoke(self, credential: Credential) -> None:
        """Take a kiosk's token back."""
        with closing(open_enrolment(self.folder)) as connection:
            assert revoke(connection, credential.kiosk, today())

    def kiosks(self) -> dict[str, Enrolled]:
        """What enrolment.db knows, by id."""
        with closing(open_enrolment(self.folder)) as connection:
            return {one.kiosk: one for one in kiosks(connection)}

    def rows(self) -> list[WireRow]:
        """What lies in counts.db, in the order of its key."""
        with closing(opened(self.folder / COUNTS)) as connection:
            return [WireRow(*values) for values in connection.execute("SELECT * FROM counts")]

    def push(self, credential: Credential, rows: Sequence[WireRow | dict[str, object]]) -> requests.Response:
        """POST rows as a kiosk does, or others, to see them refused."""
        body = {"rows": [row if isinstance(row, dict) else as_json(row) for row in rows]}
        return requests.post(self.url, json=body, headers=bearer(credential), timeout=_PATIENCE)


def as_json(row: WireRow) -> dict[str, object]:
    """A row as it stands in a body."""
    return {name: getattr(row, name) for name in row.__struct_fields__}


def bearer(credential: Credential) -> dict[str, str]:
    """The headers of a kiosk."""
    return {"Authorization": f"Bearer {credential.token}"}


def today() -> date:
    """As the hub's calendar has it."""
    return datetime.now(UTC).date()


@contextmanager
def running(folder: Path, **environment: str) -> Iterator[Hub]:
    """Run a hub with its files in `folder`, which it makes where it is not there."""
    hub = Hub(folder, environment=environment)
    try:
        hub.start()
        yield hub
    finally:
        hub.kill()
