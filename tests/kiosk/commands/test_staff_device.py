"""What `kiosk run` gives the panel to restart and to switch off with."""

import argparse
from pathlib import Path

import pytest

from kiosk.commands.common import opened_site
from kiosk.commands.staff import staff_ports
from kiosk.device.setup import DeviceTable
from kiosk.settings import default_site, load
from kiosk.usage.clock import SystemClock


@pytest.mark.parametrize("actions", ["simulated", "appliance"])
def test_counts_are_flushed_and_the_appliance_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actions: str
) -> None:
    site, run = tmp_path / "site.toml", tmp_path / "run"
    run.mkdir()
    table = f'\n[device]\nactions = "{actions}"\n'
    site.write_text(default_site().read_text(encoding="utf-8") + table, encoding="utf-8")
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(run))
    arguments = argparse.Namespace(site=site, data=tmp_path / "data")
    flushed: list[bool] = []

    def flush() -> bool:
        flushed.append(not list(run.iterdir()))
        return True

    ports = staff_ports(arguments, opened_site(arguments), SystemClock(), flush)
    assert ports.device.power_off()
    assert flushed == [True], "before anything is asked"
    assert [one.name for one in run.rglob("poweroff")] == (["poweroff"] if actions == "appliance" else [])


def test_without_a_table_all_is_played() -> None:
    assert load().device == DeviceTable()
    assert load().device.reset_gpio is None
