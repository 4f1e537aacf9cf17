"""A life of the kiosk, as a crash finds it: acts, one after another, each acknowledged when it is on disk."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.system.powercut.mark import Mark

LOOKED_AHEAD = 10
"""So many acts more than acknowledged are recognised when a crash is judged."""


class Answer(NamedTuple):
    """What an acknowledgement says: the word a visitor was given, if any, and the nights of the sync until now."""

    word: str = ""
    nights: int = 0


class Found(NamedTuple):
    """The acts and the nights of the sync that are there, or why they could not be read."""

    acts: int = 0
    nights: int = 0
    corrupt: str = ""


class CorruptError(Exception):
    """What is read makes no sense."""


Act = Callable[[int], Answer]
"""Does the act of this number, from 1 on, and answers when it is on disk. Ends the process when it cannot be."""


class Life(Protocol):
    """What is done and acknowledged, and how it is found again."""

    @property
    def modes(self) -> tuple[str, ...]:
        """How it may be written; the first is the kiosk's way."""
        ...

    def living(self, folder: Path, mode: str) -> AbstractContextManager[Act]:
        """Ready to act on a folder of data, wherever it was left."""
        ...

    def found(self, folder: Path, told: Mark, words: Mapping[int, str], mode: str) -> Found:
        """Open what was left as the kiosk does, and do one act more.

        `told` was acknowledged before the crash; `words`: what was said at each act, perhaps of later ones too.
        """
        ...


def moment_of(now: object, after: Callable[[int], object], told: int) -> int:
    """The last act after which it was as it is now, when `told` were acknowledged and one more was perhaps on its way.

    Later ones only where none of these fits. Raises CorruptError when it was never so.
    """
    for moment in chain(range(told + 1, -1, -1), range(told + 2, told + LOOKED_AHEAD)):
        if after(moment) == now:
            return moment
    raise CorruptError("it is as it never was")
