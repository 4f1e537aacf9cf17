"""The resting screen of a real application tells how far a build of voices is, read by another thread."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.opening import open_site
from kiosk.preparing import LOOK_EVERY
from kiosk.settings import load
from kiosk.staff_ports import StaffPorts
from kiosk.voice_progress import VoiceProgress, read, telling
from tests.pilot import Pilot
from voices.silent import SilentVoice

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_it_is_told_while_it_runs_and_gone_after_it(pilot: Pilot, tmp_path: Path) -> None:
    from screens.panel import panel_for
    from screens.stage import Stage

    threads: list[threading.Thread] = []

    def reading() -> VoiceProgress | None:
        threads.append(threading.current_thread())
        return read(tmp_path)

    stage = Stage(
        open_site(load(), tmp_path, lambda: NOW, date(2026, 11, 23)),
        voice=SilentVoice(),
        record=lambda _: None,
        now=lambda: NOW,
        monotonic=pilot.clock.now,
        panel=panel_for(800, 480),
        staff=StaffPorts(preparing=reading),
    )
    pilot.resize(800, 480)
    pilot.show(stage.root)
    stage.start()

    def told(number: str) -> bool:
        pilot.advance(LOOK_EVERY / 4, 1.0)
        return any(f"{number} phrases sur" in text for text in pilot.texts())

    with telling(tmp_path) as tells:
        tells(320, 1483)
        assert pilot.wait_until(lambda: told("320"), seconds=60.0), pilot.texts()
        assert pilot.labels_that_do_not_fit() + pilot.targets_that_do_not_fit() == []
    assert pilot.wait_until(lambda: not told("320"), seconds=60.0)
    assert threads
    assert threading.main_thread() not in threads
    stage.close()
