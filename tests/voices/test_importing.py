"""Recordings from a stick: taken, refused, told; and heard in place of the machine's voice."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import soundfile

from tests.sound import RATE, Recorder
from tests.voices.conftest import Booth, Said, tone
from voices.clips import ClipStore, Folders, built, clip_name, clip_path
from voices.importing import Refused, Taken, import_recordings
from voices.loudness import Loudness, loudness
from voices.pcm import Pcm, numbers, write_wav

WELCOME, LETTER = "Bonjour ! Que voulez-vous faire ?", "La lettre de la commune"
TEXTS = [("fr", WELCOME), ("fr", LETTER), ("nl", "Wat wilt u doen?")]
SECONDS = 2.0
NOBODY = 65_534


def code(text: str) -> str:
    return clip_name(text, "fr")[:6]


def take_of(hertz: int, seconds: float = SECONDS, rate: int = RATE) -> Pcm:
    """A recording as a person makes it: a second of silence, the voice, a second of silence."""
    silence = bytes(2 * rate)
    return Pcm(silence + tone(hertz, seconds, rate).samples + silence, rate)


@dataclass
class Kiosk:
    """A stick and the data folder of a kiosk."""

    stick: Path
    data: Path

    def __post_init__(self) -> None:
        self.stick.mkdir()

    @property
    def recorded(self) -> Path:
        return Folders.of(self.data).recorded[0]

    def put(self, name: str, sound: Pcm | None = None) -> Path:
        path = self.stick / name
        write_wav(path, sound or take_of(440))
        return path

    def take(self, texts: list[tuple[str, str]] = TEXTS, language: str = "fr") -> list[Taken | Refused]:
        return list(import_recordings(self.stick, self.recorded, texts, language))

    def refusal(self) -> str:
        (one,) = self.take()
        assert isinstance(one, Refused)
        return str(one)

    def clip(self, text: str) -> Pcm | None:
        return ClipStore(Folders.of(self.data)).find(text, "fr")


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path / "stick", tmp_path / "data")


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


@pytest.mark.parametrize(
    ("suffix", "subtype", "rate"),
    [
        ("wav", "PCM_16", 48_000),
        ("wav", "PCM_24", 44_100),
        ("flac", "PCM_16", 44_100),
        ("mp3", "MPEG_LAYER_III", 44_100),
        ("ogg", "VORBIS", 48_000),
    ],
)
def test_a_recording_in_stereo_becomes_a_clip(suffix: str, subtype: str, rate: int, kiosk: Kiosk) -> None:
    values = [[value / 32_768] * 2 for value in numbers(take_of(440, rate=rate).samples)]
    soundfile.write(kiosk.stick / f"{code(LETTER)}.{suffix}", values, rate, subtype=subtype)
    (taken,) = kiosk.take()
    assert isinstance(taken, Taken), taken
    assert (taken.text, taken.replaced, taken.notes) == (LETTER, False, ())
    info = soundfile.info(clip_path(kiosk.recorded, "fr", clip_name(LETTER, "fr")))
    assert (info.samplerate, info.channels, info.subtype, info.format) == (rate, 1, "PCM_16", "WAV")
    assert info.duration == pytest.approx(SECONDS + 0.2, abs=0.05)
    sound = kiosk.clip(LETTER)
    assert sound is not None
    level = loudness(sound)
    assert isinstance(level, Loudness)
    assert level.level == pytest.approx(level.target, abs=0.5)


def test_the_clip_of_the_machine_gives_way(kiosk: Kiosk) -> None:
    path = clip_path(built(kiosk.data), "fr", clip_name(LETTER, "fr"))
    path.parent.mkdir(parents=True)
    write_wav(path, tone(300, 1.0))
    kiosk.put(f"{code(LETTER)}.wav")
    assert kiosk.clip(LETTER) == tone(300, 1.0)
    kiosk.take()
    sound = kiosk.clip(LETTER)
    assert sound is not None
    assert sound.duration == pytest.approx(SECONDS + 0.2, abs=0.05)
    assert kiosk.clip(WELCOME) is None


def test_an_imported_recording_is_heard(booth: Booth, heard: Recorder, kiosk: Kiosk) -> None:
    machine = clip_path(built(booth.data), "fr", clip_name(LETTER, "fr"))
    machine.parent.mkdir(parents=True)
    write_wav(machine, tone(300, 1.0))
    kiosk.put(f"{code(LETTER)}.wav", take_of(700))
    list(import_recordings(kiosk.stick, Folders.of(booth.data).recorded[0], TEXTS, "fr"))
    with heard.record() as recording:
        booth.voice.say([Said(LETTER, "a")])
        booth.marks.wait("")
    ((start, end),) = recording.spoken()
    assert end - start == pytest.approx(SECONDS, abs=0.1)
    samples = recording.samples[int(start * RATE) : int(end * RATE)]
    rises = sum(1 for place in range(1, len(samples)) if samples[place - 1] < 0 <= samples[place])
    assert rises / (end - start) == pytest.approx(700, rel=0.03)


def test_each_refusal_names_the_file_and_what_to_do(kiosk: Kiosk) -> None:
    name = f"{code(LETTER)}.wav"
    full = Pcm(b"".join(b"\xff\x7f" * 20 + b"\x01\x80" * 20 for _ in range(2000)), RATE)
    kiosk.put(name, Pcm(bytes(2 * RATE) + full.samples + bytes(2 * RATE), RATE))
    assert kiosk.refusal().startswith(f"refused: {name}: {LETTER}: too loud")
    kiosk.put(name, Pcm(bytes(4 * RATE), RATE))
    assert kiosk.refusal().startswith(f"refused: {name}: {LETTER}: hardly anything")
    kiosk.put(name, take_of(440, 0.3))
    assert "another sentence" in kiosk.refusal()
    (kiosk.stick / name).write_bytes(kiosk.put(name).read_bytes()[:-1000])
    assert kiosk.refusal() == f"refused: {name}: only a part of it is there; copy it again"
    (kiosk.stick / name).rename(kiosk.stick / "PTT-20261123-WA0001.wav")
    assert "WhatsApp" in kiosk.refusal()
    assert files(kiosk.recorded) == {}


def test_a_sharp_peak_keeps_a_recording_quieter_and_is_told(kiosk: Kiosk) -> None:
    values = numbers(take_of(440).samples)
    for place in range(RATE, RATE + int(SECONDS * RATE)):
        values[place] //= 40
    values[2 * RATE] = 32_000  # a "p" that blew into the microphone
    kiosk.put(f"{code(LETTER)}.wav", Pcm(values.tobytes(), RATE))
    (taken,) = kiosk.take()
    assert isinstance(taken, Taken)
    assert taken.notes[0].startswith("quieter than the others by")


def test_two_files_for_one_sentence_are_both_refused(kiosk: Kiosk) -> None:
    one, other, fine = f"{code(LETTER)}-1.wav", f"{code(LETTER)}-2.wav", f"{code(WELCOME)}.wav"
    for name in (one, other, fine):
        kiosk.put(name)
    told = sorted(map(str, kiosk.take()))
    assert told[0] == f"refused: {one}: {other} is the same sentence; keep the better one"
    assert told[1] == f"refused: {other}: {one} is the same sentence; keep the better one"
    assert told[2].startswith(f"taken: {fine}: {WELCOME} (2.2 s)")


def test_a_good_recording_takes_the_place_and_a_bad_one_does_not(kiosk: Kiosk) -> None:
    name = f"{code(LETTER)}.wav"
    kiosk.put(name)
    kiosk.take()
    first = files(kiosk.recorded)
    kiosk.put(name, take_of(440, 0.3))
    assert isinstance(kiosk.take()[0], Refused)
    assert files(kiosk.recorded) == first
    kiosk.put(name, take_of(880))
    (taken,) = kiosk.take()
    assert "in place of an earlier recording" in str(taken)
    assert list(files(kiosk.recorded)) == list(first)
    assert files(kiosk.recorded) != first


def test_other_files_and_the_stick_itself_are_left_alone(kiosk: Kiosk) -> None:
    kiosk.put(f"{code(LETTER)}.wav")
    kiosk.put(f"._{code(WELCOME)}.wav")
    (kiosk.stick / "voix.html").write_text("the page itself")
    (kiosk.stick / "photos").mkdir()
    before = files(kiosk.stick)
    assert len(kiosk.take()) == 1
    assert files(kiosk.stick) == before


def test_a_code_of_another_language_is_unknown(kiosk: Kiosk) -> None:
    dutch = clip_name("Wat wilt u doen?", "nl")
    kiosk.put(f"{dutch[:6]}.wav")
    assert "no sentence has this code" in kiosk.refusal()
    (taken,) = kiosk.take(language="nl")
    assert isinstance(taken, Taken)
    assert clip_path(kiosk.recorded, "nl", dutch).exists()


def test_a_folder_that_cannot_be_used_is_told(kiosk: Kiosk) -> None:
    assert "no sound file" in kiosk.refusal()
    kiosk.put(f"{code(LETTER)}.wav")
    kiosk.take()
    kiosk.stick = kiosk.recorded / "fr"
    before = files(kiosk.recorded)
    assert "the kiosk's own recordings" in kiosk.refusal()
    assert files(kiosk.recorded) == before
    kiosk.stick = kiosk.data / "missing"
    assert kiosk.refusal() == f"refused: {kiosk.stick}: cannot be read: No such file or directory"
    kiosk.stick = next((kiosk.recorded / "fr").iterdir())
    kiosk.data /= "elsewhere"
    assert "Not a directory" in kiosk.refusal()


@pytest.fixture
def open_kiosk() -> Iterator[Kiosk]:
    """Give a stick and a data folder that any user of the machine may reach."""
    folder = Path(tempfile.mkdtemp(prefix="stick-"))
    folder.chmod(0o777)
    yield Kiosk(folder / "stick", folder / "data")
    shutil.rmtree(folder)


def test_a_read_only_data_folder_is_told_and_the_stick_may_be_read_only(open_kiosk: Kiosk) -> None:
    open_kiosk.put(f"{code(LETTER)}.wav")
    open_kiosk.stick.chmod(0o555)
    open_kiosk.data.mkdir(mode=0o555)
    if os.geteuid() == 0:  # whom permissions do not bind
        os.seteuid(NOBODY)
    try:
        told = open_kiosk.refusal()
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
    assert "cannot be written: Permission denied" in told
    assert str(open_kiosk.recorded) in told
    open_kiosk.stick.chmod(0o755)
    open_kiosk.data.chmod(0o755)
    assert isinstance(open_kiosk.take()[0], Taken)


def test_a_full_disk_leaves_the_old_recording_whole(kiosk: Kiosk) -> None:
    name = f"{code(LETTER)}.wav"
    kiosk.put(name)
    kiosk.take()
    before = files(kiosk.recorded)
    kiosk.put(name, take_of(880))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limit[1]))
    try:
        told = kiosk.refusal()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert "cannot be written: File too large" in told
    assert files(kiosk.recorded) == before


def test_an_import_that_is_killed_leaves_the_old_recording_whole(kiosk: Kiosk) -> None:
    name = f"{code(LETTER)}.wav"
    kiosk.put(name)
    kiosk.take()
    before = files(kiosk.recorded)
    kiosk.put(name, take_of(880))
    script = (
        "import os, signal, sys; from pathlib import Path; from voices import importing\n"
        "write = importing.write_wav\n"
        "def killed(path, sound):\n"
        "    write(path, sound); os.truncate(path, 5000); os.kill(os.getpid(), signal.SIGKILL)\n"
        "importing.write_wav = killed\n"
        f"list(importing.import_recordings(Path(sys.argv[1]), Path(sys.argv[2]), {TEXTS!r}, 'fr'))"
    )
    command = [sys.executable, "-c", script, str(kiosk.stick), str(kiosk.recorded)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    after = files(kiosk.recorded)
    assert len(after) == 2
    assert after.items() > before.items()
    assert kiosk.clip(LETTER) is not None
    (kiosk.stick / name).rename(kiosk.stick / f"{code(WELCOME)}.wav")
    kiosk.take()
    names = {f"fr/{clip_name(text, 'fr')}.wav" for text in (LETTER, WELCOME)}
    assert set(files(kiosk.recorded)) == names, "what was half-written is gone"
