"""SIGKILL at random moments of a process that counts: what the kernel had taken is kept, and SQLite mends the rest."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import sleep

from tests.system.powercut import counting
from tests.system.powercut.found import Found, Tally, found_in
from tests.system.powercut.mark import Mark

ROOT = Path(__file__).resolve().parents[3]
_ROUNDS_A_FILE = 25
"""Then a new file: its making is killed as well."""
_MOST_VISITS = 1_000_000
"""More than any child lives to count."""


def command(folder: Path, visits: int, *more: str) -> list[str]:
    """How the child that counts is started, in the root of the project."""
    return [sys.executable, "-m", counting.__name__, str(folder), "--visits", str(visits), *more]


def kills(number: int, folder: Path, chance: Random, *more: str) -> Iterator[tuple[Tally, Found]]:
    """Kill so many children, one after another; the tally so far, and what was found after the last.

    `more`: what else they are told.
    """
    tally, before, place = Tally(), Mark(), folder
    for turn in range(number):
        if turn % _ROUNDS_A_FILE == 0:
            before, place = Mark(), folder / str(turn)
            place.mkdir()
        told = _killed(command(place, _MOST_VISITS, *more), chance)
        found = found_in(place)
        tally.add(Mark(before.visits + told.visits, max(before.nights, told.nights)), found)
        yield tally, found
        # And the visit that was counted to see that it goes on.
        before = Mark(found.visits + 1, found.nights)


def _killed(child_command: list[str], chance: Random) -> Mark:
    """Let a child count and kill it; the last it told.

    The moment goes by what it told, and a little later, so that it falls in its work however slow the machine is: the
    start too, where the file is made, and what waited of the last boot is moved.
    """
    wanted = chance.choice((0, 1, 3, chance.randint(2, 40)))
    with subprocess.Popen(child_command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(1 + wanted)]
        sleep(chance.uniform(0, 0.003 if wanted else 0.15))
        child.kill()
        lines += child.stdout.readlines()
    assert child.returncode == -9, f"the child ended by itself: {child.returncode}"
    return Mark(*map(int, lines[-1].split())) if lines[1:] else Mark()
