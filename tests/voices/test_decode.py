"""Files as phones and programs write them; what comes out is compared with what went in."""

import os
import shutil
import subprocess
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import soundfile

from tests.voices.conftest import tone
from voices.decode import LONGEST, decode
from voices.faults import Fault
from voices.pcm import Pcm, numbers, write_wav

SECONDS = 1.0
PEAK = 20_000


def write(path: Path, rate: int, channels: int, subtype: str, kind: str | None = None) -> Path:
    """Write one second of a tone of 440 Hz."""
    whole = tone(440, SECONDS, rate)
    values: Any = [[value / 32_768] * channels for value in numbers(whole.samples)]
    soundfile.write(path, values, rate, subtype=subtype, format=kind)
    return path


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(
    ("name", "subtype"),
    [("a.wav", "PCM_16"), ("a.wav", "PCM_U8"), ("a.wav", "PCM_24"), ("a.wav", "FLOAT"), ("a.flac", "PCM_16"),
     ("a.FLAC", "PCM_24"), ("a.ogg", "VORBIS"), ("a.mp3", "MPEG_LAYER_III")],
)  # fmt: skip
def test_every_kind_gives_the_same_sound(name: str, subtype: str, channels: int, rate: int, tmp_path: Path) -> None:
    sound = decode(write(tmp_path / name, rate, channels, subtype))
    assert isinstance(sound, Pcm)
    assert sound.rate == rate
    assert sound.duration == pytest.approx(SECONDS, abs=0.01)
    values = numbers(sound.samples)
    assert (sum(value * value for value in values) / len(values)) ** 0.5 == pytest.approx(PEAK / 2**0.5, rel=0.02)
    rises = sum(1 for before, after in pairwise(values) if before < 0 <= after)
    assert rises == pytest.approx(440, abs=3)


def test_opus_too(tmp_path: Path) -> None:
    sound = decode(write(tmp_path / "a.opus", 48_000, 1, "OPUS", "OGG"))
    assert isinstance(sound, Pcm)
    assert sound.duration == pytest.approx(SECONDS, abs=0.01)


def test_lossless_means_the_same_samples(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(300, 0.2))
    data, rate = soundfile.read(tmp_path / "a.wav", dtype="int16")
    soundfile.write(tmp_path / "a.flac", data, rate)
    assert decode(tmp_path / "a.flac") == decode(tmp_path / "a.wav") == tone(300, 0.2)


def test_two_channels_are_mixed_and_none_is_lost(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", [[0.5, 0.0]] * 100 + [[0.0, 0.5]] * 100, 8_000)
    sound = decode(tmp_path / "a.wav")
    assert isinstance(sound, Pcm)
    assert set(numbers(sound.samples)) == {8192}


def test_what_is_too_loud_is_cut_and_does_not_turn_over(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", [1.5, -1.5] * 50, 8_000, subtype="FLOAT")
    sound = decode(tmp_path / "a.wav")
    assert isinstance(sound, Pcm)
    assert list(numbers(sound.samples)) == [32_767, -32_767] * 50


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
def test_half_a_file_is_a_fault_that_names_it(suffix: str, tmp_path: Path) -> None:
    subtype = {"ogg": "VORBIS", "mp3": "MPEG_LAYER_III"}.get(suffix, "PCM_16")
    whole = write(tmp_path / f"whole.{suffix}", 44_100, 2, subtype)
    half = tmp_path / f"half.{suffix}"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    fault = decode(half)
    assert isinstance(fault, Fault)
    assert fault.reason.startswith(f"half.{suffix}: ")


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3", "a.txt", "a"])
@pytest.mark.parametrize("content", [b"", b"hello" * 1000, None, b"RIFF\0\0\0\0WAVE"])
def test_no_sound_is_a_fault(name: str, content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    fault = decode(tmp_path / name)
    assert isinstance(fault, Fault)
    assert name in fault.reason


def test_a_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.wav").mkdir()
    assert isinstance(decode(tmp_path / "a.wav"), Fault)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_meeting_is_no_sentence(channels: int, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", [[0.0] * channels] * int((LONGEST + 1) * 1000), 1000)
    fault = decode(tmp_path / "a.wav")
    assert isinstance(fault, Fault)
    assert "one sentence" in fault.reason


def test_what_a_phone_records_needs_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "001.m4a").write_bytes(b"anything")
    monkeypatch.setenv("PATH", "")
    assert decode(tmp_path / "001.m4a") == Fault(
        "001.m4a: install ffmpeg to read it, or save it as WAV, FLAC, MP3 or Ogg"
    )


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is optional, for kiosks and for this test")
def test_what_a_phone_records_is_read_with_ffmpeg(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(440, SECONDS))
    made = tmp_path / "a.m4a"
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(tmp_path / "a.wav"), str(made)], check=True)
    sound = decode(made)
    assert isinstance(sound, Pcm)
    assert sound.duration == pytest.approx(SECONDS, abs=0.1)
    whole = made.read_bytes()
    made.write_bytes(whole[:-400])
    assert isinstance(decode(made), Fault)
    middle = len(whole) // 2
    made.write_bytes(
        whole[:middle] + bytes(byte ^ 0xA5 for byte in whole[middle : middle + 600]) + whole[middle + 600 :]
    )
    assert isinstance(decode(made), Fault)


def test_ffmpeg_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "ffmpeg"
    fake.write_text("#!/bin/sh\nexec sleep 60\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("voices.decode._FFMPEG_S", 0.2)
    (tmp_path / "001.m4a").write_bytes(b"anything")
    fault = decode(tmp_path / "001.m4a")
    assert isinstance(fault, Fault)
    assert "ffmpeg did not come to its end" in fault.reason


def test_the_usual_clip_loads_no_library(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(440, 0.1))
    code = (
        "import sys; from pathlib import Path; from voices.decode import decode; here = Path(sys.argv[1]);"
        "decode(here / 'a.wav'); decode(here / 'missing.wav'); decode(here / 'missing.flac');"
        "sys.exit('soundfile' in sys.modules or 'numpy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_an_hour_of_a_meeting_does_not_go_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "001.wav"
    size = 3_600 * 44_100 * 2
    write_wav(path, Pcm(bytes(88), 44_100))
    header = bytearray(path.read_bytes()[:44])
    header[4:8], header[40:44] = (size + 36).to_bytes(4, "little"), size.to_bytes(4, "little")
    with path.open("wb") as file:  # a file with a hole: it takes no room
        file.write(header)
        file.truncate(size + 44)
    tracemalloc.start()
    try:
        fault, (_, most) = decode(path), tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(fault, Fault)
    assert "longer than 120 s" in fault.reason
    assert most < 20_000_000
