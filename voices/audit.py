"""Says which clips are missing, stale, damaged or orphans."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from voices import clips
from voices.build import close_engines, engine_for, engine_version
from voices.clips import Entry, Folders
from voices.faults import Fault
from voices.pcm import read_wav
from voices.synthesis import recipe, speakable


class Kind(Enum):
    """What is wrong with a clip."""

    MISSING = "missing"
    STALE = "stale"
    ORPHAN = "orphan"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One clip that is not as it should be. `text` is empty where it is not known."""

    kind: Kind
    name: str
    language: str
    text: str
    path: Path | None = None


def check(texts: Iterable[tuple[str, str]], folders: Folders) -> tuple[Finding, ...]:
    """Return what is wrong with the clips of `texts`, pairs of (language, displayed text); nothing: all is well.

    A playable human recording settles a text. Orphans are looked for in the first synthetic folder, the one that
    a build owns. Without an engine here its version cannot be compared, all else is.
    """
    wanted = clips.by_name(texts)
    versions = {language: engine_version(language) for language, _ in wanted.values()}
    manifests = {folder: clips.read_manifest(folder) for folder in folders.synthetic}
    found: list[Finding] = []
    for name, (language, text) in wanted.items():
        found += _recordings(folders, name, language, text)
        if not any(_playable(folder, language, name) for folder in folders.recorded):
            found += _synthetic(manifests, name, language, text, versions[language])
    found += _orphans(folders.synthetic[0], set(wanted)) if folders.synthetic else []
    close_engines()
    return tuple(found)


def _playable(folder: Path, language: str, name: str) -> bool:
    return read_wav(clips.clip_path(folder, language, name)) is not None


def _recordings(folders: Folders, name: str, language: str, text: str) -> Iterator[Finding]:
    """Yield the recordings that are there and cannot be played: someone took the trouble, and must know."""
    for folder in folders.recorded:
        path = clips.clip_path(folder, language, name)
        if path.exists() and not _playable(folder, language, name):
            yield Finding(Kind.DAMAGED, name, language, text, path)


def _synthetic(
    manifests: dict[Path, dict[str, Entry]], name: str, language: str, text: str, version: str | Fault
) -> Iterator[Finding]:
    for folder, entries in manifests.items():
        path = clips.clip_path(folder, language, name)
        if path.exists():
            kind = _fault_of(path, entries.get(name), text, language, version)
            if kind is not None:
                yield Finding(kind, name, language, text, path)
            return
    yield Finding(Kind.MISSING, name, language, text)


def _fault_of(path: Path, entry: Entry | None, text: str, language: str, version: str | Fault) -> Kind | None:
    if entry is None or clips.file_sha256(path) != entry.sha256:
        return Kind.DAMAGED
    engine = engine_for(language)
    if isinstance(version, Fault) or isinstance(engine, Fault):
        return None if entry.recipe.spoken == speakable(text, language) else Kind.STALE
    how = recipe(engine, text, language)
    same = isinstance(how, Fault) or replace(how, version=version) == entry.recipe
    return None if same else Kind.STALE


def _orphans(folder: Path, wanted: set[str]) -> Iterator[Finding]:
    entries = clips.read_manifest(folder)
    for path in sorted(folder.glob("*/*.wav")):
        if path.stem not in wanted and not path.parent.name.startswith("."):
            entry = entries.get(path.stem)
            yield Finding(Kind.ORPHAN, path.stem, path.parent.name, entry.text if entry else "", path)
