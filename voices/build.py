"""Prepares the clips: only what changed is made again, on all cores; a build that is killed changes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from voices import clips, swap
from voices.clips import Folders, clip_path
from voices.decode import decode
from voices.engines.protocol import Engine
from voices.engines.table import choose, open_engines
from voices.faults import Fault
from voices.lexicon import Lexicon, built_in
from voices.making import Job, make_all
from voices.manifest import Entry, Source, file_sha256, read_manifest, write_manifest
from voices.measures import Measures, measured
from voices.protocol import USUAL, Equipment
from voices.synthesis import recipe, speakable

BUSY: Final = "another build is at work here; wait until it ends"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in clips; `faults` says in words what could not be made."""

    made: int = 0
    kept: int = 0
    removed: int = 0
    human: int = 0
    """Sentences that a person speaks."""
    taken: int = 0
    """Of those that came with the kiosk's release: made with the same recipe elsewhere."""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workshop:
    """What clips are made with."""

    equipment: Equipment = USUAL
    """Engines in the order to try."""
    engine: str = ""
    """The one engine that must be here and be used for every language it speaks; empty: the first that is here."""
    lexicon: Lexicon | None = None
    """None: the built-in one."""
    jobs: int | None = None
    """Threads; None: one a core."""

    @property
    def wanted(self) -> Equipment:
        """The equipment, with its engines in the order to try for this build."""
        return replace(self.equipment, engines=(self.engine,)) if self.engine else self.equipment


def build(
    texts: Iterable[tuple[str, str]],
    folders: Folders,
    workshop: Workshop = Workshop(),
    progress: Progress = lambda _done, _total: None,
) -> BuildReport:
    """Bring the clips of `folders.synthetic[0]` up to date with `texts`, pairs of (language, displayed text).

    Sentences with a human recording are not synthesised. `progress(done, total)` is called from the caller's thread.
    """
    folder = folders.synthetic[0]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with swap.alone(folder) as free:
            return _Build(texts, folders, workshop).run(progress) if free else BuildReport(faults=(BUSY,))
    except OSError as error:
        where = error.filename or folder
        return BuildReport(faults=(f"{where}: {error.strerror}; the clips that were there are whole",))


class _Build:
    """One build, from what is there to what is wanted."""

    def __init__(self, texts: Iterable[tuple[str, str]], folders: Folders, workshop: Workshop) -> None:
        self._folders = folders
        self._folder = folders.synthetic[0]
        self._workshop = workshop
        self._lexicon = workshop.lexicon or built_in()
        self._wanted = clips.by_name(texts)
        self._before = read_manifest(self._folder)
        self._faults: list[str] = []

    def run(self, progress: Progress) -> BuildReport:
        """Do it; raises OSError when something cannot be written: then nothing has changed."""
        human = dict(self._human())
        work = self._work({name: pair for name, pair in self._wanted.items() if name not in human})
        if isinstance(work, Fault):
            return BuildReport(faults=(work.reason,))
        whole = {name: entry for name, entry in self._before.items() if name not in human and self._whole(name, entry)}
        todo = [job for name, job in work.items() if name not in whole or whole[name].recipe != job.recipe]
        new = swap.fresh(self._folder)
        try:
            taken = self._take(todo, new)
            made = taken | self._make([job for job in todo if job.name not in taken], new, progress)
            kept = {name: whole[name] for name in whole if name not in made}  # better an old clip than none
            removed = self._install(new, human | kept | made, kept)
        finally:
            swap.discard(self._folder, new)
        figures = len(made) - len(taken), len(kept), removed, len(human), len(taken)
        return BuildReport(*figures, tuple(self._faults))

    def _human(self) -> Iterator[tuple[str, Entry]]:
        """Yield the lines of the sentences that a person speaks."""
        for name, (language, text) in self._wanted.items():
            for path in clips.recordings(self._folders, language, name):
                entry = self._spoken_by_person(path, name)
                if isinstance(entry, Entry):
                    yield name, entry
                    break
                self._faults.append(f"{path}: {text!r}: {entry.reason}")

    def _spoken_by_person(self, path: Path, name: str) -> Entry | Fault:
        language, text = self._wanted[name]
        spoken, checksum = speakable(text, language, self._lexicon), file_sha256(path)
        known = self._before.get(name)
        if known is not None and known.source is Source.HUMAN and known.sha256 == checksum:
            figures: Measures | Fault = known.measures
        else:
            sound = decode(path)
            figures = sound if isinstance(sound, Fault) else measured(sound)
        if isinstance(figures, Fault):
            return figures
        return Entry.of(text, language, spoken, recipe=None, measures=figures, sha256=checksum)

    def _work(self, wanted: Mapping[str, tuple[str, str]]) -> dict[str, Job] | Fault:
        """Return what each clip is made of; a fault when the engine that was asked for is not here."""
        engines = open_engines(self._workshop.wanted)
        try:
            here = engines[0].version() if self._workshop.engine else ""
            return here if isinstance(here, Fault) else dict(self._jobs(wanted, engines))
        finally:
            for engine in engines:
                engine.close()

    def _jobs(self, wanted: Mapping[str, tuple[str, str]], engines: Sequence[Engine]) -> Iterator[tuple[str, Job]]:
        for language in sorted({language for language, _ in wanted.values()}):
            texts = {name: text for name, (tongue, text) in wanted.items() if tongue == language}
            engine = choose(engines, language)
            for name, text in texts.items():
                how = engine if isinstance(engine, Fault) else recipe(engine, text, language, self._lexicon)
                if isinstance(how, Fault):  # of the engine, so it is the same for all
                    self._faults.append(f"{language}: {how.reason}: {len(texts)} sentences, such as {text!r}")
                    break
                yield name, Job(name, language, text, how)

    def _whole(self, name: str, entry: Entry) -> bool:
        """Tell whether a clip that is there can stay: it is wanted, synthetic, and as it was made."""
        path = clip_path(self._folder, entry.language, name)
        return name in self._wanted and entry.source is Source.SYNTHETIC and file_sha256(path) == entry.sha256

    def _take(self, todo: Sequence[Job], new: Path) -> dict[str, Entry]:
        """Have in `new` what lies ready beside, whole and of the very recipe: minutes less for a small machine."""
        taken: dict[str, Entry] = {}
        for folder in self._folders.synthetic[1:]:
            ready = read_manifest(folder)
            for job in todo:
                entry, path = ready.get(job.name), clip_path(folder, job.language, job.name)
                if job.name in taken or entry is None or entry.recipe != job.recipe:
                    continue
                if file_sha256(path) == entry.sha256:
                    swap.carry(path, clip_path(new, job.language, job.name))
                    taken[job.name] = entry
        return taken

    def _make(self, todo: Sequence[Job], new: Path, progress: Progress) -> dict[str, Entry]:
        progress(0, len(todo))
        made: dict[str, Entry] = {}
        results = make_all(todo, new, self._workshop.wanted, self._lexicon, self._workshop.jobs)
        with closing(results):
            for done, (job, result) in enumerate(results, start=1):
                if isinstance(result, Fault):
                    self._faults.append(f"{job.text!r}: {result.reason}")
                else:
                    made[job.name] = result
                progress(done, len(todo))
        return made

    def _install(self, new: Path, entries: dict[str, Entry], kept: Iterable[str]) -> int:
        """Let the new set take the place of the old one, if it is another; return how many clips are gone."""
        there = {(path.parent.name, path.stem) for path in self._folder.glob("*/*")}
        gone = (there | _places(self._before)) - _places(entries)
        if entries == self._before and not gone and len(there) == len(set(kept)):
            return 0
        for name in kept:
            old, target = (clip_path(folder, entries[name].language, name) for folder in (self._folder, new))
            swap.carry(old, target)
        write_manifest(new, entries)
        swap.switch(self._folder, new)
        return len(gone)


def _places(entries: Mapping[str, Entry]) -> set[tuple[str, str]]:
    return {(entry.language, name) for name, entry in entries.items()}
