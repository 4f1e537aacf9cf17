"""What the application asks of a voice. Nothing here knows the rest of the house."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

SPEEDS: Final = (50, 65, 80, 100, 125, 150, 200)
"""Percent of the usual pace; the pitch stays."""
VOLUMES: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a visitor wants to hear. Raises ValueError on a volume or a speed that does not exist."""

    volume: int = 3
    """One of `VOLUMES`."""
    speed: int = 100
    """One of `SPEEDS`."""
    headset: bool = False
    """True: all sound goes to the headset alone, and personal words may be said."""

    def __post_init__(self) -> None:
        if self.volume not in VOLUMES:
            raise ValueError(f"a volume is 1 to 5, not {self.volume}")
        if self.speed not in SPEEDS:
            raise ValueError(f"a speed is one of {SPEEDS}, not {self.speed}")


@dataclass(frozen=True, slots=True)
class Equipment:
    """What the site's settings say of sound: engines in the order to try, and devices by stable name."""

    engines: tuple[str, ...] = ()
    """Names of `voices.engines.table`, or "silent"; empty: the table's own order."""
    loudspeaker: str = "default"
    """An ALSA name, such as "plughw:CARD=Headphones"."""
    headset: str = ""
    """The same for a headset; empty: there is none. Of a card, never of a sound server: when a headset vanishes, a
    server moves its sound to the loudspeaker."""
    jack: str = ""
    """Where to read whether the headset is plugged in, a name of `voices.jack`; empty: it cannot be known."""
    piper_model: str = ""
    """The path of a piper voice model; empty: piper is not used."""


USUAL: Final = Equipment()
"""What a site has that says nothing of sound."""


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

    def ring(self, volume: int) -> None:
        """Hush, then chime on the loudspeaker, whatever output is chosen; what is said from now on waits for its end.

        `volume` is one of `VOLUMES`. No `hush` cuts the chime short.
        """
        ...

    def tune(self, tuning: Tuning) -> None:
        """Take loudness, speed and output for what is said from now on."""
        ...

    def on_started(self, callback: Callable[[str], None]) -> None:
        """Have `callback(mark)` called, from a thread of the voice's own, when an utterance starts; "" at the end."""
        ...

    @property
    def headset(self) -> bool:
        """True: a headset is there to be chosen. Never blocks: the latest that is known."""
        ...

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the facilitator must know of engines and devices, as short French sentences; empty: all is well."""
        ...

    def close(self) -> None:
        """Stop for good and free the device."""
        ...
