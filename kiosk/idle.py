"""Pure: the time since the last touch -> active, a warning with the seconds left, or expired."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Active:
    """Somebody is there."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Nobody touched for a while: whole seconds left before all is erased."""

    seconds_left: int


@dataclass(frozen=True, slots=True)
class Expired:
    """Time to erase."""


def idle(quiet: float, after: float, countdown: float) -> Active | Warned | Expired:
    """What `quiet` seconds without a touch mean, when a warning comes `after` seconds and lasts `countdown`."""
    if quiet < after:
        return Active()
    left = after + countdown - quiet
    return Warned(ceil(left)) if left > 0 else Expired()
