"""Prepares the clips: only what changed is made again, on all cores, and a build that is killed leaves the old set."""

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voices import clips
from voices.clips import Entry
from voices.engines.protocol import Engine
from voices.engines.table import choose, open_engines
from voices.faults import Fault
from voices.pcm import write_wav
from voices.synthesis import Recipe, make, recipe

_STAGE: Final = ".being-made"
_FEW: Final = 24
"""So few clips are made sooner here than a second Python starts."""
_BATCH: Final = 16


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in clips; `faults` says in words what could not be made."""

    made: int
    kept: int
    removed: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    language: str
    text: str
    recipe: Recipe
    target: Path


_OPENED: Final[dict[str, Engine | Fault]] = {}
"""The engines of this process, by language: not every engine speaks each."""


def engine_for(language: str) -> Engine | Fault:
    """Return the engine that makes the clips of a language here."""
    if language not in _OPENED:
        _OPENED[language] = choose(open_engines(), language)
    return _OPENED[language]


def close_engines() -> None:
    """End what the engines run; the next text starts it again."""
    for engine in _OPENED.values():
        if not isinstance(engine, Fault):
            engine.close()


def engine_version(language: str = "fr") -> str | Fault:
    """Return the name and version of the engine that makes clips of a language here, "espeak-ng 1.51"."""
    engine = engine_for(language)
    return engine if isinstance(engine, Fault) else engine.version()


def _make(job: _Job) -> tuple[str, Entry | Fault]:
    """Make one clip where the job says; return its line of the manifest."""
    engine = engine_for(job.language)
    sound = engine if isinstance(engine, Fault) else make(engine, job.text, job.language)
    if isinstance(sound, Fault):
        return job.name, sound
    try:
        write_wav(job.target, sound)
    except OSError as error:
        return job.name, Fault(f"{job.target}: {error.strerror}")
    checksum = clips.file_sha256(job.target)
    duration = round(sound.duration, 3)
    return job.name, Entry(job.text, job.language, job.recipe, sound.rate, sound.frames, duration, checksum)


def build(
    texts: Iterable[tuple[str, str]],
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    jobs: int | None = None,
) -> BuildReport:
    """Bring the clips of `folder` up to date with `texts`, pairs of (language, displayed text).

    `progress(done, total)` is called from the caller's thread; `jobs` is the number of processes, None for all cores.
    """
    version = engine_version()
    if isinstance(version, Fault):
        return BuildReport(0, 0, 0, (version.reason,))
    try:
        shutil.rmtree(folder / _STAGE, ignore_errors=True)
        (folder / _STAGE).mkdir(parents=True)
    except OSError as error:
        return BuildReport(0, 0, 0, (f"{folder}: {error.strerror}",))
    wanted, faults = _recipes(clips.by_name(texts), folder / _STAGE)
    kept = {name: entry for name, entry in clips.read_manifest(folder).items() if _fresh(folder, wanted, name, entry)}
    work = [job for name, job in wanted.items() if name not in kept]
    progress(0, len(work))
    made: dict[str, Entry] = {}
    for done, (name, result) in enumerate(_results(work, jobs), start=1):
        if isinstance(result, Fault):
            faults.append(f"{wanted[name].text!r}: {result.reason}")
        else:
            made[name] = result
        progress(done, len(work))
    close_engines()
    return _install(folder, made, kept, faults)


def _recipes(texts: dict[str, tuple[str, str]], stage: Path) -> tuple[dict[str, _Job], list[str]]:
    """Return what is to be made of each text, and in words what cannot be."""
    wanted: dict[str, _Job] = {}
    faults: list[str] = []
    for name, (language, text) in texts.items():
        engine = engine_for(language)
        how = engine if isinstance(engine, Fault) else recipe(engine, text, language)
        if isinstance(how, Fault):
            faults.append(f"{text!r}: {how.reason}")
        else:
            wanted[name] = _Job(name, language, text, how, stage / f"{name}.wav")
    return wanted, faults


def _fresh(folder: Path, wanted: dict[str, _Job], name: str, entry: Entry) -> bool:
    """Tell whether a clip that is there can stay."""
    if name not in wanted or entry.recipe != wanted[name].recipe:
        return False
    return clips.file_sha256(clips.clip_path(folder, entry.language, name)) == entry.sha256


def _results(work: list[_Job], jobs: int | None) -> Iterator[tuple[str, Entry | Fault]]:
    """Make the clips, in other processes when there are many; a worker that dies is a fault of what it had."""
    processes = min(jobs or os.cpu_count() or 1, len(work) // _FEW + 1)
    if processes == 1:
        yield from map(_make, work)
        return
    left = {job.name for job in work}
    spawn = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
            for name, result in pool.map(_make, work, chunksize=_BATCH):
                left.discard(name)
                yield name, result
    except BrokenProcessPool:
        for name in sorted(left):
            yield name, Fault("the process that made it ended")


def _install(folder: Path, made: dict[str, Entry], kept: dict[str, Entry], faults: list[str]) -> BuildReport:
    """Put the new clips in place by renaming, then the manifest, then remove what is no longer said."""
    stage = folder / _STAGE
    entries = {**kept, **made}
    try:
        for name, entry in made.items():
            target = clips.clip_path(folder, entry.language, name)
            target.parent.mkdir(exist_ok=True)
            (stage / f"{name}.wav").replace(target)
        clips.write_manifest(folder, entries)
        removed = _remove_orphans(folder, entries)
        shutil.rmtree(stage)
    except OSError as error:
        return BuildReport(0, len(kept), 0, (*faults, f"{folder}: {error.strerror}"))
    return BuildReport(len(made), len(kept), removed, tuple(faults))


def _remove_orphans(folder: Path, entries: dict[str, Entry]) -> int:
    expected = {clips.clip_path(folder, entry.language, name) for name, entry in entries.items()}
    orphans = [path for path in folder.glob("*/*.wav") if not path.parent.name.startswith(".") and path not in expected]
    for path in orphans:
        path.unlink()
    return len(orphans)
