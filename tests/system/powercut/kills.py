"""SIGKILL at random moments of a process that counts: what the kernel had taken is kept, and SQLite mends the rest."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import sleep

from tests.system.powercut import counting
from tests.system.powercut.found import Found, Tally, found_in

ROOT = Path(__file__).resolve().parents[3]
_ROUNDS_A_FILE = 25
"""Then a new file: its making is killed as well."""
_MOST_VISITS = 1_000_000
"""More than any child lives to count."""


def command(folder: Path, visits: int = _MOST_VISITS, *more: str) -> list[str]:
    """How the child that counts is started, in the root of the project."""
    return [sys.executable, "-m", counting.__name__, str(folder), "--visits", str(visits), *more]


def kills(number: int, folder: Path, chance: Random) -> Iterator[tuple[Tally, Found]]:
    """Kill so many children, one after another; the tally so far, and what was found after the last."""
    tally, before, place = Tally(), 0, folder
    for turn in range(number):
        if turn % _ROUNDS_A_FILE == 0:
            before, place = 0, folder / str(turn)
            place.mkdir()
        acknowledged = before + _killed(place, chance)
        found = found_in(place)
        tally.add(acknowledged, found)
        yield tally, found
        # And the visit that was counted to see that it goes on.
        before = found.visits + 1


def _killed(place: Path, chance: Random) -> int:
    """Let a child count and kill it; the visits it told.

    The moment goes by what it told, and a little later, so that it falls in its work however slow the machine is: the
    start too, where the file is made, and what waited of the last boot is moved.
    """
    wanted = chance.choice((0, 1, 3, chance.randint(2, 40)))
    with subprocess.Popen(command(place), cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(1 + wanted):
            child.stdout.readline()
        sleep(chance.uniform(0, 0.003 if wanted else 0.15))
        child.kill()
        rest = child.stdout.read().split()
    assert child.returncode == -9, f"the child ended by itself: {child.returncode}"
    return int(rest[-1]) if rest else wanted
