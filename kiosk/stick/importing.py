"""One import: every kind is copied from the stick, checked as a copy, and put in place whole or not at all.

The stick may be pulled out at any moment: what is checked and kept is the copy.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from kiosk.stick.layout import RELEASE, RELEASES, Shelf
from kiosk.stick.media import Media
from kiosk.stick.reading import copied, holds
from kiosk.stick.report import Imported, Kind, OfKind, Refusal, StickState, Why

_COPIES: Final = "stick-"
Take = Callable[[tuple[Path, ...]], int | tuple[Refusal, ...]]
"""Checks copies, all in one folder of their own, and puts them in place: how many, or why nothing has changed."""


def import_stick(
    media: Media, shelves: Sequence[Shelf], takes: Mapping[Kind, Take], stage: Path, *, releases: bool = False
) -> Imported:
    """Import all that is there. `stage`: a folder on the kiosk's own disk for the copies, which are gone afterwards.

    `releases`: somebody installs those that are on the stick; here they are only told of.
    """
    root = media.folder()
    if root is None:
        return Imported(StickState.NO_STICK)
    try:
        stage.mkdir(parents=True, exist_ok=True)
        lock = (stage / ".lock").open("w", encoding="ascii")
    except OSError:
        return Imported(StickState.STOPPED)
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the kernel's: it ends with the process
        except BlockingIOError:
            return Imported(StickState.BUSY)
        for left in stage.glob(f"{_COPIES}*"):  # by an import that was killed
            shutil.rmtree(left, ignore_errors=True)
        found = tuple(_of_kind(root, shelf, takes[shelf.kind], stage) for shelf in shelves)
    kinds = tuple(one for one in found if one is not None)
    release = releases and holds(root, RELEASES, RELEASE)
    return Imported(StickState.READ if kinds or release else StickState.NOTHING, kinds, release=release)


def _of_kind(root: Path, shelf: Shelf, take: Take, stage: Path) -> OfKind | None:
    """None: nothing of this kind is on the stick."""
    try:
        with tempfile.TemporaryDirectory(prefix=_COPIES, dir=stage, ignore_cleanup_errors=True) as folder:
            results = copied(root, shelf, Path(folder))
            files = tuple(one for one in results if isinstance(one, Path))
            refused = tuple(one for one in results if isinstance(one, Refusal))
            if not results:
                return None
            taken = refused or take(files)
    except OSError:
        taken = (Refusal(Why.DISK),)
    return OfKind(shelf.kind, taken) if isinstance(taken, int) else OfKind(shelf.kind, 0, taken)
