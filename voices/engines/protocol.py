"""What the house asks of a speech engine."""

from typing import Protocol

from voices.faults import Fault
from voices.pcm import Pcm


class Engine(Protocol):
    """Turns speakable words into sound, in memory. Whatever it runs is killed when it takes too long or floods.

    For one thread at a time; several engines of one kind may live side by side.
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

    def version(self) -> str | Fault:
        """Name and version of the program, "espeak-ng 1.51"; a fault when it is not on this machine."""
        ...

    def synthesise(self, spoken: str, language: str) -> Pcm | Fault:
        """The sound of words that are ready to be spoken, at the engine's one usual pace, as it comes."""
        ...

    def close(self) -> None:
        """End what it runs."""
        ...
