"""What a health check says, in the French of a facilitator who knows nothing of computers: no address, no secret."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, NewType

CheckId = NewType("CheckId", str)
"""The name of a module of `kiosk.checks`."""


class State(Enum):
    """How it is with one part of the kiosk."""

    READY = "ready"
    ATTENTION = "attention"
    """The kiosk can open; something is to be done soon, or is missing for some visitors."""
    BROKEN = "broken"
    """What visitors count on does not work."""
    ABSENT = "absent"
    """Not on this machine, or not wanted at this site: nothing to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check has found: one or two short sentences, and what to do (empty: nothing)."""

    state: State
    says: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one check has found, under its name."""

    check: CheckId
    title: str
    icon: str
    found: Found

    @property
    def state(self) -> State:
        """How it is."""
        return self.found.state


CALL: Final = "Appelez le service technique."
RESTART: Final = "Redémarrez la borne. Si cela continue, appelez le service technique."
WORST_FIRST: Final = (State.BROKEN, State.ATTENTION, State.READY, State.ABSENT)


def ready(says: str) -> Found:
    """All is well."""
    return Found(State.READY, says)


def attention(says: str, do: str) -> Found:
    """Something is to be done soon."""
    return Found(State.ATTENTION, says, do)


def broken(says: str, do: str) -> Found:
    """Something does not work."""
    return Found(State.BROKEN, says, do)


def absent(says: str) -> Found:
    """Not on this machine."""
    return Found(State.ABSENT, says)


def verdict(results: Iterable[Result]) -> State:
    """Of all together: BROKEN or ATTENTION when one is, else READY."""
    states = {one.state for one in results}
    return next((state for state in (State.BROKEN, State.ATTENTION) if state in states), State.READY)


def worst_first(results: Iterable[Result]) -> tuple[Result, ...]:
    """What is to be done stands first; the rest in the order given."""
    return tuple(sorted(results, key=lambda one: WORST_FIRST.index(one.state)))
