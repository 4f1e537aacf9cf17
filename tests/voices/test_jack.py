import os
from pathlib import Path

import pytest

from voices.faults import Fault
from voices.jack import JACKS, AlsaJack, SimulatedJack, open_jack

AMIXER = """#!/bin/sh
[ "$*" = "-c PCH cget iface=CARD,name=Headphone Jack" ] || { echo "amixer: Cannot find the given element" >&2; exit 1; }
printf 'Ca\\351que \\377\\n'
echo "numid=12,iface=CARD,name='Headphone Jack'"
echo "  ; type=BOOLEAN,access=r-------,values=1"
echo "  : values=%s"
"""


@pytest.mark.parametrize(("said", "plugged"), [("plugged\n", True), ("unplugged", False), ("", None), ("yes", None)])
def test_a_simulated_jack_is_a_file(said: str, plugged: object, tmp_path: Path) -> None:
    (tmp_path / "jack").write_text(said, encoding="utf-8")
    jack = open_jack(f"simulated:{tmp_path / 'jack'}")
    assert isinstance(jack, SimulatedJack)
    assert jack.plugged() is plugged


def test_a_simulated_jack_without_its_file_does_not_tell(tmp_path: Path) -> None:
    assert SimulatedJack(str(tmp_path / "none")).plugged() is None


@pytest.mark.parametrize(("said", "plugged"), [("on", True), ("off", False), ("?", None)])
def test_a_control_of_a_card_tells(said: str, plugged: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "amixer").write_text(AMIXER % said)
    (tmp_path / "amixer").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    jack = open_jack("alsa:PCH:Headphone Jack")
    assert isinstance(jack, AlsaJack)
    assert jack.plugged() is plugged
    assert AlsaJack("PCH:Another").plugged() is None


def test_a_card_that_is_not_there_does_not_tell() -> None:
    assert AlsaJack("Nowhere:Headphone Jack").plugged() is None


def test_without_amixer_a_card_does_not_tell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert AlsaJack("PCH:Headphone Jack").plugged() is None


@pytest.mark.parametrize("name", ["", "alsa", "alsa:", "gpio:4"])
def test_a_jack_of_another_name_is_a_fault_that_names_the_known_ones(name: str) -> None:
    fault = open_jack(name)
    assert isinstance(fault, Fault)
    assert all(f"{kind}:..." in fault.reason for kind in JACKS)
