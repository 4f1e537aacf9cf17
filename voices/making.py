"""Makes many clips at once: each thread has engines of its own, whose programs can be killed."""

import os
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Event

from voices.clips import clip_path
from voices.engines.protocol import Engine
from voices.engines.table import open_engine
from voices.faults import Fault
from voices.lexicon import Lexicon
from voices.manifest import Entry, file_sha256
from voices.measures import measured
from voices.pcm import write_wav
from voices.protocol import Equipment
from voices.synthesis import Recipe, make, speakable


@dataclass(frozen=True, slots=True)
class Job:
    """One clip to make."""

    name: str
    language: str
    text: str
    recipe: Recipe


class _Shelf:
    """The engines of one thread, opened when first used."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._open: dict[str, Engine] = {}

    def engine(self, name: str) -> Engine:
        if name not in self._open:
            self._open[name] = open_engine(name, self._equipment)
        return self._open[name]

    def close(self) -> None:
        for engine in self._open.values():
            engine.close()


def make_all(
    work: Sequence[Job], folder: Path, equipment: Equipment, lexicon: Lexicon, jobs: int | None
) -> Generator[tuple[Job, Entry | Fault], None, None]:
    """Make the clips into `folder`, and yield each as it is ready; an engine that fails is a fault of its clip alone.

    Raises OSError when a clip cannot be written. What is not yet made is given up when the iteration ends.
    """
    count = max(1, min(jobs or os.cpu_count() or 1, len(work)))
    shelves = [_Shelf(equipment) for _ in range(count)]
    free: SimpleQueue[_Shelf] = SimpleQueue()
    for shelf in shelves:
        free.put(shelf)
    stopped = Event()

    def one(job: Job) -> Entry | Fault:
        mine = free.get()
        try:
            return _make(job, folder, mine.engine(job.recipe.engine), lexicon, stopped)
        finally:
            free.put(mine)

    with ThreadPoolExecutor(count) as pool:
        try:
            waiting = {pool.submit(one, job): job for job in work}
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)
            for shelf in shelves:
                shelf.close()


def _make(job: Job, folder: Path, engine: Engine, lexicon: Lexicon, stopped: Event) -> Entry | Fault:
    """Make one clip; return its line of the manifest."""
    sound = make(engine, job.text, job.language, lexicon, lambda: not stopped.is_set())
    if isinstance(sound, Fault):
        return sound
    figures = measured(sound)
    if isinstance(figures, Fault):
        return figures
    path = clip_path(folder, job.language, job.name)
    path.parent.mkdir(exist_ok=True)
    write_wav(path, sound)
    spoken = speakable(job.text, job.language, lexicon)
    return Entry.of(job.text, job.language, spoken, recipe=job.recipe, measures=figures, sha256=file_sha256(path))
