"""A set of clips is replaced whole or not at all: killed anywhere, by two at once, on a full card."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from voices import clips
from voices.audit import check
from voices.build import Workshop, build
from voices.clips import Folders

OLD = [("fr", "Bonjour."), ("fr", "Aller au CPAS")]
NEW = [("fr", "Bonjour."), ("fr", "Une autre phrase."), ("fr", "Une phrase encore.")]
WORKSHOP = Workshop(engine="espeak", jobs=1)

KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from voices import build, making, manifest, swap
from voices.clips import Folders

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def before(owner, name):
    setattr(owner, name, die)

def after(owner, name):
    work = getattr(owner, name)
    setattr(owner, name, lambda *given, **named: (work(*given, **named), die()))

{point}
build.build({texts}, Folders.of(Path(sys.argv[1])), build.Workshop(engine="espeak", jobs=1))
"""
"""A build that is killed at a point."""
EARLY = [
    "after(making, 'write_wav')",
    "before(os, 'link')",
    "before(build, 'write_manifest')",
    "after(build, 'write_manifest')",
    "before(os, 'sync')",
    "after(Path, 'symlink_to')",
    "before(Path, 'replace')",
]
LATE = ["after(Path, 'replace')", "before(shutil, 'rmtree')"]


def run(code: str, data: Path) -> int:
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109 - of the tests, as pytest has it
    return subprocess.run([sys.executable, "-c", code, str(data)], check=False, env=environment).returncode


def files(data: Path) -> dict[str, bytes]:
    folder = clips.built(data)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("**/*") if path.is_file()}


def make(data: Path, texts: list[tuple[str, str]]) -> tuple[int, int, int]:
    report = build(texts, Folders.of(data), WORKSHOP)
    assert not report.faults
    return report.made, report.kept, report.removed


def left_overs(data: Path) -> list[str]:
    return [path.name for path in (data / "voices").iterdir() if path.name.startswith(".clips-")]


@pytest.mark.parametrize("point", [*EARLY, *LATE])
def test_a_build_that_is_killed_leaves_one_whole_set(tmp_path: Path, point: str) -> None:
    make(tmp_path, OLD)
    before = files(tmp_path)
    assert run(KILLED.format(point=point, texts=NEW), tmp_path) == -signal.SIGKILL
    now, then = (NEW, OLD) if point in LATE else (OLD, NEW)
    assert check(now, Folders.of(tmp_path)) == ()
    assert check(then, Folders.of(tmp_path)) != ()
    assert (files(tmp_path) == before) == (point in EARLY)
    make(tmp_path, NEW)
    assert check(NEW, Folders.of(tmp_path)) == ()
    assert len(left_overs(tmp_path)) == 1


def test_the_first_build_of_all_can_be_killed_too(tmp_path: Path) -> None:
    assert run(KILLED.format(point="before(Path, 'replace')", texts=NEW), tmp_path) == -signal.SIGKILL
    assert files(tmp_path) == {}
    assert make(tmp_path, NEW) == (3, 0, 0)
    assert len(left_overs(tmp_path)) == 1


def test_two_builds_at_once_are_one_and_a_refusal(tmp_path: Path) -> None:
    make(tmp_path, OLD)
    told: list[tuple[str, ...]] = []

    def meanwhile(done: int, _total: int) -> None:
        if done:
            told.append(build(OLD, Folders.of(tmp_path), WORKSHOP).faults)

    assert build(NEW, Folders.of(tmp_path), WORKSHOP, meanwhile).made == 2
    assert told == [("another build is at work here; wait until it ends",)] * 2
    assert check(NEW, Folders.of(tmp_path)) == ()


def test_a_full_card_is_told_once_and_changes_nothing(tmp_path: Path) -> None:
    """No file may pass 20 KB: to the program that is the same as a card without room."""
    make(tmp_path, OLD)
    before = files(tmp_path)
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    code = KILLED.format(point=full, texts=NEW).replace("build.build(", "report = build.build(")
    code += "assert report.made == 0 and len(report.faults) == 1, report; print(report.faults[0])"
    assert run(code, tmp_path) == 0
    assert files(tmp_path) == before
    assert len(left_overs(tmp_path)) == 1


def test_clips_that_were_copied_without_their_link_are_taken_over(tmp_path: Path) -> None:
    make(tmp_path / "one", OLD)
    shutil.copytree(clips.built(tmp_path / "one"), clips.built(tmp_path / "two"))
    assert check(OLD, Folders.of(tmp_path / "two")) == ()
    assert make(tmp_path / "two", NEW) == (2, 1, 1)
    assert check(NEW, Folders.of(tmp_path / "two")) == ()
    assert len(left_overs(tmp_path / "two")) == 1


def test_a_folder_that_a_person_linked_to_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path, OLD)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(clips.built(tmp_path).resolve(), elsewhere)
    clips.built(tmp_path).unlink()
    clips.built(tmp_path).symlink_to(elsewhere)
    assert make(tmp_path, NEW) == (2, 1, 1)
    assert len(list(elsewhere.glob("*/*.wav"))) == 2


def test_a_file_system_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    make(tmp_path, OLD)
    monkeypatch.setattr(os, "link", refuse)
    assert make(tmp_path, NEW) == (2, 1, 1)
    assert check(NEW, Folders.of(tmp_path)) == ()
