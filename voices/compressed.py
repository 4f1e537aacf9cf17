"""A sound made small, for a sheet that travels on a stick: MP3, which every browser plays from a file."""

from pathlib import Path
from typing import Final

from voices.pcm import read_wav

_SMALL: Final = 0.7
"""Between 0, the best, and 1, the smallest: speech at 22 kHz comes to some 27 kbit/s, a thirteenth of the WAV."""


def compressed(path: Path) -> Path:
    """Make an MP3 of this WAV and remove it; return what is left: the WAV where no library writes MP3."""
    sound = read_wav(path)
    small = path.with_suffix(".mp3")
    if sound is None or not _write(small, sound.samples, sound.rate):
        small.unlink(missing_ok=True)
        return path
    path.unlink()
    return small


def _write(path: Path, samples: bytes, rate: int) -> bool:
    """Tell whether it could be written."""
    try:
        import soundfile  # noqa: PLC0415 - rare, and slow on a Pi
    except (ImportError, OSError):  # the last when its libsndfile cannot be loaded
        return False
    how = {"format": "MP3", "bitrate_mode": "VARIABLE", "compression_level": _SMALL}
    try:
        with soundfile.SoundFile(path, "w", samplerate=rate, channels=1, **how) as file:
            file.buffer_write(samples, "int16")
    except (soundfile.LibsndfileError, ValueError):  # a libsndfile without MP3; a rate that MP3 does not know
        return False
    return True
