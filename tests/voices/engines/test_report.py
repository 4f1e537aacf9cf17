"""What `kiosk voices engines` prints."""

from pathlib import Path

import pytest

from tests.voices.stand_ins import Bench, bench, children
from voices.engines.report import engines_here
from voices.protocol import Equipment

__all__ = ["bench"]


def test_every_engine_has_its_line_in_the_order_in_which_it_is_tried(bench: Bench) -> None:
    bench.script("pico2wave", "exit 0")
    lines = engines_here(Equipment(engines=("pico",), piper_model=str(bench.piper()))).splitlines()
    assert [line.split()[:2] for line in lines] == [["1", "pico"], ["2", "espeak"], ["-", "piper"], ["-", "mbrola"]]
    assert lines[0].endswith("SVOX Pico 1.0; fr fr-FR")
    assert "espeak-ng 1." in lines[1]
    assert lines[1].endswith("; fr fr-be, nl nl")
    assert lines[2].endswith("; fr fr_BE-essai")
    assert children() == []


def test_what_is_absent_is_told_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = engines_here(Equipment(piper_model=str(tmp_path / "fr.onnx"))).splitlines()
    assert "absent: piper has no voice model" in lines[0]
    assert "absent: mbrola is not installed" in lines[1]
    assert "absent: pico2wave is not installed" in lines[2]
