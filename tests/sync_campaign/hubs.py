"""The two hubs that a kiosk may push to, really started; each can be killed, and asked for all it holds."""

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Final

from kiosk.hub.enrolment import drawn
from kiosk.hub.folder import prepare
from kiosk.usage.sync.credential import Credential
from kiosk.usage.sync.rows import WireRow
from tests import hub_process
from tests.hub.clickhouse import engine

Key = tuple[str, str, str, str, str, str]
"""Kiosk, period, event, journey, step, outcome."""
_LISTENS: Final = re.compile(rb"running on http://127\.0\.0\.1:(\d+)")
_PATIENCE: Final = 120.0
BEARER: Final = {"Authorization": "Bearer {token}"}


@dataclass
class CampaignHub:
    """A running hub with one kiosk enrolled."""

    name: str
    headers: dict[str, str]
    """Of a kiosk's settings."""
    credential: Credential
    port: Callable[[], int]
    pid: Callable[[], int] | None
    """Of what writes its files, where it can be kept from writing; None: it asks the file system for room beforehand,
    as ClickHouse does, so that the same refusal by the kernel is nothing that a full disk would do to it."""
    rows: Callable[[], dict[Key, int]]
    """What it holds; waits until it can answer."""
    start: Callable[[], None]
    kill: Callable[[], None]


def keyed(rows: list[WireRow] | tuple[WireRow, ...]) -> dict[Key, int]:
    """Each row by its key."""
    return {(row.kiosk, row.period, row.event, row.journey, row.step, row.outcome): row.n for row in rows}


class _Heard(hub_process.Hub):
    """Its log goes through a pipe, as with systemd: written into a file on the full disk, it would hold the hub up."""

    def start(self) -> None:
        listens: Queue[int] = Queue()
        prepare(self.folder)
        self._process = subprocess.Popen(
            [hub_process.ROOT / "provisioning" / "hub" / "serve", self.folder, "--port", str(self.port)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        Thread(target=_hear, args=(self._process.stderr, listens), daemon=True).start()
        self.port = listens.get(timeout=_PATIENCE)


def _hear(lines: IO[bytes], listens: "Queue[int]") -> None:
    with lines:
        for line in lines:
            if found := _LISTENS.search(line):
                listens.put(int(found[1]))


@contextmanager
def datasette(folder: Path) -> Iterator[CampaignHub]:
    """The default hub, started by its own script."""
    hub = _Heard(folder)
    try:
        hub.start()
        yield CampaignHub(
            "Datasette",
            BEARER,
            hub.enrol()[0],
            port=lambda: hub.port,
            pid=lambda: hub.pid,
            rows=lambda: keyed(hub.rows()),
            start=hub.start,
            kill=hub.kill,
        )
    finally:
        hub.kill()


@contextmanager
def clickhouse(folder: Path) -> Iterator[CampaignHub]:
    """A region's hub: ClickHouse's engine with the real schema."""
    folder.mkdir()
    credential = drawn()
    with engine.running(folder, {credential.kiosk: credential.token}) as hub:
        yield CampaignHub(
            "ClickHouse",
            dict(engine.HEADERS),
            credential,
            port=lambda: int(hub.door.getsockname()[1]),
            pid=None,
            rows=hub.rows,
            start=hub.start,
            kill=hub.kill,
        )


HUBS: Final = {"datasette": datasette, "clickhouse": clickhouse}
