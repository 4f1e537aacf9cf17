"""The clips: made once, made again when needed, checked, and whole whatever happens."""

import json
import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import soundfile

from tests.voices.conftest import tone
from voices import build as building
from voices import clips
from voices.audit import Kind, check
from voices.build import BuildReport, build
from voices.clips import ClipStore, Folders, clip_name, clip_path
from voices.faults import Fault
from voices.pcm import write_wav

TEXTS = [("fr", "Bonjour."), ("fr", "Aller au CPAS"), ("fr", "Il est 10 h 30.")]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wav(folder: Path, text: str) -> Path:
    return clip_path(folder, "fr", clip_name(text, "fr"))


def findings(texts: list[tuple[str, str]], data: Path) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.text) for finding in check(texts, Folders.of(data))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return clips.built(tmp_path)


def test_a_build_makes_every_clip_and_the_check_is_content(folder: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    assert build(TEXTS, folder, lambda done, total: steps.append((done, total))) == BuildReport(3, 0, 0)
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert findings(TEXTS, tmp_path) == []
    for _, text in TEXTS:
        assert soundfile.info(wav(folder, text)).duration > 0.3
    entry = clips.read_manifest(folder)[clip_name("Il est 10 h 30.", "fr")]
    assert entry.recipe.spoken == "Il est dix heures trente."
    assert entry.recipe.version


def test_a_second_build_changes_nothing(folder: Path) -> None:
    build(TEXTS, folder)
    before = files(folder)
    assert build(TEXTS, folder) == BuildReport(0, 3, 0)
    assert files(folder) == before


def test_only_what_changed_is_made_and_the_rest_is_removed(folder: Path) -> None:
    build(TEXTS, folder)
    assert build([*TEXTS[:2], ("fr", "Il est 11 h.")], folder) == BuildReport(1, 2, 1)
    assert not wav(folder, "Il est 10 h 30.").exists()


def test_a_clip_that_was_deleted_altered_or_misread_is_made_again(folder: Path, tmp_path: Path) -> None:
    build(TEXTS, folder)
    wav(folder, "Bonjour.").unlink()
    wav(folder, "Aller au CPAS").write_bytes(b"rubbish")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["clips"][clip_name("Il est 10 h 30.", "fr")]["recipe"]["spoken"] = "dix ache trente"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert set(findings(TEXTS, tmp_path)) == {
        (Kind.MISSING, "Bonjour."),
        (Kind.DAMAGED, "Aller au CPAS"),
        (Kind.STALE, "Il est 10 h 30."),
    }
    assert build(TEXTS, folder) == BuildReport(3, 0, 0)
    assert findings(TEXTS, tmp_path) == []


def test_a_clip_nobody_says_is_an_orphan(folder: Path, tmp_path: Path) -> None:
    build(TEXTS, folder)
    assert findings(TEXTS[:2], tmp_path) == [(Kind.ORPHAN, "Il est 10 h 30.")]


def test_another_engine_version_makes_clips_stale(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(TEXTS, folder)
    monkeypatch.setattr("voices.audit.engine_version", lambda _: "espeak-ng 9.9")
    assert [kind for kind, _ in findings(TEXTS, tmp_path)] == [Kind.STALE] * 3


def test_each_language_has_an_engine_that_speaks_it(folder: Path, tmp_path: Path) -> None:
    texts = [("fr", "Il est 10 h 30."), ("nl", "Om 10.30 uur.")]
    assert build(texts, folder) == BuildReport(2, 0, 0)
    assert findings(texts, tmp_path) == []
    spoken = {entry.language: entry.recipe.spoken for entry in clips.read_manifest(folder).values()}
    assert spoken == {"fr": "Il est dix heures trente.", "nl": "Om tien uur dertig."}


def test_a_broken_manifest_means_making_all_again(folder: Path, tmp_path: Path) -> None:
    build(TEXTS, folder)
    (folder / "manifest.json").write_text("{ broken")
    assert [kind for kind, _ in findings(TEXTS, tmp_path)] == [Kind.DAMAGED] * 3
    assert build(TEXTS, folder) == BuildReport(3, 0, 0)


def test_a_human_recording_wins_and_settles_its_text(folder: Path, tmp_path: Path) -> None:
    build(TEXTS, folder)
    recording = wav(tmp_path / "voices" / "recorded", "Bonjour.")
    recording.parent.mkdir(parents=True)
    write_wav(recording, tone(440, 0.5))
    assert ClipStore(Folders.of(tmp_path)).find("Bonjour.", "fr") == tone(440, 0.5)
    wav(folder, "Bonjour.").unlink()
    assert findings(TEXTS, tmp_path) == []
    recording.write_bytes(b"RIFF")
    assert findings(TEXTS, tmp_path) == [(Kind.DAMAGED, "Bonjour."), (Kind.MISSING, "Bonjour.")]


def test_the_data_folder_comes_before_the_package(tmp_path: Path) -> None:
    folders = Folders.of(tmp_path / "data", package=tmp_path / "package")
    late, early = (wav(folder, "Bonjour.") for folder in reversed(folders.synthetic))
    for path, seconds in ((late, 0.5), (early, 0.3)):
        path.parent.mkdir(parents=True)
        write_wav(path, tone(440, seconds))
    assert ClipStore(folders).find("Bonjour.", "fr") == tone(440, 0.3)
    early.unlink()
    assert ClipStore(folders).find("Bonjour.", "fr") == tone(440, 0.5)


def test_the_store_forgets_old_clips_and_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "_CACHE_BYTES", 100_000)
    store = ClipStore(Folders.of(tmp_path))
    for number in range(10):
        path = wav(tmp_path / "voices" / "recorded", str(number))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_wav(path, tone(440, 0.5))
        assert store.find(str(number), "fr") is not None
    assert sum(len(sound.samples) for sound in store._cache.values()) == store._cached_bytes <= 100_000
    assert "9" not in store._cache
    assert clip_name("9", "fr") in store._cache


def test_a_name_depends_on_language_and_text_alone() -> None:
    assert clip_name("été", "fr") == clip_name(unicodedata.normalize("NFD", "été"), "fr")
    assert clip_name("été", "fr") != clip_name("été", "nl")
    assert clip_name("été", "fr") != clip_name("Été", "fr")


def test_the_same_text_twice_is_one_clip_and_no_text_is_none(folder: Path) -> None:
    assert build([*TEXTS, *TEXTS, ("fr", ""), ("fr", " ")], folder).made == 3


def test_a_language_without_a_voice_is_told_and_the_rest_is_made(folder: Path) -> None:
    report = build([*TEXTS, ("eo", "Saluton.")], folder)
    assert report.made == 3
    assert len(report.faults) == 1
    assert "Saluton." in report.faults[0]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "voices").write_text("a file where a folder should be")
    report = build(TEXTS, clips.built(tmp_path))
    assert report.made == 0
    assert str(tmp_path) in report.faults[0]


def test_without_an_engine_the_build_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "engine_version", lambda: Fault("espeak-ng cannot be loaded"))
    assert build(TEXTS, folder) == BuildReport(0, 0, 0, ("espeak-ng cannot be loaded",))


def test_many_clips_are_made_in_several_processes(folder: Path, tmp_path: Path) -> None:
    texts = [("fr", f"Numéro {number}.") for number in range(60)]
    assert build(texts, folder, jobs=2) == BuildReport(60, 0, 0)
    assert findings(texts, tmp_path) == []


def test_a_build_that_is_killed_leaves_the_old_set_whole(folder: Path, tmp_path: Path) -> None:
    build(TEXTS, folder)
    before = files(folder)
    code = (
        "import os, signal, sys; from pathlib import Path; from voices.build import build\n"
        "texts = [('fr', 'Aller au CPAS'), *(('fr', f'Autre {n}.') for n in range(8))]\n"
        "stop = lambda done, total: done == 5 and os.kill(os.getpid(), signal.SIGKILL)\n"
        "build(texts, Path(sys.argv[1]), stop, jobs=1)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(folder)], check=False, env={**os.environ})
    assert ended.returncode == -signal.SIGKILL
    assert {name: data for name, data in files(folder).items() if name in before} == before
    assert findings(TEXTS, tmp_path) == []
    assert build(TEXTS, folder) == BuildReport(0, 3, 0)
    assert files(folder) == before
