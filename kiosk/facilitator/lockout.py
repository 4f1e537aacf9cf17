"""How long wrong PINs keep the door shut. Pure.

Five wrong ones shut it for 15 s; each one after that for twice as long as the one before, 15 minutes at most. Time is
counted since the start of the machine, which no wrong date changes; what is known of an earlier start is only that
the door was shut, so that it is shut anew for as long.
"""

import json
from dataclasses import dataclass
from typing import Final, Self

FREE_TRIES: Final = 5
FIRST_SECONDS: Final = 15.0
LONGEST_SECONDS: Final = 15 * 60.0


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment of one boot: `uptime` in seconds, which never jump."""

    boot: str
    uptime: float


@dataclass(frozen=True, slots=True)
class Lockout:
    """Tries since the last right PIN, and when the last one was made."""

    wrong: int = 0
    last: Instant = Instant("", 0.0)

    def tried(self, now: Instant) -> Self:
        """One try more, counted before it is looked at: pulling the plug in time forgets no try."""
        return type(self)(self.wrong + 1, now)

    @property
    def seconds(self) -> float:
        """For how long the last wrong try shuts the door."""
        doublings = self.wrong - FREE_TRIES
        if doublings < 0:
            return 0.0
        return float(min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(doublings, 10)))

    def left(self, now: Instant) -> float:
        """Seconds until the door opens again; 0: a try is let through."""
        if now.boot != self.last.boot:
            return self.seconds
        return max(0.0, self.seconds - (now.uptime - self.last.uptime))

    def text(self) -> str:
        """As it is kept."""
        return json.dumps({"wrong": self.wrong, "boot": self.last.boot, "uptime": self.last.uptime})

    @classmethod
    def kept(cls, text: str, now: Instant) -> Self:
        """What `text` gave, at the start of a process; a text that nobody wrote so counts as a door just shut."""
        if not text:
            return cls()
        try:
            found = json.loads(text)
            wrong, last = int(found["wrong"]), Instant(str(found["boot"]), float(found["uptime"]))
        except (ValueError, TypeError, KeyError):
            return cls(FREE_TRIES, now)
        same = last.boot == now.boot and last.uptime <= now.uptime
        return cls(max(wrong, 0), last if same else now)
