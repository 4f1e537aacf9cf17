"""Clips are found by the displayed text: recordings first, then built ones, always the newest."""

import os
import unicodedata
from pathlib import Path

import pytest
import soundfile

from tests.voices.conftest import tone
from voices import clips
from voices.clips import ClipStore, Folders, clip_name, clip_path, recording
from voices.pcm import Pcm, write_wav


def wav(folder: Path, text: str) -> Path:
    path = clip_path(folder, "fr", clip_name(text, "fr"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_a_name_depends_on_language_and_text_alone() -> None:
    assert clip_name("été", "fr") == clip_name(unicodedata.normalize("NFD", "été"), "fr")
    assert clip_name("été", "fr") != clip_name("été", "nl")
    assert clip_name("été", "fr") != clip_name("Été", "fr")


def test_recordings_come_before_built_clips_and_the_data_folder_before_the_package(tmp_path: Path) -> None:
    folders = Folders.of(tmp_path / "data", package=tmp_path / "package")
    store = ClipStore(folders)
    for number, folder in enumerate([*folders.recorded, *folders.synthetic][::-1], 1):
        write_wav(wav(folder, "Bonjour."), tone(440, number / 10))
        assert store.find("Bonjour.", "fr") == tone(440, number / 10)
    for number, folder in enumerate([*folders.recorded, *folders.synthetic]):
        wav(folder, "Bonjour.").unlink()
        left = 3 - number
        assert store.find("Bonjour.", "fr") == (tone(440, left / 10) if left else None)


def test_a_recording_in_flac_is_heard(tmp_path: Path) -> None:
    store = ClipStore(Folders.of(tmp_path))
    recorded, built = store.folders.recorded[0], store.folders.synthetic[0]
    write_wav(wav(built, "Bonjour."), tone(440, 0.1))
    spoken = tone(880, 0.2)
    path = wav(recorded, "Bonjour.").with_suffix(".flac")
    soundfile.write(path, memoryview(spoken.samples).cast("h"), spoken.rate)
    assert store.find("Bonjour.", "fr") == spoken
    path.write_bytes(b"fLaC and no more")
    assert store.find("Bonjour.", "fr") == tone(440, 0.1)


def test_a_clip_that_is_replaced_is_heard_at_once(tmp_path: Path) -> None:
    store = ClipStore(Folders.of(tmp_path))
    path = wav(store.folders.synthetic[0], "Bonjour.")
    for seconds in (0.1, 0.2):
        fresh = path.with_suffix(".new")
        write_wav(fresh, tone(440, seconds))
        fresh.replace(path)
        assert store.find("Bonjour.", "fr") == tone(440, seconds)
    path.unlink()
    assert store.find("Bonjour.", "fr") is None


def test_the_store_forgets_old_clips_and_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "_CACHE_BYTES", 100_000)
    store = ClipStore(Folders.of(tmp_path))
    for number in range(10):
        path = wav(store.folders.recorded[0], str(number))
        write_wav(path, tone(440, 0.5))
        assert isinstance(store.find(str(number), "fr"), Pcm)
    assert sum(len(sound.samples) for _, sound in store._cache.values()) == store._cached_bytes <= 100_000
    assert wav(store.folders.recorded[0], "9") in store._cache
    assert wav(store.folders.recorded[0], "0") not in store._cache


def test_a_pipe_or_a_folder_in_the_place_of_a_clip_is_passed_over(tmp_path: Path) -> None:
    folders, name = Folders.of(tmp_path), clip_name("Oui", "fr")
    for folder, put in ((folders.recorded[0], os.mkfifo), (folders.synthetic[0], os.mkfifo)):
        path = clip_path(folder, "fr", name)
        path.parent.mkdir(parents=True)
        put(path)
    assert ClipStore(folders).find("Oui", "fr") is None
    assert recording(folders, "fr", name) is None
    for folder in (folders.recorded[0], folders.synthetic[0]):
        clip_path(folder, "fr", name).unlink()
        clip_path(folder, "fr", name).mkdir()
    assert ClipStore(folders).find("Oui", "fr") is None
