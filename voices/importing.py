"""Takes recordings of people from a folder into the kiosk's own; what was there stays until better is whole.

The folder, a USB stick usually, is only read.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from voices import clips
from voices.decode import SOUNDS, decode
from voices.faults import Fault, Why
from voices.loudness import Loudness, levelled, loudness
from voices.names import clip_of
from voices.pcm import Pcm, write_wav
from voices.synthesis import speakable
from voices.takes import take

_FRESH: Final = ".being-taken"
_TOLERANCE: Final = 2.0
"""LU."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A recording that now speaks for `text`. `seconds` of sound; `notes` on what was cut or could be better."""

    file: str
    text: str
    seconds: float
    replaced: bool
    notes: tuple[str, ...]

    def __str__(self) -> str:
        """Return the line of the report."""
        how = ", in place of an earlier recording" if self.replaced else ""
        notes = "".join(f"; {note}" for note in self.notes)
        return f"taken: {self.file}: {self.text} ({self.seconds:.1f} s){how}{notes}"


@dataclass(frozen=True, slots=True)
class Refused:
    """A recording that changed nothing; `reason` names the file and says what to do."""

    reason: str
    file: str = field(default="", compare=False)
    why: Why = field(default=Why.OTHER, compare=False)

    def __str__(self) -> str:
        """Return the line of the report."""
        return f"refused: {self.reason}"


def import_recordings(
    source: Path, target: Path, texts: Iterable[tuple[str, str]], language: str
) -> Iterator[Taken | Refused]:
    """Take every sound file of the folder `source`; yield what became of each, in the order of the names.

    `target` holds one folder a language (the first of `Folders.recorded`); `texts` are the site's sentences as
    (language, displayed text). A fault of a folder is one refusal, the last. Works while it is iterated.
    """
    files = _sound_files(source, target)
    if isinstance(files, Fault):
        yield Refused(files.reason)
        return
    fault = _prepare(target / language)
    if fault is not None:
        yield Refused(fault.reason, "", fault.why)
        return
    wanted = {name: text for name, (tongue, text) in clips.by_name(texts).items() if tongue == language}
    named: dict[Path, str | Fault] = {file: clip_of(file, wanted) for file in files}
    twice = _twice(named)
    for file, name in named.items():
        if isinstance(name, Fault):
            yield Refused(name.reason, file.name, name.why)
        elif file in twice:
            yield Refused(f"{file.name}: {twice[file]} is the same sentence; keep the better one", file.name, Why.TWICE)
        else:
            yield _import(file, clips.clip_path(target, language, name), wanted[name], language)


def _sound_files(source: Path, target: Path) -> list[Path] | Fault:
    """Return the sound files of a folder, hidden ones left out (a Mac leaves them on sticks)."""
    try:
        if source.resolve().is_relative_to(target.resolve()):
            return Fault(f"{source}: these are the kiosk's own recordings; give the folder that you recorded into")
        found = [path for path in source.iterdir() if path.suffix.lower() in SOUNDS and path.name[0] != "."]
    except OSError as error:
        return Fault(f"{source}: cannot be read: {error.strerror}")
    return sorted(found) if found else Fault(f"{source}: no sound file ({', '.join(sorted(SOUNDS))})")


def _prepare(folder: Path) -> Fault | None:
    """Make the folder of a language; remove what an import that was killed left half-written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"*{_FRESH}"):
            left.unlink()
    except OSError as error:
        return Fault(f"{folder}: cannot be written: {error.strerror}", Why.DISK)
    return None


def _twice(named: dict[Path, str | Fault]) -> dict[Path, str]:
    """Return the files that share a sentence, each with the names of the others."""
    files: dict[str, list[Path]] = defaultdict(list)
    for file, name in named.items():
        if isinstance(name, str):
            files[name].append(file)
    groups = [group for group in files.values() if len(group) > 1]
    return {file: ", ".join(other.name for other in group if other != file) for group in groups for file in group}


def _import(file: Path, path: Path, text: str, language: str) -> Taken | Refused:
    sound = decode(file)
    if isinstance(sound, Fault):
        return Refused(sound.reason, file.name, sound.why)
    good = take(sound, text, speakable(text, language))
    if isinstance(good, Fault):
        return Refused(f"{file.name}: {text}: {good.reason}", file.name, good.why)
    level = levelled(good.sound)
    if isinstance(level, Fault):
        return Refused(f"{file.name}: {text}: {level.reason}", file.name, level.why)
    replaced = path.exists()
    fault = _put(path, level)
    if fault is not None:
        return Refused(f"{file.name}: {text}: {fault.reason}", file.name, fault.why)
    return Taken(file.name, text, level.duration, replaced, (*good.notes, *_too_quiet(level)))


def _too_quiet(sound: Pcm) -> Iterator[str]:
    """Tell what a single sharp peak does: the whole cannot be made as loud as the other clips."""
    measured = loudness(sound)
    if isinstance(measured, Loudness) and measured.level < measured.target - _TOLERANCE:
        missing = measured.target - measured.level
        yield f"quieter than the others by {missing:.0f} LU, for a sharp peak: do not speak straight into the telephone"


def _put(path: Path, sound: Pcm) -> Fault | None:
    """Write a clip whole, onto the disk, before it takes the place of what is there."""
    fresh = path.with_name(f"{path.name}{_FRESH}")
    try:
        write_wav(fresh, sound)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return Fault(f"{path.parent}: cannot be written: {error.strerror}", Why.DISK)
    return None
