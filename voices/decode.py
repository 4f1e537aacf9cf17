"""Sound files of the usual kinds to sound in memory: what phones record, and what people drop in.

A 16-bit mono WAV is read by the standard library. Anything else loads soundfile, once (it brings numpy along:
20 MB); what libsndfile does not know, such as a phone's .m4a, goes through ffmpeg where it is installed.
"""

import subprocess
import sys
from array import array
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voices.faults import Fault, Why
from voices.pcm import RATES, Pcm, read_wav

if TYPE_CHECKING:
    from soundfile import SoundFile

LIBRARY: Final = frozenset({".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3"})
"""Suffixes that soundfile reads."""
FFMPEG: Final = frozenset({".m4a", ".aac", ".3gp", ".3ga", ".amr", ".mp4", ".caf", ".wma", ".webm"})
"""Suffixes that only ffmpeg reads."""
SOUNDS: Final = LIBRARY | FFMPEG
LONGEST: Final = 120.0
"""Seconds. No sentence lasts so long; an hour of a meeting does not go into memory."""
_FFMPEG_S: Final = 30.0
_FFMPEG_RATE: Final = 44_100
_FULL: Final = 32_767


def decode(path: Path) -> Pcm | Fault:
    """Return the sound of a file as one channel at its own rate; a fault names the file and says what to do.

    What is above full scale is cut there. Blocks for tens of milliseconds: not for the screen's thread.
    """
    suffix = path.suffix.lower()
    if suffix in FFMPEG:
        return _by_ffmpeg(path)
    if suffix not in LIBRARY:
        return Fault(
            f"{path.name}: no kind of sound file that is known here; save it as WAV, FLAC, MP3 or Ogg", Why.KIND
        )
    if suffix == ".wav" and (sound := read_wav(path, LONGEST)) is not None:
        return sound
    try:
        with path.open(
            "rb", buffering=0
        ) as raw:  # before soundfile is loaded: most files that are asked for are not there
            return _by_library(path, raw)
    except OSError as error:
        return Fault(f"{path.name}: cannot be read: {error.strerror}")


def _too_long(path: Path) -> Fault:
    return Fault(f"{path.name}: longer than {LONGEST:.0f} s; record one sentence in a file", Why.LONG)


def _by_library(path: Path, raw: FileIO) -> Pcm | Fault:
    """Read a file by libsndfile, which knows its kind by what is in it."""
    if _cut_short(raw.read(12), path.stat().st_size):
        return Fault(f"{path.name}: only a part of it is there; copy it again", Why.PART)
    raw.seek(0)
    try:
        import soundfile  # noqa: PLC0415 - rare, and slow on a Pi
    except (ImportError, OSError) as error:  # the last when its libsndfile cannot be loaded
        return Fault(f"{path.name}: soundfile cannot be loaded ({error}); save it as a 16-bit mono WAV", Why.KIND)
    try:
        with soundfile.SoundFile(raw.fileno(), closefd=False) as file:
            if file.frames > LONGEST * file.samplerate:
                return _too_long(path)
            sound = _read(file) if file.samplerate in RATES else None
    except soundfile.LibsndfileError as error:
        return Fault(f"{path.name}: damaged, or no sound file ({error.error_string}); record it again", Why.DAMAGED)
    return sound or Fault(f"{path.name}: damaged or empty; record it again", Why.DAMAGED)


def _cut_short(header: bytes, size: int) -> bool:
    """Tell whether a WAV holds less than it announces, which libsndfile would pass over; 0 and -1 announce nothing."""
    announced = int.from_bytes(header[4:8], "little")
    riff = header[:4] == b"RIFF" and announced not in {0, 0xFFFF_FFFF}
    return riff and size < announced + 8 - 1  # without its last pad byte, as some programs write it


def _read(file: "SoundFile") -> Pcm | None:
    """Return the whole sound of an open file; None when less is there than its header says."""
    whole = file.subtype.startswith("PCM_")
    kind, dtype = ("h", "int16") if whole else ("f", "float32")  # asked for integers, floats would all become 0
    values = array(kind, [0]) * (file.frames * file.channels)
    if not values or file.buffer_read_into(values, dtype=dtype) != file.frames:
        return None
    if not whole or file.channels > 1:
        values = _mixed(values, file.channels, 1 if whole else _FULL)
    if sys.byteorder == "big":
        values.byteswap()
    return Pcm(values.tobytes(), file.samplerate)


def _mixed(values: "array[int] | array[float]", channels: int, full: int) -> "array[int]":
    """Return the mean of the channels, which alternate in `values`, as 16-bit integers; `full` becomes of 1.0."""
    gain = full / channels
    frames = map(sum, zip(*(values[first::channels] for first in range(channels)), strict=True))
    return array("h", (max(-_FULL, min(_FULL, round(frame * gain))) for frame in frames))


def _by_ffmpeg(path: Path) -> Pcm | Fault:
    """Read a file by a child that is killed when it takes too long."""
    source = ["-protocol_whitelist", "file", "-i", f"file:{path}", "-map", "0:a:0"]
    target = ["-t", str(LONGEST + 1), "-ac", "1", "-ar", str(_FFMPEG_RATE), "-f", "s16le", "-"]
    try:
        child = subprocess.run(
            ["ffmpeg", "-nostdin", "-v", "error", "-xerror", *source, *target],
            capture_output=True,
            timeout=_FFMPEG_S,
            check=False,
        )
    except FileNotFoundError:
        return Fault(f"{path.name}: install ffmpeg to read it, or save it as WAV, FLAC, MP3 or Ogg", Why.KIND)
    except subprocess.TimeoutExpired:
        return Fault(f"{path.name}: ffmpeg did not come to its end; save it as WAV, FLAC, MP3 or Ogg", Why.DAMAGED)
    sound = Pcm(child.stdout, _FFMPEG_RATE)
    if child.returncode or not sound.frames:
        said = child.stderr.decode(errors="replace").strip().splitlines()
        return Fault(
            f"{path.name}: damaged, or no sound file ({said[-1] if said else 'empty'}); record it again", Why.DAMAGED
        )
    return _too_long(path) if sound.duration > LONGEST else sound
