from array import array
from pathlib import Path

import pytest
import soundfile

from tests.voices.conftest import tone
from voices.decode import decode
from voices.faults import Fault
from voices.pcm import Pcm, longest_silence, read_wav, trimmed, write_wav

RATE = 22_050


def silence(seconds: float) -> bytes:
    return bytes(int(RATE * seconds) * 2)


def test_silence_goes_at_the_ends_and_is_shortened_inside() -> None:
    beep = tone(500, 0.3).samples
    sound = Pcm(silence(0.7) + beep + silence(1.5) + beep + silence(0.9), RATE)
    cut = trimmed(sound, longest_silence=0.5)
    assert cut.duration == pytest.approx(0.3 + 0.5 + 0.3, abs=0.06)
    assert longest_silence(sound) == pytest.approx(1.5, abs=0.03)
    assert longest_silence(cut) <= 0.5


def test_what_is_heard_is_left_whole() -> None:
    beep = tone(500, 0.3)
    assert beep.samples in trimmed(Pcm(silence(0.2) + beep.samples + silence(0.2), RATE), longest_silence=0.5).samples


def test_a_sound_of_silence_stays() -> None:
    assert trimmed(Pcm(silence(0.2), RATE), longest_silence=0.5).samples == silence(0.2)


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100])
def test_another_reader_finds_the_rate_that_was_written(rate: int, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", Pcm(silence(0.1), rate))
    info = soundfile.info(tmp_path / "a.wav")
    assert (info.samplerate, info.channels, info.subtype) == (rate, 1, "PCM_16")
    assert read_wav(tmp_path / "a.wav") == Pcm(silence(0.1), rate)


def test_a_file_that_cannot_be_played_is_none(tmp_path: Path) -> None:
    whole = tmp_path / "whole.wav"
    write_wav(whole, tone(500, 0.2))
    (tmp_path / "cut.wav").write_bytes(whole.read_bytes()[:-100])
    (tmp_path / "header.wav").write_bytes(whole.read_bytes()[:44])
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "chunk.wav").write_bytes(whole.read_bytes()[:12] + whole.read_bytes())
    soundfile.write(tmp_path / "stereo.wav", [[0.0, 0.0]] * 100, RATE)
    for name in ("cut", "header", "empty", "chunk", "stereo", "missing"):
        assert read_wav(tmp_path / f"{name}.wav") is None, name


def test_one_loud_sample_is_no_silence() -> None:
    for place in range(0, 441, 7):
        for loud in (400, -400):
            samples = array("h", bytes(2 * 22_050))
            samples[11_025 + place] = loud
            assert trimmed(Pcm(samples.tobytes(), 22_050), longest_silence=0.1).duration < 0.06, place


@pytest.mark.parametrize("rate", [1, 3_999, 192_001, 2**31])
def test_a_header_with_a_rate_that_no_sound_has_is_damaged(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, tone(440, 0.3))
    spoiled = bytearray(path.read_bytes())
    spoiled[24:28] = rate.to_bytes(4, "little")
    path.write_bytes(spoiled)
    assert read_wav(path) is None
    assert isinstance(decode(path), Fault)
