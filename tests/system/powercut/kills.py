"""SIGKILL at random moments of a process that lives: what the kernel had taken is kept, and SQLite mends the rest."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from time import sleep

from tests.system.powercut import living
from tests.system.powercut.found import Tally
from tests.system.powercut.life import Found
from tests.system.powercut.living import LIVES
from tests.system.powercut.mark import Mark

ROOT = Path(__file__).resolve().parents[3]
_ROUNDS_A_FILE = 25
"""Then a new file: its making is killed as well."""
Words = dict[int, str]
_MOST_ACTS = 1_000_000
"""More than any child lives to do."""


def command(life: str, folder: Path, acts: int, *more: str) -> list[str]:
    """How a child that lives is started, in the root of the project."""
    return [sys.executable, "-m", living.__name__, life, str(folder), "--acts", str(acts), *more]


def kills(life: str, number: int, folder: Path, chance: Random, *more: str) -> Iterator[tuple[Tally, Found]]:
    """Kill so many children, one after another; the tally so far, and what was found after the last.

    `more`: what else they are told.
    """
    tally, before, words, place = Tally(), Mark(), Words(), folder
    for turn in range(number):
        if turn % _ROUNDS_A_FILE == 0:
            before, words, place = Mark(), Words(), folder / str(turn)
            place.mkdir()
        told = max(before, _killed(command(life, place, _MOST_ACTS, "--after", str(before.acts), *more), chance, words))
        found = LIVES[life].found(place, told, words, LIVES[life].modes[0])
        tally.add(told, found)
        yield tally, found
        # And the act that was done to see that it goes on.
        before = Mark(found.acts + 1, found.nights)


def _killed(child_command: list[str], chance: Random, words: Words) -> Mark:
    """Let a child live and kill it; the last it told, and the words it gave.

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
    words |= told_words(lines[1:])
    return Mark(*map(int, lines[-1].split()[:2])) if lines[1:] else Mark()


def told_words(lines: Iterable[str]) -> Words:
    """The word that was said at each act, of those at which one was."""
    told = (line.split() for line in lines)
    return {int(number): word for number, _, word in (one for one in told if len(one) > len(Mark()))}
