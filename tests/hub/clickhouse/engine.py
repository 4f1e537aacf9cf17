"""A region's hub to push to: ClickHouse's present engine in a process of its own, on 127.0.0.1.

It may be killed at any moment and started again over the same tables, on the same port.
"""

import hashlib
import importlib.machinery
import importlib.util
import json
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import requests

ROOT: Final = Path(__file__).parents[3]
PYTHON: Final = ROOT / ".venv-chdb" / "bin" / "python"
HEADERS: Final = {"X-ClickHouse-User": "kiosk-{kiosk}", "X-ClickHouse-Key": "{token}"}
"""What stands in a kiosk's settings, beside the URL."""
_CHILD: Final = Path(__file__).with_name("engine_child.py")

Key = tuple[str, str, str, str, str, str]
"""kiosk, period, event, journey, step, outcome."""


def is_there() -> bool:
    """Whether the environment of the engine was made (provisioning/hub/clickhouse/lib.sh)."""
    return PYTHON.exists()


def load_enrol() -> Any:
    """`provisioning/hub/clickhouse/enrol`, a script without a suffix, as a module."""
    path = str(ROOT / "provisioning" / "hub" / "clickhouse" / "enrol")
    loader = importlib.machinery.SourceFileLoader("enrol_clickhouse", path)
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@dataclass
class Engine:
    """A running hub; `url` is where a kiosk pushes."""

    folder: Path
    users: Path
    door: socket.socket
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.door.getsockname()[1]}"

    @property
    def url(self) -> str:
        return f"{self.root}/counts/push"

    def start(self) -> None:
        """Return once it answers. AssertionError: it did not start; its own words are on stderr."""
        descriptor = self.door.fileno()
        run = [str(PYTHON), str(_CHILD), str(self.folder), str(self.users), str(descriptor)]
        names = {"HUB_PASSWORD": "secret", "HUB_SHARD_1": "127.0.0.1", "HUB_SHARD_2": "127.0.0.1"}
        self.process = subprocess.Popen(
            run, pass_fds=(descriptor,), env={**os.environ, **names}, stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def kill(self) -> None:
        """As a power cut would, but for the disk's own memory."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def text(self, path: str) -> str:
        """What a query of engine_child.py gives."""
        reply = requests.get(f"{self.root}{path}", timeout=120)
        reply.raise_for_status()
        return reply.text

    def asked(self, path: str) -> list[dict[str, Any]]:
        """The rows of one: "/latest" or "/grants"."""
        return [json.loads(line) for line in self.text(path).splitlines()]

    def rows(self) -> dict[Key, int]:
        """What the hub holds, each row once."""
        told = self.asked("/latest")
        names = ("kiosk", "period", "event", "journey", "step", "outcome")
        rows = {tuple(row[name] for name in names): int(row["n"]) for row in told}
        assert len(rows) == len(told)
        return rows


@contextmanager
def running(folder: Path, tokens: Mapping[str, str]) -> Iterator[Engine]:
    """A hub over the tables in `folder` (made where it is empty) that knows these kiosks: id -> token."""
    users = folder / "kiosks.xml"
    hashes = sorted((kiosk, hashlib.sha256(token.encode()).hexdigest()) for kiosk, token in tokens.items())
    users.write_text(load_enrol().users_file(hashes), encoding="ascii")
    with socket.create_server(("127.0.0.1", 0), backlog=128) as door:
        engine = Engine(folder, users, door)
        try:
            engine.start()
            yield engine
        finally:
            engine.kill()
