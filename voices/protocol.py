"""What the application asks of a voice. Nothing here knows the rest of the house."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Speakable(Protocol):
    """One text to speak, declared by its shape alone."""

    @property
    def text(self) -> str: ...
    @property
    def mark(self) -> str:
        """What is marked on the screen while it is spoken; "" for nothing."""
        ...

    @property
    def language(self) -> str: ...
    @property
    def live(self) -> bool:
        """True: not known before (a date, a code), so synthesised in memory, never on disk."""
        ...

    @property
    def personal(self) -> bool:
        """True: never spoken by a loudspeaker."""
        ...


class Voice(Protocol):
    """Speaks. No call blocks its caller; the newest `say` hushes what came before."""

    def say(self, utterances: Sequence[Speakable]) -> None:
        """Speak these, in order, with a pause of about 0.5 s between them; an empty sequence changes nothing."""
        ...

    def hush(self) -> None:
        """Silence at once."""
        ...

    def set_volume(self, level: int) -> None:
        """Loudness from 1 to 5; 3 is the default."""
        ...

    def on_started(self, callback: Callable[[str], None]) -> None:
        """Have `callback(mark)` called, from a thread of the voice's own, when an utterance starts; "" at the end."""
        ...

    @property
    def working(self) -> bool:
        """False: nothing can be heard (no device, no engine); the facilitator is told."""
        ...

    def close(self) -> None:
        """Stop for good and free the device."""
        ...
