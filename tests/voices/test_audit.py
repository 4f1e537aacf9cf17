"""Every clip that is not as it should be is found and named, with its file and the cure."""

import json
from pathlib import Path

import pytest
import soundfile

from tests.voices.conftest import tone
from voices import clips
from voices.audit import Finding, Kind, check
from voices.build import BuildReport, Workshop, build
from voices.clips import Folders, clip_name, clip_path
from voices.manifest import MANIFEST, Source, read_manifest
from voices.pcm import write_wav

TEXTS = [("fr", "Bonjour."), ("fr", "Aller au CPAS"), ("fr", "Il est 10 h 30.")]


def make(data: Path, texts: list[tuple[str, str]] = TEXTS) -> BuildReport:
    return build(texts, Folders.of(data), Workshop(engine="espeak"))


def look(data: Path, texts: list[tuple[str, str]] = TEXTS) -> tuple[Finding, ...]:
    return check(texts, Folders.of(data))


def findings(data: Path, texts: list[tuple[str, str]] = TEXTS) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.text) for finding in look(data, texts)]


def wav(data: Path, text: str) -> Path:
    return clip_path(clips.built(data), "fr", clip_name(text, "fr"))


def recorded(data: Path, text: str, suffix: str = ".wav") -> Path:
    path = clip_path(data / "voices" / "recorded", "fr", clip_name(text, "fr")).with_suffix(suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    make(tmp_path)
    return tmp_path


def test_a_clip_that_was_deleted_altered_or_misread_is_named_and_made_again(data: Path) -> None:
    wav(data, "Bonjour.").unlink()
    altered = bytearray(wav(data, "Aller au CPAS").read_bytes())
    altered[2000] ^= 1
    wav(data, "Aller au CPAS").write_bytes(altered)
    manifest = json.loads((clips.built(data) / MANIFEST).read_text())
    manifest["clips"][clip_name("Il est 10 h 30.", "fr")]["recipe"]["spoken"] = "dix ache trente"
    (clips.built(data) / MANIFEST).write_text(json.dumps(manifest))
    expected = {
        (Kind.MISSING, "Bonjour."),
        (Kind.DAMAGED, "Aller au CPAS"),
        (Kind.STALE, "Il est 10 h 30."),
    }
    assert set(findings(data)) == expected
    for finding in look(data):
        assert finding.text in str(finding)
        assert str(wav(data, finding.text)) in str(finding)
        assert "kiosk voices build" in str(finding)
    assert (make(data).made, findings(data)) == (3, [])


def test_a_clip_made_with_another_gap_between_words_is_stale(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voices.engines.frames.GAP", 3)
    assert findings(data) == [(Kind.STALE, text) for _, text in TEXTS]
    assert make(data).made == len(TEXTS)
    assert findings(data) == []


def test_a_clip_whose_manifest_says_nothing_of_the_gap_is_older_and_stale(data: Path) -> None:
    manifest = json.loads((clips.built(data) / MANIFEST).read_text())
    del manifest["clips"][clip_name("Bonjour.", "fr")]["recipe"]["manner"]
    (clips.built(data) / MANIFEST).write_text(json.dumps(manifest))
    assert findings(data) == [(Kind.STALE, "Bonjour.")]


def test_a_text_that_was_changed_misses_its_clip_and_leaves_an_orphan(data: Path) -> None:
    changed = [*TEXTS[:2], ("fr", "Il est 11 h 30.")]
    assert findings(data, changed) == [(Kind.MISSING, "Il est 11 h 30."), (Kind.ORPHAN, "Il est 10 h 30.")]


def test_a_clip_in_the_folder_of_another_language_is_an_orphan(data: Path) -> None:
    stray = clips.built(data) / "nl" / wav(data, "Bonjour.").name
    stray.parent.mkdir()
    stray.write_bytes(wav(data, "Bonjour.").read_bytes())
    assert findings(data) == [(Kind.ORPHAN, "Bonjour.")]
    assert make(data).removed == 1
    assert findings(data) == []


def test_another_version_of_the_engine_makes_clips_stale(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voices.engines.espeak.Espeak.version", lambda _: "espeak-ng 9.9")
    assert findings(data) == [(Kind.STALE, text) for _, text in TEXTS]


def test_without_the_engine_here_its_version_is_not_compared_but_all_else_is(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voices.engines.espeak.WORKER", ("nothing-of-this-name",))
    assert findings(data) == []
    manifest = json.loads((clips.built(data) / MANIFEST).read_text())
    manifest["clips"][clip_name("Bonjour.", "fr")]["recipe"]["spoken"] = "Bon jour."
    manifest["clips"][clip_name("Aller au CPAS", "fr")]["recipe"]["level"] = "-9 LUFS"
    (clips.built(data) / MANIFEST).write_text(json.dumps(manifest))
    assert findings(data) == [(Kind.STALE, "Bonjour."), (Kind.STALE, "Aller au CPAS")]


@pytest.mark.parametrize("how", ["{ broken", '{"clips": {"a": 3}}', "[" * 100_000, None])
def test_a_manifest_that_is_lost_means_making_all_again(data: Path, how: str | None) -> None:
    manifest = clips.built(data) / MANIFEST
    manifest.unlink() if how is None else manifest.write_text(how)
    assert [kind for kind, _ in findings(data)] == [Kind.DAMAGED] * 4
    assert look(data)[0].path == manifest
    assert (make(data).made, findings(data)) == (3, [])


def test_a_recording_wins_and_settles_its_text(data: Path) -> None:
    write_wav(recorded(data, "Bonjour."), tone(440, 0.5))
    assert findings(data) == []
    report = make(data)
    assert (report.made, report.kept, report.removed, report.human) == (0, 2, 0, 1)
    assert not wav(data, "Bonjour.").exists()
    assert findings(data) == []
    recorded(data, "Bonjour.").unlink()
    assert findings(data) == [(Kind.MISSING, "Bonjour.")]
    assert (make(data).made, findings(data)) == (1, [])


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_the_manifest_says_that_a_person_speaks(data: Path, suffix: str) -> None:
    path = recorded(data, "Bonjour.", suffix)
    soundfile.write(path, [0.0, 0.25, 0.5, 0.25] * 12_000, 48_000, subtype="PCM_24")
    assert make(data).human == 1
    entry = read_manifest(clips.built(data))[clip_name("Bonjour.", "fr")]
    assert (entry.source, entry.source.value, entry.recipe) == (Source.HUMAN, "humain", None)
    assert (entry.measures.rate, entry.measures.duration) == (48_000, 1.0)
    assert findings(data) == []
    assert make(data) == BuildReport(kept=2, human=1)


def test_a_recording_that_changed_since_the_build_is_stale(data: Path) -> None:
    write_wav(recorded(data, "Bonjour."), tone(440, 0.5))
    make(data)
    write_wav(recorded(data, "Bonjour."), tone(880, 0.5))
    assert findings(data) == [(Kind.STALE, "Bonjour.")]
    make(data)
    assert findings(data) == []


def test_a_recording_that_cannot_be_played_is_named_by_check_and_build(data: Path) -> None:
    recorded(data, "Bonjour.").write_bytes(b"RIFF")
    (found,) = look(data)
    assert (found.kind, found.path) == (Kind.DAMAGED, recorded(data, "Bonjour."))
    assert "record it again" in str(found)
    (fault,) = make(data).faults
    assert str(recorded(data, "Bonjour.")) in fault
    wav(data, "Bonjour.").unlink()
    assert findings(data) == [(Kind.DAMAGED, "Bonjour."), (Kind.MISSING, "Bonjour.")]


def test_recordings_of_no_sentence_are_orphans_of_their_own_kind(data: Path) -> None:
    folder = recorded(data, "Bonjour.").parent
    strays = [
        folder / "bonjour.wav",
        folder.parent / recorded(data, "Bonjour.").name,
        folder.parent / "nl" / recorded(data, "Bonjour.").name,
        recorded(data, "Aller au CPAS", ".mp3"),
    ]
    for path in strays:
        path.parent.mkdir(exist_ok=True)
        write_wav(path, tone(440, 0.5))
    (folder / "LISEZ-MOI.txt").write_text("Ici, les enregistrements.")
    (folder / f".{strays[0].name}").write_bytes(b"left by a Mac")
    found = look(data)
    assert {finding.kind for finding in found} == {Kind.ORPHAN}
    assert {finding.path for finding in found} == set(strays)
    assert "kiosk voices import" in next(str(one) for one in found if one.path.suffix == ".mp3")
    make(data)
    assert all(path.exists() for path in strays), "nothing that a person recorded is ever deleted"
