"""Prepared clips: one WAV a fixed text, named after the language and the displayed text.

The name does not depend on the engine, so a human recording dropped in under it keeps its place when the
engine or the lexicon changes. How a synthetic clip was made stands in `manifest.json` beside the clips.
"""

import hashlib
import json
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from voices.pcm import Pcm, read_wav
from voices.synthesis import Recipe

PACKAGE: Final = Path(__file__).parent
MANIFEST: Final = "manifest.json"
_CACHE_BYTES: Final = 4_000_000
"""About thirty sentences: the bar, the warnings and the last screens are not read again from a slow card."""


def clip_name(text: str, language: str) -> str:
    """Return the name, without suffix, of the clip of a displayed text."""
    key = f"{language}\0{unicodedata.normalize('NFC', text)}"
    return hashlib.sha256(key.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where clips are looked for, in this order; each holds one folder a language."""

    recorded: tuple[Path, ...]
    """Human recordings: they win."""
    synthetic: tuple[Path, ...]
    """Built clips, each folder with its manifest."""

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


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest: what the clip says, how it was made, what was made."""

    text: str
    language: str
    recipe: Recipe
    rate: int
    """Samples a second."""
    frames: int
    duration: float
    """Seconds."""
    sha256: str
    """Of the whole file."""


def read_manifest(folder: Path) -> dict[str, Entry]:
    """Return the entries of a folder by clip name; none when the manifest is missing or unreadable."""
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {name: Entry(**{**line, "recipe": Recipe(**line["recipe"])}) for name, line in raw["clips"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_manifest(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Replace the manifest of a folder, at once."""
    lines = {"clips": {name: asdict(entries[name]) for name in sorted(entries)}}
    fresh = folder / f"{MANIFEST}.new"
    fresh.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(folder / MANIFEST)


def clip_path(folder: Path, language: str, name: str) -> Path:
    """Return where the clip `name` lies in `folder`."""
    return folder / language / f"{name}.wav"


def file_sha256(path: Path) -> str:
    """Return the checksum of a file; "" when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@dataclass(slots=True)
class ClipStore:
    """Finds the clip of a text, human recording first; keeps the latest in memory. For one thread."""

    folders: Folders
    _cache: "OrderedDict[str, Pcm]" = field(default_factory=OrderedDict)
    _cached_bytes: int = 0

    def find(self, text: str, language: str) -> Pcm | None:
        """Return the clip of a displayed text; None when there is none that can be played."""
        name = clip_name(text, language)
        if name in self._cache:
            self._cache.move_to_end(name)
            return self._cache[name]
        for folder in (*self.folders.recorded, *self.folders.synthetic):
            sound = read_wav(clip_path(folder, language, name))
            if sound is not None:
                self._keep(name, sound)
                return sound
        return None

    def _keep(self, name: str, sound: Pcm) -> None:
        self._cache[name] = sound
        self._cached_bytes += len(sound.samples)
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, oldest = self._cache.popitem(last=False)
            self._cached_bytes -= len(oldest.samples)


def by_name(texts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return (language, text in NFC) by clip name, each text once; empty texts have no clip."""
    pairs = ((language, unicodedata.normalize("NFC", text)) for language, text in texts if text.strip())
    return {clip_name(text, language): (language, text) for language, text in pairs}
