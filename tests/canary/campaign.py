"""The campaign: visits that fill every field with something unique, every way of ending, then the search."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import SystemRandom
from time import monotonic

from msgspec.structs import replace

from kiosk.device_state import FILE_NAME, DeviceState, Key
from kiosk.facilitator.pin import hashed
from kiosk.ids import JourneyId
from kiosk.settings import Idle
from tests.canary import fields
from tests.canary.endings import ENDINGS, PIN, USUAL
from tests.canary.fields import Canary, Field
from tests.canary.outside import KEPT, SIZE, Outside, outside
from tests.canary.search import Found, Hit, in_files, in_process
from tests.canary.twin import Twin, twin

CHANCE = SystemRandom()
EVERYWHERE = (Path("/dev/shm"), Path("/var/log"), Path("/run/log"))  # noqa: S108  # where a program may write besides
"""Searched as well: memory that is a file, and the journal."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, and what was found after it."""

    ending: str
    journey: JourneyId
    typed: tuple[Canary, ...]
    before: int
    """Pieces found in memory while the visitor was there: what is looked for can be found."""
    after: Found
    again: float = 0.0
    """Seconds to the resting screen of the next start, where the process had ended."""


RETRIES = 3
"""In all. That no key is lost is shown elsewhere, without a second process: tests/e2e/test_typing.py."""


class NotTypedError(Exception):
    """What should stand in the fields does not: nothing could be shown."""


Planned = tuple[str, tuple[Field, ...]]
"""A way of ending, and the fields of one journey."""


def planned(endings: Iterable[str] = tuple(ENDINGS), journeys: Iterable[str] = ()) -> list[Planned]:
    """Every one of these endings after each of these journeys; none: after all that have fields."""
    with tempfile.TemporaryDirectory() as folder, twin(fields.settings(), Path(folder)) as (_, opened):
        every = fields.by_journey(fields.all_fields(opened.site))
    chosen = tuple(map(JourneyId, journeys)) or tuple(every)
    return [(ending, every[journey]) for ending in endings for journey in chosen]


@dataclass
class Campaign:
    """Visits, one after another; `leaks`: seeded on purpose (see child.py)."""

    plan: Sequence[Planned]
    leaks: str = "-"
    typed: list[Canary] = field(default_factory=list)
    """All of the process that runs now."""

    def run(self) -> Iterator[Visit]:
        """In the order of the plan; a new process where the last one has ended, or must wait for another time."""
        waiting, tried = list(self.plan), 0
        while waiting:
            idle = ENDINGS[waiting[0][0]].idle
            with self._process(idle) as (hand, kiosk):
                while waiting and kiosk.process.poll() is None and ENDINGS[waiting[0][0]].idle == idle:
                    try:
                        yield self._visit(waiting[0][0], hand, kiosk, waiting[0][1])
                    except NotTypedError:  # the machine was so busy that the two have lost one another
                        tried += 1
                        if tried > RETRIES:
                            raise
                        break
                    waiting.pop(0)

    @contextmanager
    def _process(self, idle: tuple[int, int]) -> Iterator[tuple[Twin, Outside]]:
        """Begin both, with folders of their own, at their resting screens."""
        self.typed = []
        settings = replace(fields.settings(), idle=Idle(after=idle[0], countdown=idle[1]))
        with tempfile.TemporaryDirectory(prefix="canary-") as name:
            folder, mine = Path(name, "kiosk"), Path(name, "twin")
            for data in (folder / "data", mine):
                data.mkdir(parents=True)
                set_pin(data)
            with twin(settings, mine) as (hand, _), self._begin(folder, idle) as kiosk:
                kiosk.settle(1.0)
                hand.follow(kiosk)
                yield hand, kiosk

    def _begin(self, folder: Path, idle: tuple[int, int]) -> AbstractContextManager[Outside]:
        folder.mkdir(exist_ok=True)
        site = folder / "site.toml"
        fields.write_site(fields.settings(), site, idle)
        words = ["run", "--data", str(folder / "data"), "--site", str(site), "--size", f"{SIZE[0]}x{SIZE[1]}"]
        return outside(folder, ["-m", "tests.canary.child", self.leaks, *words])

    def _visit(self, name: str, hand: Twin, kiosk: Outside, some: tuple[Field, ...]) -> Visit:
        resting = kiosk.picture()
        canaries = [self._unknown(kiosk, one) for one in some]
        for canary in canaries:
            hand.write(canary)
            kiosk.settle()
        pieces = [piece for canary in canaries for piece in canary.pieces]
        seen = in_process(kiosk.process.pid, pieces).hits
        before = {hit.piece for hit in seen}
        missed = set(pieces) - before
        if missed:
            raise NotTypedError(f"not found while it is on show: {missed}, but\n" + "\n".join(map(str, seen)))
        self.typed += canaries
        ENDINGS[name].do(hand, kiosk)
        after = self._search(kiosk)
        again = self._again(kiosk, resting, after) if ENDINGS[name].kills else 0.0
        if not ENDINGS[name].kills:
            kiosk.until(resting)
        return Visit(name, some[0].ref.journey, tuple(canaries), len(before), after, again)

    def _unknown(self, kiosk: Outside, one: Field) -> Canary:
        """Something no piece of which is there already, by chance ("libpkgconf") or typed before."""
        while True:
            canary = fields.canary(one, CHANCE)
            known = {piece for before in self.typed for piece in before.pieces}
            if known.isdisjoint(canary.pieces) and not self._found(kiosk, canary.pieces).hits:
                return canary

    def _search(self, kiosk: Outside) -> Found:
        return self._found(kiosk, [piece for canary in self.typed for piece in canary.pieces])

    def _found(self, kiosk: Outside, pieces: Sequence[str]) -> Found:
        found = in_files([*(kiosk.folder / name for name in KEPT), *EVERYWHERE], pieces)
        if kiosk.process.poll() is None:
            found += in_process(kiosk.process.pid, pieces)
        return found

    def _again(self, kiosk: Outside, resting: int, found: Found) -> float:
        """What the service manager does: start again with the same files. Its memory is searched, too."""
        begin = monotonic()
        with self._begin(kiosk.folder, USUAL) as next_one:
            next_one.until(resting)
            taken = monotonic() - begin
            found += in_process(next_one.process.pid, [piece for one in self.typed for piece in one.pieces])
        return taken


@cache
def _hashed() -> str:
    return hashed(PIN)


def set_pin(data: Path) -> None:
    """As `kiosk pin set` does."""
    state = DeviceState(data / FILE_NAME)
    state.put(Key.PIN_HASH, _hashed())
    assert state.save()


def hits_of(visits: Iterable[Visit]) -> list[Hit]:
    """All hits of these visits."""
    return [hit for visit in visits for hit in visit.after.hits]


def told(visits: Iterable[Visit], tell: Callable[[str], None]) -> None:
    """A line a way of ending, then the sum."""
    by_ending: dict[str, list[Visit]] = {}
    for visit in visits:
        by_ending.setdefault(visit.ending, []).append(visit)
    for name, some in by_ending.items():
        tell(f"{name:14}{_figures(some)}")
    tell(f"{'in all':14}{_figures([visit for some in by_ending.values() for visit in some])}")


def _figures(visits: list[Visit]) -> str:
    whole = Found()
    for visit in visits:
        whole += visit.after
    filled = {canary.field for visit in visits for canary in visit.typed}
    again = max((visit.again for visit in visits), default=0.0)
    return (
        f"{len(visits)} visits, {len(filled)} fields, {sum(visit.before for visit in visits)} pieces seen while typed, "
        f"{whole.memory_bytes:,} bytes of memory and {whole.file_bytes:,} of {whole.files} files searched, "
        f"{len(whole.hits)} hits" + (f"; at rest again within {again:.1f} s" if again else "")
    )
