"""The published pages really served on 127.0.0.1, as their units serve them, and looked at in a browser."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hub_process import ROOT

_PUBLIC = ROOT / "provisioning" / "hub" / "public"
_LISTENS = re.compile(r"running on http://127\.0\.0\.1:(\d+)")
_PATIENCE = 60.0


def need_pages() -> None:
    """Skip where nobody has made their environment; `provisioning/test` makes it."""
    if not (ROOT / ".venv-hub-public" / ".ready").exists():
        pytest.skip("the pages' environment is not there; provisioning/hub/pages makes it")


@contextmanager
def served(file: Path, log: Path) -> Iterator[str]:
    """Serve a published file; gives its address without a last slash."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [_PUBLIC / "serve", file, "--port", "0"], stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=os.environ
        )
    try:
        deadline = time.monotonic() + _PATIENCE
        while not (listens := _LISTENS.search(log.read_text(encoding="utf-8"))):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listens[1]}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE)
