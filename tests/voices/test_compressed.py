"""A WAV becomes a much smaller MP3 of the same length, or stays what it is."""

import sys
from array import array
from math import pi, sin
from pathlib import Path

import pytest

from voices.compressed import compressed
from voices.decode import decode
from voices.faults import Fault
from voices.pcm import Pcm, write_wav

SECONDS = 3


def tone(path: Path, rate: int) -> Path:
    values = array("h", (int(9000 * sin(2 * pi * 440 * place / rate)) for place in range(SECONDS * rate)))
    if sys.byteorder == "big":
        values.byteswap()
    write_wav(path, Pcm(values.tobytes(), rate))
    return path


@pytest.mark.parametrize("rate", [16000, 22050, 48000])
def test_it_becomes_an_mp3_of_the_same_length(tmp_path: Path, rate: int) -> None:
    wav = tone(tmp_path / "a.wav", rate)
    whole = wav.stat().st_size
    small = compressed(wav)
    assert small == tmp_path / "a.mp3"
    assert not wav.exists()
    assert small.stat().st_size < whole / 4
    sound = decode(small)
    assert not isinstance(sound, Fault)
    assert abs(sound.duration - SECONDS) < 0.2
    assert max(array("h", sound.samples)) > 8000


def test_a_rate_that_mp3_does_not_know_stays_a_wav(tmp_path: Path) -> None:
    wav = tone(tmp_path / "a.wav", 17000)
    assert compressed(wav) == wav
    assert [one.name for one in tmp_path.iterdir()] == ["a.wav"]


def test_without_the_library_it_stays_a_wav(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "soundfile", None)
    wav = tone(tmp_path / "a.wav", 22050)
    assert compressed(wav) == wav
