"""The network, from files of the kernel: no packet is sent."""

import socket
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.calling.setup import CallTable
from kiosk.health.result import State
from kiosk.health.simulated import Machine, build
from kiosk.hub_setup import HubTable
from kiosk.opening import Opened
from kiosk.printing.setup import NetworkTable
from kiosk.settings import CaldavSettings
from tests.kiosk.checks.conftest import Look

BY_SIX = f"{'0' * 32} 00 {'0' * 32} 00 {'fe80' + '0' * 28} 00000400 00000001 00000000 00000003     {{card}}\n"


@pytest.fixture
def wanted(opened: Opened) -> Opened:
    """A site with a calendar elsewhere."""
    settings = opened.site.settings
    calendar = CaldavSettings(url="https://agenda.example/borne/")
    settings = structs.replace(settings, providers={**settings.providers, "elsewhere": calendar})
    return _at(opened, settings)


def _at(opened: Opened, settings: object) -> Opened:
    from dataclasses import replace

    return replace(opened, site=replace(opened.site, settings=settings))  # type: ignore[arg-type] # of this very type


@pytest.mark.parametrize(
    ("machine", "says"),
    [
        (Machine(), "La borne est reliée au réseau."),
        (Machine(plugged=False), "La borne n’est pas reliée au réseau."),
        (Machine(internet=False), "Le réseau ne mène pas à internet."),
    ],
)
def test_a_cable_and_a_way_on(look: Look, wanted: Opened, tmp_path: Path, machine: Machine, says: str) -> None:
    assert look("network", root=build(tmp_path / "pi", machine), opened=wanted).found.says == says


@pytest.mark.parametrize(("card", "state"), [("eth0", State.READY), ("lo", State.ATTENTION)])
def test_a_way_on_by_six_alone(look: Look, wanted: Opened, tmp_path: Path, card: str, state: State) -> None:
    root = build(tmp_path / "pi", Machine(internet=False))
    (root / "proc/net/ipv6_route").write_text(BY_SIX.format(card=card), encoding="ascii")
    assert look("network", root=root, opened=wanted).state is state


def test_a_site_that_needs_none_is_not_told_to_plug_one_in(look: Look, tmp_path: Path) -> None:
    result = look("network", root=build(tmp_path / "pi", Machine(plugged=False)))
    assert (result.state, result.found.do) == (State.ABSENT, "")


@pytest.mark.parametrize(
    "more",
    [
        {"call": CallTable(ntfy="https://ntfy.example/borne")},
        {"printer": NetworkTable(address="printer.local")},
        {"hub": HubTable(url="https://hub.example/counts/push")},
    ],
    ids=lambda more: next(iter(more)),
)
def test_whoever_is_spoken_to_needs_the_network(
    look: Look, opened: Opened, tmp_path: Path, more: dict[str, object]
) -> None:
    site = _at(opened, structs.replace(opened.site.settings, **more))
    assert look("network", root=build(tmp_path / "pi", Machine(plugged=False)), opened=site).state is State.ATTENTION


def test_nothing_is_sent(look: Look, wanted: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def sent(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", sent)
    assert look("network", opened=wanted).state is State.READY
