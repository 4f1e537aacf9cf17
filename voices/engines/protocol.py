"""What the house asks of a speech engine."""

from collections.abc import Callable
from typing import Final, Protocol

from voices.faults import Fault
from voices.pcm import Pcm

Wanted = Callable[[], bool]
"""False: the sound is wanted no longer. Asked from the thread that waits for the engine, every few milliseconds."""
ALWAYS: Final[Wanted] = lambda: True  # noqa: E731 - a default that reads as one


class Engine(Protocol):
    """Turns speakable words into sound, in memory. Whatever it runs is killed when it takes too long or floods.

    Opening one costs nothing: what it needs is looked for, or started, when it is first used. For one thread at a
    time; several engines of one kind may live side by side.
    """

    @property
    def name(self) -> str:
        """Its name in `voices.engines.table`."""
        ...

    @property
    def phonemes(self) -> bool:
        """True: it reads espeak's phonemes between double square brackets."""
        ...

    def voice(self, language: str) -> str:
        """The voice that speaks `language` ("fr", "nl") here; empty: it cannot."""
        ...

    def pace(self, language: str) -> int:
        """How slow it is told to speak, in its own measure: another pace makes another sound."""
        ...

    def manner(self, language: str) -> str:
        """What else it is told that changes the sound, in a few words ("gap 7"); empty: nothing."""
        ...

    def version(self) -> str | Fault:
        """Name and version of the program, "espeak-ng 1.51"; a fault when it is not on this machine."""
        ...

    def synthesise(self, spoken: str, language: str, wanted: Wanted = ALWAYS) -> Pcm | Fault:
        """The sound of words that are ready to be spoken, at the engine's one usual pace, as it comes.

        A fault never holds the words. As soon as `wanted` says no, what runs is given up, killed if need be.
        """
        ...

    def close(self) -> None:
        """End what it runs; the next text starts it again."""
        ...
