"""A kiosk at which nothing is wrong; each test spoils one thing."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import structs

from kiosk.health.needs import Clips, Loudspeaker, Needs
from kiosk.health.result import CheckId, Result
from kiosk.health.running import all_checks, run
from kiosk.health.simulated import Machine, build
from kiosk.journey.model import SiteStep
from kiosk.opening import Opened, open_site
from kiosk.settings import load

TODAY = date(2026, 11, 23)
ASSETS = Path(__file__).resolve().parents[3] / "screens" / "assets"
Look = Callable[..., Result]
Mount = Callable[[str], Path]


class HandClock:
    """A clock that is right, or not."""

    boot = "boot"

    def __init__(self, *, right: bool = True) -> None:
        self._right = right

    def uptime(self) -> float:
        return 60.0

    def booted(self) -> float | None:
        return 1_795_000_000.0 if self._right else None


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The site that ships."""
    data = tmp_path_factory.mktemp("shipped")
    return open_site(load(), data, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), TODAY)


@pytest.fixture
def opened(shipped: Opened) -> Opened:
    """The same without official sites, after somebody has asked the commune everything."""
    library = shipped.site.library
    journeys = {
        name: structs.replace(one, steps=tuple(step for step in one.steps if not isinstance(step, SiteStep)))
        for name, one in library.journeys.items()
    }
    values = {
        name: structs.replace(one, text=one.text or "connu", verified=TODAY) for name, one in library.values.items()
    }
    offices = {name: structs.replace(one, verified=TODAY) for name, one in library.offices.items()}
    library = replace(library, journeys=journeys, values=values, offices=offices)
    return replace(shipped, site=replace(shipped.site, library=library))


@pytest.fixture
def needs(opened: Opened, tmp_path: Path) -> Needs:
    """On a Raspberry Pi at its best."""
    data = tmp_path / "data"
    data.mkdir()
    return Needs(
        opened=opened,
        data=data,
        clock=HandClock(),
        loudspeaker=lambda: Loudspeaker.TOOK,
        clips=lambda: Clips(wanted=3),
        browser=lambda: True,
        assets=ASSETS,
        root=build(tmp_path / "machine"),
    )


@pytest.fixture
def look(needs: Needs) -> Look:
    """What the check of a name says; the rest changes what it needs."""

    def looked(name: str, **changes: object) -> Result:
        check = next(one for one in all_checks() if one.id == CheckId(name))
        (result,) = run(replace(needs, **changes), [check])  # type: ignore[arg-type] # named by the test
        return result

    return looked


@pytest.fixture
def on(look: Look, tmp_path: Path) -> Look:
    """The same on a machine with faults: `on("power", low_voltage=True)`."""

    def looked(name: str, **faults: object) -> Result:
        return look(name, root=build(tmp_path / "ill", Machine(**faults)))  # type: ignore[arg-type] # named by the test

    return looked


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Mount a small file system of its own: `mount("size=1m")`; skip where that is not allowed."""
    folder = tmp_path / "small"
    folder.mkdir()

    def mounted(options: str) -> Path:
        if os.path.ismount(folder):
            subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True, capture_output=True)
            return folder
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False, capture_output=True, text=True
        )
        if done.returncode:
            pytest.skip(f"this machine lets no test mount a file system: {done.stderr.strip()}")
        return folder

    yield mounted
    if os.path.ismount(folder):
        subprocess.run(["umount", folder], check=True, capture_output=True)
