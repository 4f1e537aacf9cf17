"""Prepared clips: one sound file a fixed text, named after the language and the displayed text.

The name does not depend on the engine, so a human recording dropped in under it keeps its place when the
engine or the lexicon changes. How a clip was made stands in the manifest beside the built ones.
"""

import hashlib
import os
import stat
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from voices.decode import decode
from voices.faults import Fault
from voices.pcm import Pcm, read_wav

PACKAGE: Final = Path(__file__).parent
RECORDED: Final = (".wav", ".flac")
"""Suffixes of human recordings, the first wins."""
_CACHE_BYTES: Final = 4_000_000
"""About thirty sentences: the bar, the warnings and the last screens are not read again from a slow card."""


def clip_name(text: str, language: str) -> str:
    """Return the name, without suffix, of the clip of a displayed text."""
    key = f"{language}\0{unicodedata.normalize('NFC', text)}"
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where clips are looked for, in this order; each holds one folder a language."""

    recorded: tuple[Path, ...]
    """Human recordings: they win. The first is the kiosk's own."""
    synthetic: tuple[Path, ...]
    """Built clips, each folder with its manifest. The first is the kiosk's own."""

    @classmethod
    def of(cls, data: Path, package: Path = PACKAGE) -> "Folders":
        """Return the folders of a kiosk: those under its data folder before those of the package."""
        return cls(
            recorded=(data / "voices" / "recorded", package / "recorded"),
            synthetic=(built(data), package / "prepared"),
        )


def built(data: Path) -> Path:
    """Return the folder where clips are built; only what lies under `data` is ever written."""
    return data / "voices" / "clips"


def clip_path(folder: Path, language: str, name: str) -> Path:
    """Return where the clip `name` lies in `folder`."""
    return folder / language / f"{name}.wav"


def recordings(folders: Folders, language: str, name: str) -> Iterator[Path]:
    """Yield the human recordings of a clip that are there, the one that wins first."""
    for folder in folders.recorded:
        for suffix in RECORDED:
            path = clip_path(folder, language, name).with_suffix(suffix)
            if path.exists() and not path.is_fifo():  # a pipe would be waited for, for ever
                yield path


def recording(folders: Folders, language: str, name: str) -> tuple[Path, Pcm] | None:
    """Return the human recording that is heard for a clip, and its sound; None when none can be played."""
    for path in recordings(folders, language, name):
        sound = decode(path)
        if not isinstance(sound, Fault):
            return path, sound
    return None


@dataclass(slots=True)
class ClipStore:
    """Finds the clip of a text, human recording first; keeps the latest in memory. For one thread."""

    folders: Folders
    _cache: "OrderedDict[Path, tuple[tuple[int, int], Pcm]]" = field(default_factory=OrderedDict)
    """Sounds by file, each with what its file was like: one that is replaced is read again."""
    _cached_bytes: int = 0

    def find(self, text: str, language: str) -> Pcm | None:
        """Return the clip of a displayed text; None when there is none that can be played."""
        name = clip_name(text, language)
        for path in recordings(self.folders, language, name):
            sound = self._read(path, decode)
            if sound is not None:
                return sound
        paths = (clip_path(folder, language, name) for folder in self.folders.synthetic)
        return next((sound for path in paths if (sound := self._read(path, read_wav)) is not None), None)

    def _read(self, path: Path, read: Callable[[Path], Pcm | Fault | None]) -> Pcm | None:
        try:
            seen = os.stat(path)  # noqa: PTH116 - in the way of every sentence, and half as long
        except OSError:
            return None
        if not stat.S_ISREG(seen.st_mode):
            return None
        stamp = seen.st_mtime_ns, seen.st_size
        kept = self._cache.get(path)
        if kept is not None and kept[0] == stamp:
            self._cache.move_to_end(path)
            return kept[1]
        sound = read(path)
        if not isinstance(sound, Pcm):
            return None
        self._keep(path, stamp, sound)
        return sound

    def _keep(self, path: Path, stamp: tuple[int, int], sound: Pcm) -> None:
        outdated = self._cache.pop(path, None)
        self._cached_bytes += len(sound.samples) - (len(outdated[1].samples) if outdated else 0)
        self._cache[path] = stamp, sound
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, (_, oldest) = self._cache.popitem(last=False)
            self._cached_bytes -= len(oldest.samples)


def by_name(texts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return (language, text in NFC) by clip name, each text once; empty texts have no clip."""
    pairs = ((language, unicodedata.normalize("NFC", text)) for language, text in texts if text.strip())
    return {clip_name(text, language): (language, text) for language, text in pairs}
