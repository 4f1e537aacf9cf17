"""The child that lives, and is killed or loses its disk meanwhile.

    python -m tests.system.powercut.living LIFE FOLDER --acts N [--after N] [--mode MODE] [--hasty]
        [--pause SECONDS] [--marks DISK OFFSET]

It prints a line when it begins, and after each act, when that is on disk: its number, the nights of the sync, and the
word that a visitor was given, if any.
"""

import argparse
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import sleep
from typing import Final

from tests.system.powercut.adjusting import Adjusting
from tests.system.powercut.booking import Booking
from tests.system.powercut.counting import Counting
from tests.system.powercut.life import Act, Life
from tests.system.powercut.mark import Mark, Marker, marking

COUNTS: Final = "counts"
AGENDA: Final = "agenda"
SETTINGS: Final = "settings"
LIVES: Final[dict[str, Life]] = {COUNTS: Counting(), AGENDA: Booking(), SETTINGS: Adjusting()}
BEGUN: Final = "begun"


def live(act: Act, numbers: range, mark: Marker, *, hasty: bool, pause: float) -> None:
    """These acts, one at a time, each acknowledged before the next; `hasty`: before it is on disk. `pause`: seconds."""
    nights = 0
    for number in numbers:
        if hasty:
            print(number, nights, flush=True)
        word, nights = act(number)
        if not hasty:
            mark(Mark(number, nights))
            print(number, nights, word, flush=True)
        sleep(pause)


def main() -> None:
    """Live, or be ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("life", choices=LIVES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--acts", type=int, required=True)
    parser.add_argument("--after", type=int, default=0, help="acts that were done before")
    parser.add_argument("--mode", default="", help="default: the kiosk's own way")
    parser.add_argument("--hasty", action="store_true", help="acknowledge what is not on disk yet")
    parser.add_argument("--pause", type=float, default=0.0, metavar="SECONDS", help="between two acts")
    parser.add_argument("--marks", nargs=2, metavar=("DISK", "OFFSET"))
    given = parser.parse_args()
    print(BEGUN, flush=True)
    marks: AbstractContextManager[Marker] = nullcontext(lambda _: None)
    if given.marks:
        disk, offset = given.marks
        marks = marking(Path(disk), int(offset))
    life = LIVES[given.life]
    with life.living(given.folder, given.mode or life.modes[0]) as act, marks as mark:
        numbers = range(given.after + 1, given.after + given.acts + 1)
        live(act, numbers, mark, hasty=given.hasty, pause=given.pause)


if __name__ == "__main__":
    main()
