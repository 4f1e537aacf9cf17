"""What the worker said stands in its memory until the next text, and no longer: looked at from outside."""

import pytest

from kiosk.forgetting import OVERWRITING
from tests.canary.search import in_process
from voices.engines import frames
from voices.engines.espeak import WORKER
from voices.engines.protocol import ALWAYS
from voices.engines.worker import Answer, Worker

PIECES = ("qkjb", "gphz", "tiga", "koro")


def test_nothing_of_a_text_is_left_once_another_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLIBC_TUNABLES", OVERWRITING["GLIBC_TUNABLES"])  # as `kiosk run` hands it on
    worker = Worker(WORKER)
    assert worker.start(30.0, ALWAYS) is None
    try:
        assert worker._child is not None
        pid = worker._child._process.pid
        for text, found in (("Qkjbgphz tigakoro", True), ("Bonjour, que voulez-vous faire aujourd’hui ?", False)):
            assert isinstance(worker.ask(frames.request("fr", 150, text), 1 << 24, 30.0, ALWAYS), Answer)
            assert bool(in_process(pid, PIECES).hits) is found
    finally:
        worker.close()
