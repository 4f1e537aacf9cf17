"""Whatever is wrong, nothing that is found names an address, a secret, a folder or a site."""

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.health.needs import Clips, Loudspeaker, Needs
from kiosk.health.report import as_json, as_text
from kiosk.health.result import State
from kiosk.health.running import run
from kiosk.health.simulated import ILL, build
from kiosk.opening import Opened
from kiosk.printing.setup import NetworkTable
from kiosk.printing.table import open_printer
from kiosk.settings import CaldavSettings
from tests.kiosk.checks.conftest import HandClock

PLANTED = ("Secretville", "secret-user", "secret-password", "secret-folder", "secret-calendar", "127.0.0.1", "http")


@pytest.fixture
def planted(opened: Opened, tmp_path: Path) -> Opened:
    """A site with something to hide in every field."""
    (tmp_path / "secret-password-file").write_text("secret-password\n", encoding="utf-8")
    calendar = CaldavSettings(
        url="http://127.0.0.1:9/secret-calendar/",
        user="secret-user",
        password_file=str(tmp_path / "secret-password-file"),
    )
    settings = opened.site.settings
    site = structs.replace(settings.site, name="Secretville")
    settings = structs.replace(settings, site=site, providers={**settings.providers, "secret-calendar": calendar})
    faults = ("secret-folder.yaml:3: secret-password; mend it",)
    return replace(opened, site=replace(opened.site, settings=settings), faults=faults)


def test_nothing_planted_comes_out(planted: Opened, needs: Needs, tmp_path: Path) -> None:
    data = tmp_path / "secret-folder"
    data.mkdir()
    (data / "usage.db").write_bytes(b"secret-password" * 100)
    results = run(
        replace(
            needs,
            opened=planted,
            data=data,
            root=build(tmp_path / "ill", ILL),
            clock=HandClock(right=False),
            loudspeaker=lambda: Loudspeaker.REFUSED,
            clips=lambda: Clips(missing=3),
            printer=open_printer(NetworkTable(address="127.0.0.1:9")),
        )
    )
    wrong = {str(one.check) for one in results if one.state in {State.BROKEN, State.ATTENTION}}
    assert {"calendars", "clips", "clock", "content", "database", "network", "power", "printer", "sound"} <= wrong
    told = as_json(results) + as_text(results) + repr(results)
    assert [secret for secret in PLANTED if secret in told] == []
