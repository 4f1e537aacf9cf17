"""The whole application in a real window: Radicale really started, real files, real touches, a clock turned by hand."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.official_site.guidance import Guidance
from kiosk.opening import Opened, open_site
from kiosk.page import Page
from kiosk.settings import Settings, load
from kiosk.usage.closed import last_closed_week
from kiosk.usage.recorder import Recorder
from kiosk.usage.store import FILE_NAME
from tests.e2e.real_browsers import Browsers, browsers
from tests.official_journey import leading_to
from tests.pilot import Pilot
from tests.radicale import USER, Radicale, running
from voices.silent import SilentVoice

if TYPE_CHECKING:
    from screens.stage import Stage

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

SITE = """
[site]
name = "La Louvière"
commune = "la_louviere"
[office]
name = "L’espace public numérique"
[providers.commune]
kind = "caldav"
url = "{url}"
user = "{user}"
password_file = "{password}"
[[services]]
id = "carte_identite"
need = "commune_identite"
label = "Carte d’identité"
provider = "commune"
office = "commune"
minutes = 20
bring = ["L’ancienne carte", "Une photo récente"]
[services.hours]
tuesday = ["09:00-12:00"]
thursday = ["09:00-10:00"]
"""


class TrustedClock:
    """A clock of the counts that is sure of its time: Monday 23 November 2026."""

    boot = "e2e"

    def uptime(self) -> float:
        return 60.0

    def booted(self) -> float | None:
        return MONDAY.timestamp() - 60.0


@dataclass
class Visit:
    """The running application and the hands on it."""

    pilot: Pilot
    stage: "Stage"
    voice: SilentVoice
    recorder: Recorder
    data: Path

    @property
    def page(self) -> Page:
        return self.stage.app.page

    def touch(self, *labels: str) -> Page:
        """Touch what has these words, one page after another, as quick as a page allows."""
        for label in labels:
            self.pilot.advance(0.6)
            while label not in [one.replace("\u00a0", " ") for one in self.pilot.labels()]:
                self.turn_over()
            self.pilot.tap_label(label)
            self.settle()
        return self.page

    def turn_over(self) -> None:
        """Touch what leads to the next part of the page."""
        (more,) = [one for one in self.pilot.touchables() if one.mark == "choice:@more"]
        self.pilot.tap(*more.center)
        self.settle()
        self.pilot.advance(0.6)

    def settle(self) -> None:
        """Wait until the provider has answered."""
        assert self.pilot.wait_until(lambda: self.stage.kiosk.session.appointment.work is None)
        self.pilot.step(2)


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with every clip of the demonstration; not to be written to."""
    folder = tmp_path_factory.mktemp("clips")
    command = [sys.executable, "-m", "kiosk", "voices", "build", "--engine", "espeak", "--data", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def calendar(radicale: Radicale, tmp_path: Path) -> str:
    return radicale.calendar(f"rdv{abs(hash(tmp_path))}")


@pytest.fixture
def caldav_site(radicale: Radicale, calendar: str, tmp_path: Path) -> Settings:
    path = tmp_path / "site.toml"
    path.write_text(SITE.format(url=calendar, user=USER, password=radicale.password_file()), encoding="utf-8")
    return load(path)


@pytest.fixture
def chromiums(user: str) -> Iterator[Browsers]:
    with browsers(user) as found:
        yield found


Begin = Callable[..., Visit]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Start the application on a window of a size; stopped at the end of the test.

    With `guidance`, its first door leads to an official site; `change` makes another site of it; `ports` are the
    stage's: its browser.
    """
    running_now: list[Visit] = []

    def start(
        settings: Settings | None = None,
        size: tuple[int, int] = (1280, 800),
        guidance: Guidance | None = None,
        change: Callable[[Opened], Opened] = lambda opened: opened,
        **ports: Any,
    ) -> Visit:
        pilot = Pilot(*size)  # the window first: Kivy opens one of its own size when the screens are imported
        from screens.panel import panel_for
        from screens.stage import Stage

        voice = SilentVoice()
        clock = TrustedClock()
        recorder = Recorder(tmp_path / FILE_NAME, (settings or load()).zone, clock, start_s=0.0)
        opened = open_site(settings or load(), tmp_path, lambda: MONDAY, date(2026, 11, 23))
        opened = change(leading_to(opened, guidance) if guidance else opened)
        stage = Stage(
            opened,
            voice=voice,
            record=recorder.record,
            now=lambda: MONDAY,
            monotonic=pilot.clock.now,
            panel=panel_for(*size),
            figures=partial(last_closed_week, tmp_path / FILE_NAME, opened.site.zone, clock),
            **ports,
        )
        pilot.show(stage.root)
        stage.start()
        visit = Visit(pilot, stage, voice, recorder, tmp_path)
        running_now.append(visit)
        return visit

    yield start
    for visit in running_now:
        visit.stage.close()
        visit.recorder.close()
        visit.pilot.clear()
