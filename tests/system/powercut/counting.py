"""The child that counts visits, by the kiosk's own recorder, and is killed or loses its disk meanwhile.

    python -m tests.system.powercut.counting FOLDER --visits N [--mode MODE] [--hasty] [--marks DISK OFFSET]

It prints a line when it begins, and after each visit, when the recorder has said that it is on disk, a line of two
numbers: the visits of this child, the nights of the sync. A night passes every twenty visits. The clock is trusted
after the third visit only, as after a start without network: so counts move from the boot to their days.
"""

import argparse
import sys
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import Final
from unittest.mock import patch
from uuid import uuid4
from zoneinfo import ZoneInfo

from benchmarks.usage_store import some_visit
from kiosk.usage import store
from kiosk.usage.recorder import Recorder
from tests.system.powercut.mark import Mark, Marker, marking
from tests.system.powercut.nights import night, nights, opened

MODES: Final = {
    "WAL + FULL": (),
    "WAL + NORMAL": ("PRAGMA synchronous=NORMAL",),
    "DELETE + FULL": ("PRAGMA journal_mode=DELETE",),
}
"""What is said to SQLite after the kiosk's own settings. The first is the kiosk's."""
KIOSK: Final = "WAL + FULL"
BEGUN = "begun"
_TRUSTED_AFTER = 3
_VISITS_A_NIGHT = 20
_PATIENCE_S = 60.0


class LateClock:
    """A clock of a boot of its own, and of a day in November 2026; nobody trusts it before `trusted` is set."""

    def __init__(self) -> None:
        self.boot = str(uuid4())
        self.trusted = False
        self._up = 0.0

    def uptime(self) -> float:
        self._up += 1.0
        return self._up

    def booted(self) -> float | None:
        return 1_795_420_800.0 if self.trusted else None


def count(folder: Path, visits: int, mark: Marker, *, hasty: bool) -> None:
    """So many visits, one at a time, each acknowledged before the next; `hasty`: before it is on disk."""
    clock = LateClock()
    recorder = Recorder(folder / store.FILE_NAME, ZoneInfo("Europe/Brussels"), clock)
    with closing(opened(folder)) as state:
        remembered = nights(state)
        for number in range(1, visits + 1):
            recorder.record(some_visit(number))
            if not (hasty or recorder.flush(_PATIENCE_S)):
                sys.exit(f"visit {number} is not on disk: {recorder.fault}")
            if number % _VISITS_A_NIGHT == 0:
                remembered = night(state)
            mark(Mark(number, remembered))
            print(number, remembered, flush=True)
            clock.trusted = number >= _TRUSTED_AFTER


def main() -> None:
    """Count, or be ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--visits", type=int, required=True)
    parser.add_argument("--mode", choices=MODES, default=KIOSK)
    parser.add_argument("--hasty", action="store_true", help="acknowledge what is not on disk yet")
    parser.add_argument("--marks", nargs=2, metavar=("DISK", "OFFSET"))
    given = parser.parse_args()
    print(BEGUN, flush=True)
    marks: AbstractContextManager[Marker] = nullcontext(lambda _: None)
    if given.marks:
        disk, offset = given.marks
        marks = marking(Path(disk), int(offset))
    with patch.object(store, "_PRAGMAS", (*store._PRAGMAS, *MODES[given.mode])), marks as mark:
        count(given.folder, given.visits, mark, hasty=given.hasty)


if __name__ == "__main__":
    main()
