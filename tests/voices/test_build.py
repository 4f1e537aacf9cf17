"""The clips: made once, made again when needed, checked, and whole whatever happens."""

import shutil
from pathlib import Path

import pytest
import soundfile

from tests.voices.conftest import tone
from tests.voices.stand_ins import Bench, bench, children, impatient
from voices import build as building
from voices import clips
from voices.audit import Kind, check
from voices.build import BuildReport, Workshop, build
from voices.clips import Folders, clip_name, clip_path
from voices.faults import Fault
from voices.lexicon import Entry as Word
from voices.lexicon import Lexicon, built_in
from voices.manifest import Entry, read_manifest
from voices.pcm import read_wav, write_wav

__all__ = ["bench", "impatient"]
TEXTS = [("fr", "Bonjour."), ("fr", "Aller au CPAS"), ("fr", "Il est 10 h 30.")]
ESPEAK = Workshop(engine="espeak")


def make(data: Path, texts: list[tuple[str, str]] = TEXTS, lexicon: Lexicon | None = None) -> BuildReport:
    return build(texts, Folders.of(data), Workshop(engine="espeak", lexicon=lexicon))


def counts(report: BuildReport) -> tuple[int, int, int]:
    assert not report.faults
    return report.made, report.kept, report.removed


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wav(data: Path, text: str) -> Path:
    return clip_path(clips.built(data), "fr", clip_name(text, "fr"))


def findings(texts: list[tuple[str, str]], data: Path, lexicon: Lexicon | None = None) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.text) for finding in check(texts, Folders.of(data), lexicon)]


def entry(data: Path, text: str) -> Entry:
    return read_manifest(clips.built(data))[clip_name(text, "fr")]


def test_a_build_makes_every_clip_and_the_check_is_content(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    report = build(TEXTS, Folders.of(tmp_path), ESPEAK, lambda done, total: steps.append((done, total)))
    assert counts(report) == (3, 0, 0)
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert findings(TEXTS, tmp_path) == []
    for _, text in TEXTS:
        assert soundfile.info(wav(tmp_path, text)).duration > 0.3


def test_the_manifest_tells_how_a_clip_was_made_and_what_it_measures(tmp_path: Path) -> None:
    make(tmp_path)
    made = entry(tmp_path, "Il est 10 h 30.")
    assert made.recipe is not None
    assert (made.recipe.engine, made.recipe.voice) == ("espeak", "fr-be")
    assert made.recipe.version.startswith("espeak-ng 1.")
    assert made.recipe.spoken == "Il est dix heures trente."
    assert made.source == "synthèse"
    assert made.words == 5
    sound = read_wav(wav(tmp_path, "Il est 10 h 30."))
    assert sound is not None
    assert made.measures.duration == pytest.approx(sound.duration, abs=0.001)
    assert made.words_a_minute == pytest.approx(5 * 60 / sound.duration, abs=0.1)
    assert made.measures.level == pytest.approx(-21, abs=0.2)
    assert made.measures.measure == "momentary"
    assert -20 < made.measures.true_peak < -1


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path)
    folder = clips.built(tmp_path)
    before, inode = files(folder), folder.stat().st_ino
    assert counts(make(tmp_path)) == (0, 3, 0)
    assert (files(folder), folder.stat().st_ino) == (before, inode)
    assert [path.name for path in folder.parent.glob(".clips-*")] == [folder.readlink().name]


def test_only_what_changed_is_made_and_the_rest_is_removed(tmp_path: Path) -> None:
    make(tmp_path)
    inode = wav(tmp_path, "Bonjour.").stat().st_ino
    assert counts(make(tmp_path, [*TEXTS[:2], ("fr", "Il est 11 h.")])) == (1, 2, 1)
    assert not wav(tmp_path, "Il est 10 h 30.").exists()
    assert wav(tmp_path, "Bonjour.").stat().st_ino == inode
    assert [path.name for path in (tmp_path / "voices").glob(".clips-*")] == [clips.built(tmp_path).readlink().name]


def test_a_word_that_a_facilitator_teaches_makes_its_clips_stale_and_only_those(tmp_path: Path) -> None:
    make(tmp_path)
    taught = built_in().over([Word("CPAS", "centre public")], (), ())
    assert findings(TEXTS, tmp_path, taught) == [(Kind.STALE, "Aller au CPAS")]
    assert counts(make(tmp_path, lexicon=taught)) == (1, 2, 0)
    assert findings(TEXTS, tmp_path, taught) == []
    assert entry(tmp_path, "Aller au CPAS").words == 3, "words are those of the displayed text"


def test_another_engine_makes_all_again_and_one_that_is_not_here_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)
    before = files(clips.built(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    report = build(TEXTS, Folders.of(tmp_path), Workshop(engine="pico"))
    assert report.made == 0
    assert "pico" in report.faults[0]
    assert files(clips.built(tmp_path)) == before


def test_without_any_engine_the_old_clips_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path)
    before = files(clips.built(tmp_path))
    monkeypatch.setattr(building, "choose", lambda _engines, _language: Fault("no engine is here"))
    report = build([*TEXTS, ("fr", "Nouveau.")], Folders.of(tmp_path))
    assert (report.made, report.kept) == (0, 3)
    assert report.faults == ("fr: no engine is here: 4 sentences, such as 'Bonjour.'",)
    assert files(clips.built(tmp_path)) == before


def test_a_language_without_a_voice_is_told_and_the_rest_is_made(tmp_path: Path) -> None:
    report = make(tmp_path, [*TEXTS, ("eo", "Saluton.")])
    assert report.made == 3
    assert len(report.faults) == 1
    assert "Saluton." in report.faults[0]


def test_the_same_text_twice_is_one_clip_and_no_text_is_none(tmp_path: Path) -> None:
    assert make(tmp_path, [*TEXTS, *TEXTS, ("fr", ""), ("fr", " ")]).made == 3


MOODY = """
text=$(cat)
case "$text" in *Bonjour*) {mood} ;; *) cat "$0.wav" > "$4" ;; esac
"""
"""An engine that says all texts but one, each with the same tone."""


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("mood", ["sleep 86399 & wait", "kill -SEGV $$", "echo rubbish"])
def test_an_engine_that_hangs_or_crashes_is_a_fault_of_its_clip_alone(tmp_path: Path, bench: Bench, mood: str) -> None:
    make(tmp_path)
    before = wav(tmp_path, "Bonjour.").read_bytes()
    write_wav(bench.folder / "pico2wave.wav", tone(440, 1.0))
    bench.script("pico2wave", MOODY.format(mood=mood))
    report = build(TEXTS, Folders.of(tmp_path), Workshop(engine="pico", jobs=2))
    assert (report.made, report.kept) == (2, 1)
    assert len(report.faults) == 1
    assert report.faults[0].startswith("'Bonjour.': pico")
    assert wav(tmp_path, "Bonjour.").read_bytes() == before, "an old clip is better than none"
    made = [entry(tmp_path, text).recipe for _, text in TEXTS]
    assert [recipe and recipe.engine for recipe in made] == ["espeak", "pico", "pico"]
    assert children() == []


def test_many_clips_are_made_on_several_cores(tmp_path: Path) -> None:
    texts = [("fr", f"Numéro {number}.") for number in range(30)]
    assert counts(build(texts, Folders.of(tmp_path), Workshop(engine="espeak", jobs=4))) == (30, 0, 0)
    assert findings(texts, tmp_path) == []
    assert children() == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "voices").write_text("a file where a folder should be")
    report = make(tmp_path)
    assert report.made == 0
    assert str(tmp_path) in report.faults[0]


def test_clips_that_came_along_are_taken_where_they_are_whole_and_made_the_same_way(tmp_path: Path) -> None:
    package, data = tmp_path / "package", tmp_path / "data"
    make(tmp_path / "elsewhere")
    shutil.copytree(clips.built(tmp_path / "elsewhere"), package / "prepared")
    folders = Folders.of(data, package)
    damaged = clip_path(package / "prepared", "fr", clip_name("Aller au CPAS", "fr"))
    damaged.write_bytes(damaged.read_bytes()[:-2])
    other = [*TEXTS, ("fr", "Un texte de plus.")]
    report = build(other, folders, ESPEAK)
    assert (report.made, report.taken, report.faults) == (2, 2, ())
    assert not check(other, folders)
    assert build(other, folders, ESPEAK) == BuildReport(kept=4)
