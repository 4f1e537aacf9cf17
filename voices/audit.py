"""Says which clips are missing, stale, damaged or orphans."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voices import clips
from voices.clips import RECORDED, Folders, clip_path
from voices.decode import SOUNDS, decode
from voices.engines.table import ENGINES, open_engine
from voices.faults import Fault
from voices.lexicon import Lexicon, built_in
from voices.manifest import MANIFEST, Entry, Source, file_sha256, read_manifest
from voices.protocol import USUAL, Equipment
from voices.synthesis import LEVEL, Recipe, recipe, told

if TYPE_CHECKING:
    from voices.engines.protocol import Engine

BUILD: Final = "run `kiosk voices build`"


class Kind(StrEnum):
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
    path: Path
    """The file that is at fault, or that should be there."""
    why: str = ""
    mend: str = BUILD

    def __str__(self) -> str:
        """Return the line of the report: the sentence, the file, and what to do."""
        why = f" ({self.why})" if self.why else ""
        return f"{self.kind}: {self.language}: {self.text or 'no sentence of this site'}: {self.path}{why}: {self.mend}"


def check(
    texts: Iterable[tuple[str, str]],
    folders: Folders,
    lexicon: Lexicon | None = None,
    equipment: Equipment = USUAL,
) -> tuple[Finding, ...]:
    """Return what is wrong with the clips of `texts`, pairs of (language, displayed text); nothing: all is well.

    A human recording that can be played settles a text. Orphans are looked for in the kiosk's own folders. A clip is
    compared with the engine that made it; where that is not on this machine, its version cannot be, all else is.
    """
    with closing(_Audit(texts, folders, lexicon or built_in(), equipment)) as audit:
        return tuple(audit.findings())


class _Audit:
    """One look at all clips."""

    def __init__(
        self, texts: Iterable[tuple[str, str]], folders: Folders, lexicon: Lexicon, equipment: Equipment
    ) -> None:
        self._folders = folders
        self._lexicon = lexicon
        self._equipment = equipment
        self._wanted = clips.by_name(texts)
        self._manifests = {folder: read_manifest(folder) for folder in folders.synthetic}
        self._engines: dict[str, Engine] = {}

    def close(self) -> None:
        for engine in self._engines.values():
            engine.close()

    def findings(self) -> Iterator[Finding]:
        own = self._folders.synthetic[0]
        if not self._manifests[own] and next(own.glob("*/*.wav"), None):
            yield Finding(Kind.DAMAGED, MANIFEST, "-", "all sentences", own / MANIFEST, "the manifest cannot be read")
        for name, (language, text) in self._wanted.items():
            yield from self._clip(name, language, text)
        yield from self._orphans(own)
        for folder in self._folders.recorded[:1]:
            yield from self._orphan_recordings(folder)

    def _clip(self, name: str, language: str, text: str) -> Iterator[Finding]:
        for path in clips.recordings(self._folders, language, name):
            sound = decode(path)
            if not isinstance(sound, Fault):
                yield from self._recording(path, name, language, text)
                return
            mend = f"record it again, or delete it and {BUILD}"
            yield Finding(Kind.DAMAGED, name, language, text, path, sound.reason, mend)
        yield from self._synthetic(name, language, text)

    def _recording(self, path: Path, name: str, language: str, text: str) -> Iterator[Finding]:
        """A recording that came after the build is fine; one that is no longer what the build measured is not."""
        entry = self._manifests[self._folders.synthetic[0]].get(name)
        if entry is not None and entry.source is Source.HUMAN and file_sha256(path) != entry.sha256:
            why = "the recording was changed since the build"
            yield Finding(Kind.STALE, name, language, text, path, why, f"listen to it, then {BUILD}")

    def _synthetic(self, name: str, language: str, text: str) -> Iterator[Finding]:
        for folder, entries in self._manifests.items():
            path = clip_path(folder, language, name)
            if path.exists():
                yield from self._compared(path, entries.get(name), name, language, text)
                return
        yield Finding(Kind.MISSING, name, language, text, clip_path(self._folders.synthetic[0], language, name))

    def _compared(self, path: Path, entry: Entry | None, name: str, language: str, text: str) -> Iterator[Finding]:
        if entry is None or entry.recipe is None:
            yield Finding(Kind.DAMAGED, name, language, text, path, "the manifest does not know it")
        elif file_sha256(path) != entry.sha256:
            yield Finding(Kind.DAMAGED, name, language, text, path, "not the file that was built")
        elif self._today(entry.recipe, text, language) != entry.recipe:
            yield Finding(Kind.STALE, name, language, text, path, "now said otherwise: words, voice, pace or level")

    def _today(self, made: Recipe, text: str, language: str) -> Recipe | None:
        """Return the recipe by which the same engine would make the clip now; None: no such engine."""
        if made.engine not in ENGINES:
            return None
        engine = self._engines.setdefault(made.engine, open_engine(made.engine, self._equipment))
        now = recipe(engine, text, language, self._lexicon)
        if isinstance(now, Recipe):
            return now
        return replace(made, level=LEVEL, spoken=told(engine, text, language, self._lexicon))

    def _orphans(self, folder: Path) -> Iterator[Finding]:
        entries = self._manifests[folder]
        for path in sorted(folder.glob("*/*.wav")):
            language = path.parent.name
            if self._wanted.get(path.stem, ("",))[0] != language:
                text = entries[path.stem].text if path.stem in entries else ""
                yield Finding(Kind.ORPHAN, path.stem, language, text, path, "nobody says it")

    def _orphan_recordings(self, folder: Path) -> Iterator[Finding]:
        mend = "delete it, or name it as on the page of `kiosk voices script`: the text may have changed"
        for path in sorted(path for depth in ("*", "*/*") for path in folder.glob(depth)):
            if path.suffix.lower() not in SOUNDS or path.name.startswith("."):
                continue
            language = path.parent.name
            if self._wanted.get(path.stem, ("",))[0] != language:
                yield Finding(Kind.ORPHAN, path.stem, language, "", path, "a recording of no sentence", mend)
            elif path.suffix not in RECORDED:
                why = f"only {' and '.join(RECORDED)} are played here"
                yield Finding(
                    Kind.ORPHAN,
                    path.stem,
                    language,
                    self._wanted[path.stem][1],
                    path,
                    why,
                    f"take it by `kiosk voices import {path.parent}`",
                )
