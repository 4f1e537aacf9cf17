"""The real process from outside: it speaks first, a touch silences it, it ends when told, it rests when it must."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.desktop import kiosk_on_display, pause
from tests.sound import Recorder, recorder

__all__ = ["recorder"]


@pytest.fixture(scope="module")
def data(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its clips."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(clips, folder, dirs_exist_ok=True)
    return folder


def run(*words: str, fails: bool = False) -> str:
    done = subprocess.run([sys.executable, "-m", "kiosk", *words], capture_output=True, text=True, check=False)
    assert (done.returncode != 0) is fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_first_screen_speaks_and_a_touch_silences_it(data: Path, recorder: Recorder) -> None:
    with recorder.record() as heard, kiosk_on_display(data, recorder.environment) as desktop:
        desktop.wait_for_window()
        pause(4.0)  # it speaks for about fifteen seconds
        with recorder.record() as before:
            pause(1.0)
        desktop.click(0.5, 0.02)  # where there is nothing: a touch, no target
        pause(0.3)
        with recorder.record() as after:
            pause(2.0)
    assert heard.spoken()
    assert before.spoken(), "it still spoke before the touch"
    assert after.spoken() == [], "it kept silent after the touch"


def test_a_touched_door_opens_and_its_screen_speaks(data: Path, recorder: Recorder) -> None:
    with kiosk_on_display(data, recorder.environment) as desktop:
        desktop.wait_for_window()
        pause(1.0)
        resting = desktop.picture()
        with recorder.record() as heard:
            desktop.click(0.7, 0.3)
            desktop.wait(lambda: desktop.picture() != resting)
            pause(3.0)
    assert heard.spoken()


def test_without_a_sound_device_everything_works(data: Path) -> None:
    with kiosk_on_display(data, {"ALSA_CONFIG_PATH": "/dev/null"}) as desktop:
        desktop.wait_for_window()
        pause(1.0)
        resting = desktop.picture()
        desktop.click(0.7, 0.3)
        desktop.wait(lambda: desktop.picture() != resting)


def test_unreadable_settings_show_a_resting_screen_that_names_the_fault(data: Path, tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text("[site", encoding="utf-8")
    with kiosk_on_display(data, {}, site=site) as desktop:
        desktop.wait_for_window()
        pause(0.5)
        assert desktop.process.poll() is None
    assert "site.toml: is not valid TOML" in (data / "kiosk.log").read_text(encoding="utf-8")


def test_a_damaged_database_does_not_keep_the_kiosk_from_its_resting_screen(data: Path) -> None:
    for name in ("usage.db", "agenda.db"):
        (data / name).write_bytes(b"not a database" * 400)
    with kiosk_on_display(data, {}) as desktop:
        desktop.wait_for_window()
    for name in ("usage.db", "agenda.db"):
        (data / name).unlink(missing_ok=True)


def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    import os

    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "SDL_VIDEODRIVER"}}
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "run", "--data", str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "no display" in done.stderr


def test_the_command_line_names_faults_and_exits_with_one(data: Path, tmp_path: Path) -> None:
    assert "no faults" in run("check", "--data", str(data))
    told = json.loads(run("check", "--format", "json", "--data", str(tmp_path), fails=True))
    wrong = [one for one in told if one["kind"] == "fault"]
    assert {one["rule"] for one in wrong} == {"clip"}
    assert wrong[0]["message"].startswith("missing: ")
    assert {one["file"] for one in told if one["kind"] == "note"} == {"places/la_louviere.yaml"}  # what nobody verified
    site = tmp_path / "site.toml"
    site.write_text("[site]\nname = 1\n", encoding="utf-8")
    assert "site.toml: site.name: Expected `str`" in run("check", "--site", str(site), fails=True)
    services = run("slots", "--service", "x", "--data", str(tmp_path), fails=True)
    assert "--service x: unknown; expected one of: " in services
    assert {"carte_identite", "forem_telephone"} <= set(services.replace(",", " ").split())
