"""All of it: a card is made and prepared, its writes are logged while it works, and cuts of its power are looked at."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from tests.system.powercut.model import moments
from tests.system.powercut.writelog import Entry
from tests.system.update_cuts import card, recording
from tests.system.update_cuts.bundles import BROKEN, SOUND, bundle, key_pair
from tests.system.update_cuts.look import Verdict, look
from tests.system.update_cuts.preparing import prepare
from tests.system.update_cuts.recording import NOTHING, Step, Told
from tests.system.update_cuts.replay import Replay, read

_ENDS: Final = (Step.FELL_BACK, Step.UPDATED, Step.MAINTAINED)


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut: after so many writes and flushes, with so much told, and what came of it."""

    at: int
    told: Told
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Recorded:
    """A card before its writes were logged (a layer over another file), and the log."""

    before: Path
    layout: card.Layout
    log: tuple[Entry, ...]
    first: str
    """The release that was on it."""


@contextmanager
def recorded(base: Path, form: str, folder: Path, *, deploy: bool) -> Iterator[Recorded]:
    """Prepare a layer over the card `base` ("raw" or "qcow2") in `folder`, and let everything happen on it.

    `deploy`: whether the maintenance does the new release's provisioning too.
    """
    before, log = folder / "before", folder / "log"
    card.layered(base, form, before)
    with card.shown(before, folder) as file:
        layout = card.Layout.of(file)
    key, line = key_pair(folder)
    bundles = [bundle(version, key, folder) for version in (BROKEN, SOUND)]
    first = prepare(before, layout, folder, bundles, line)
    recording.record(before, layout, log, folder, deploy=deploy)
    yield Recorded(before, layout, read(log), first)


def cuts(
    one: Recorded, number: int, chance: Random, folder: Path, before: Callable[[Path], None] = lambda _: None
) -> Iterator[Cut]:
    """Cut the power so many times, in order. `before` is given each card as it was left, before anything is mended."""
    replay = Replay(one.before, one.log, folder, one.layout.size + recording.MORE)
    told = recording.told(one.log, one.layout)
    for at in _spread(one.log, told, number, chance):
        known = max((place for place in told if place <= at), default=0)
        said = told.get(known, NOTHING)
        with replay.cut(at, chance) as layer:
            before(layer)
            with card.shown(layer, folder) as file:
                found = look(file, one.layout, folder, said, one.first)
        yield Cut(at, said, found)


def _spread(log: Sequence[Entry], told: Mapping[int, Told], number: int, chance: Random) -> Iterator[int]:
    """The moments of cuts: as many in each of the broken update, the sound one, and the maintenance."""
    ends = [min(at for at, said in told.items() if said.step >= step) for step in _ENDS]
    for turn, (begin, end) in enumerate(pairwise([0, *ends])):
        within = [place - begin for place in told if begin < place <= end]
        share = (number + turn) // len(ends)
        yield from (begin + at for at in moments(log[begin:end], within, share, chance))


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """A folder for gigabytes, on the disk of the caches."""
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cuts-", dir=beside) as name:
        yield Path(name)
