"""How far a build is: left by a real build, gone with it however it ends, and told on the resting screen."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from kiosk.page import HomePage
from kiosk.preparing import LOOK_EVERY
from kiosk.staff_ports import StaffPorts
from kiosk.voice_progress import FILE_NAME, LOCK_NAME, VoiceProgress, in_words, read, telling
from tests.kiosk.bench import Bench

SAID = "Voix en préparation\u00a0: 320 phrases sur 1\u00a0483."


def wait_until(true: Callable[[], bool]) -> bool:
    """Look again and again, for a minute."""
    return any(true() or Event().wait(0.05) for _ in range(1200))


def test_it_is_there_while_a_build_runs_and_gone_after_it(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    with telling(tmp_path) as tells:
        assert read(tmp_path) is None, "nothing is known yet"
        tells(0, 1483)
        assert read(tmp_path) == VoiceProgress(0, 1483)
    assert read(tmp_path) is None
    assert [one.name for one in tmp_path.iterdir()] == [LOCK_NAME]


def test_a_build_with_nothing_to_make_says_nothing(tmp_path: Path) -> None:
    with telling(tmp_path) as tells:
        tells(0, 0)
        assert list(tmp_path.iterdir()) == []


def test_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.voice_progress.WRITE_EVERY", 0.0)
    with telling(tmp_path) as tells:
        for done in range(3):
            tells(done, 2)
            assert read(tmp_path) == VoiceProgress(done, 2)


def test_a_folder_that_cannot_be_written_stops_no_build(tmp_path: Path) -> None:
    with telling(tmp_path / "none") as tells:
        tells(1, 2)
    (tmp_path / LOCK_NAME).mkdir()
    with telling(tmp_path) as tells:
        tells(1, 2)
        assert read(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{", '{"done": "a", "total": 2}', "[]"])
def test_what_nobody_can_read_is_not_told(tmp_path: Path, text: str) -> None:
    with telling(tmp_path) as tells:
        tells(1, 2)
        (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
        assert read(tmp_path) is None


def test_what_a_real_build_leaves_when_it_is_killed_is_not_told(tmp_path: Path) -> None:
    words = ("voices", "build", "--engine", "espeak", "--data", str(tmp_path))
    with subprocess.Popen([sys.executable, "-m", "kiosk", *words], stderr=subprocess.DEVNULL) as build:
        try:
            assert wait_until(lambda: read(tmp_path) is not None or build.poll() is not None)
            found = read(tmp_path)
        finally:
            build.kill()
    assert found is not None
    assert 0 <= found.done < found.total
    assert (tmp_path / FILE_NAME).exists(), "it had no time to clear up"
    assert read(tmp_path) is None


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (VoiceProgress(320, 1483), SAID),
        (VoiceProgress(0, 9), "Voix en préparation\u00a0: 0 phrase sur 9."),
        (VoiceProgress(1, 9), "Voix en préparation\u00a0: 1 phrase sur 9."),
        (VoiceProgress(2, 9), "Voix en préparation\u00a0: 2 phrases sur 9."),
    ],
)
def test_it_is_a_short_sentence(progress: VoiceProgress, said: str) -> None:
    assert in_words(progress) == said


class Reading:
    """What the disk would say."""

    progress: VoiceProgress | None = VoiceProgress(320, 1483)
    times = 0

    def __call__(self) -> VoiceProgress | None:
        self.times += 1
        return self.progress


def resting(bench: Bench) -> tuple[str, ...]:
    assert isinstance(bench.page, HomePage)
    return bench.page.troubles


def test_the_resting_screen_tells_of_it_and_of_its_end(tmp_path: Path) -> None:
    disk = Reading()
    bench = Bench(tmp_path, more={"staff": StaffPorts(preparing=disk)})
    bench.turn(1)
    assert resting(bench) == (SAID,)
    assert not bench.page.say, "it is no visitor's"
    disk.progress = VoiceProgress(640, 1483)
    bench.turn(LOOK_EVERY + 1)
    assert "640" in resting(bench)[0]
    disk.progress = None
    bench.turn(LOOK_EVERY + 1)
    assert resting(bench) == ()


def test_it_stands_behind_what_ails_the_voice(tmp_path: Path) -> None:
    bench = Bench(tmp_path, more={"staff": StaffPorts(preparing=Reading())})
    bench.troubles = ("Le haut-parleur ne répond pas.",)
    bench.turn(1)
    assert resting(bench) == ("Le haut-parleur ne répond pas.", SAID)


def test_the_disk_is_read_by_another_thread_and_while_the_kiosk_rests_alone(tmp_path: Path) -> None:
    disk = Reading()
    bench = Bench(tmp_path, more={"staff": StaffPorts(preparing=disk)})
    bench.turn(1)
    assert disk.times == 1
    bench.later = True
    bench.turn(3 * LOOK_EVERY)
    assert disk.times == 1, "one at a time, and never here"
    bench.work()
    assert disk.times == 2
    bench.touch("La commune")
    bench.turn(3 * LOOK_EVERY)
    bench.work()
    assert disk.times == 2, "a visitor is there"


def test_a_kiosk_that_is_told_nothing_says_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.turn(LOOK_EVERY + 1)
    assert resting(bench) == ()
